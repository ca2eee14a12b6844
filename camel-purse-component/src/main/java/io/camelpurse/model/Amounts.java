package io.camelpurse.model;

import java.util.Map;

/**
 * Totals of a payment ({@code amounts}). All amounts are in minor units of the payment's
 * currency.
 *
 * @param authorizePending amount whose authorization is pending
 * @param totalAuthorized amount that was authorized
 * @param totalVoided amount that was voided
 * @param availableToVoid amount that can still be voided
 * @param totalCaptured amount that was captured
 * @param availableToCapture amount that can still be captured
 * @param totalRefunded amount that was refunded
 * @param availableToRefund amount that can still be refunded
 * @param otherFields fields that are not listed here, by name, as they came; never null
 */
@PurseJson
public record Amounts(
        @WholeNumber Long authorizePending,
        @WholeNumber Long totalAuthorized,
        @WholeNumber Long totalVoided,
        @WholeNumber Long availableToVoid,
        @WholeNumber Long totalCaptured,
        @WholeNumber Long availableToCapture,
        @WholeNumber Long totalRefunded,
        @WholeNumber Long availableToRefund,
        @OtherFields Map<String, Object> otherFields) {

    /** Copies what could change, so that the record never does. */
    public Amounts {
        otherFields = UnmodifiableCopy.otherFields(otherFields);
    }
}
