package io.camelpurse.model;

import java.util.Map;

/**
 * How much of a payment was captured, voided and refunded ({@code overview}), each one of {@link OverviewStatus} or a
 * newer value.
 *
 * @param consumed captured or voided
 * @param captured captured
 * @param voided voided
 * @param refunded refunded
 * @param otherFields fields that are not listed here, by name, as they came; never null
 */
@PurseJson
public record Overview(
        String consumed,
        String captured,
        String voided,
        String refunded,
        @OtherFields Map<String, Object> otherFields) {

    /** Copies what could change, so that the record never does. */
    public Overview {
        otherFields = UnmodifiableCopy.otherFields(otherFields);
    }
}
