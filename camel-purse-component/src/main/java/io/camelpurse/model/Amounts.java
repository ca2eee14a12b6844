package io.camelpurse.model;

import java.util.Map;

/**
 * What became of a payment's money so far ({@code amounts}). All amounts are in minor units of the payment's
 * currency.
 *
 * @param authorizePending being authorised now
 * @param totalAuthorized authorised
 * @param totalVoided voided
 * @param availableToVoid what a void may still take
 * @param totalCaptured captured
 * @param availableToCapture what a capture may still take
 * @param totalRefunded refunded
 * @param availableToRefund what a refund may still take
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
        otherFields = Frozen.otherFields(otherFields);
    }
}
