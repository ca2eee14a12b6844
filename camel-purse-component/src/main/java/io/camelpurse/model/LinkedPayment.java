package io.camelpurse.model;

import java.util.Map;

/**
 * A payment of a payment link ({@code payments}).
 *
 * @param id id of the payment
 * @param authorizationStatus one of {@link AuthorizationStatus} or a newer value
 * @param otherFields fields that are not listed here, by name, as they came; never null
 */
@PurseJson
public record LinkedPayment(
        String id, String authorizationStatus, @OtherFields Map<String, Object> otherFields) {

    /** Copies what could change, so that the record never does. */
    public LinkedPayment {
        otherFields = UnmodifiableCopy.otherFields(otherFields);
    }
}
