package io.camelpurse.model;

import java.util.Map;

/**
 * A seller on the merchant's marketplace ({@code marketplace_sellers}).
 *
 * @param name name
 * @param reference the merchant's reference
 * @param registrationDateTime since when, ISO 8601 date-time with zone, as text
 * @param lastUpdateDateTime last change, ISO 8601 date-time with zone, as text
 * @param totalSalesCount sales so far
 * @param totalSalesAmount their sum in minor units
 * @param otherFields fields that are not listed here, by name, as they came; never null
 */
@PurseJson
public record MarketplaceSeller(
        String name,
        String reference,
        String registrationDateTime,
        String lastUpdateDateTime,
        @WholeNumber Long totalSalesCount,
        @WholeNumber Long totalSalesAmount,
        @OtherFields Map<String, Object> otherFields) {

    /** Copies what could change, so that the record never does. */
    public MarketplaceSeller {
        otherFields = UnmodifiableCopy.otherFields(otherFields);
    }
}
