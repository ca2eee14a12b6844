package io.camelpurse.model;

import java.util.Map;

/**
 * Data that Purse signs and the shopper's browser brings back from the payment page ({@code purse-redirection-data}).
 * It is a hint: a payment may have changed since it was signed.
 *
 * @param clientSessionId id of the client session
 * @param paymentId id of the payment, where there is one
 * @param authorizationStatus one of {@link AuthorizationStatus} or a newer value
 * @param clientSessionStatus one of {@link ClientSessionStatus} or a newer value
 * @param otherFields fields that are not listed here, by name, as they came; never null
 */
@PurseJson
public record RedirectionData(
        String clientSessionId,
        String paymentId,
        String authorizationStatus,
        String clientSessionStatus,
        @OtherFields Map<String, Object> otherFields) {

    /** Copies what could change, so that the record never does. */
    public RedirectionData {
        otherFields = UnmodifiableCopy.otherFields(otherFields);
    }
}
