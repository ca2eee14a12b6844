package io.camelpurse.model;

import java.util.Map;

/**
 * A client session of a payment link ({@code client_sessions}).
 *
 * @param id id of the client session
 * @param status one of {@link ClientSessionStatus} or a newer value
 * @param otherFields fields that are not listed here, by name, as they came; never null
 */
@PurseJson
public record LinkedClientSession(
        String id, String status, @OtherFields Map<String, Object> otherFields) {

    /** Copies what could change, so that the record never does. */
    public LinkedClientSession {
        otherFields = UnmodifiableCopy.otherFields(otherFields);
    }
}
