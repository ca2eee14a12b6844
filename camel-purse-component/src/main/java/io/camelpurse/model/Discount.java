package io.camelpurse.model;

import java.util.Map;

/**
 * A discount on an order ({@code discounts}). Amounts are in minor units of the order's currency.
 *
 * @param netAmount discount, tax included
 * @param taxAmount tax in it
 * @param couponCode the coupon's code
 * @param sellerReference the marketplace seller who grants it
 * @param otherFields fields that are not listed here, by name, as they came; never null
 */
@PurseJson
public record Discount(
        @WholeNumber Long netAmount,
        @WholeNumber Long taxAmount,
        String couponCode,
        String sellerReference,
        @OtherFields Map<String, Object> otherFields) {

    /** Copies what could change, so that the record never does. */
    public Discount {
        otherFields = UnmodifiableCopy.otherFields(otherFields);
    }
}
