package io.camelpurse.model;

import java.util.List;
import java.util.Map;

/**
 * The order that is paid ({@code order}). Amounts are in minor units of the payment's currency; despite its name,
 * {@code netAmount} is the payable total, tax included, and {@code taxAmount} the tax in it.
 *
 * @param reference the merchant's order number
 * @param additionalData the merchant's own fields
 * @param netAmount payable total, tax included
 * @param discountAmount discount in it
 * @param taxAmount tax in it
 * @param billingAddress billing address
 * @param shipments shipments of the order
 * @param discounts discounts
 * @param marketplaceSellers sellers on the merchant's marketplace
 * @param otherFields fields that are not listed here, by name, as they came; never null
 */
@PurseJson
public record Order(
        String reference,
        Map<String, Object> additionalData,
        @WholeNumber Long netAmount,
        @WholeNumber Long discountAmount,
        @WholeNumber Long taxAmount,
        Address billingAddress,
        List<Shipment> shipments,
        List<Discount> discounts,
        List<MarketplaceSeller> marketplaceSellers,
        @OtherFields Map<String, Object> otherFields) {

    /** Copies what could change, so that the record never does. */
    public Order {
        additionalData = UnmodifiableCopy.fields(additionalData);
        shipments = UnmodifiableCopy.list(shipments);
        discounts = UnmodifiableCopy.list(discounts);
        marketplaceSellers = UnmodifiableCopy.list(marketplaceSellers);
        otherFields = UnmodifiableCopy.otherFields(otherFields);
    }
}
