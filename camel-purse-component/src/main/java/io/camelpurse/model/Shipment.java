package io.camelpurse.model;

import java.util.List;
import java.util.Map;

/**
 * A part of an order that is shipped to one address ({@code order.shipments}).
 *
 * @param netAmount payable amount in minor units, tax included
 * @param deliveryType such as {@code USER_DELIVERY} or {@code EXTERNAL_PICKUP}
 * @param deliveryQuickness such as {@code REGULAR} or {@code EXPRESS}
 * @param deliveryMethodReference carrier or shop
 * @param estimatedDeliveryDateTime when it should arrive, ISO 8601 date-time with zone, as text
 * @param shippingAddress shipping address
 * @param itemLines items of the shipment
 * @param otherFields fields that are not listed here, by name, as they came; never null
 */
@PurseJson
public record Shipment(
        @WholeNumber Long netAmount,
        String deliveryType,
        String deliveryQuickness,
        String deliveryMethodReference,
        String estimatedDeliveryDateTime,
        Address shippingAddress,
        List<ItemLine> itemLines,
        @OtherFields Map<String, Object> otherFields) {

    /** Copies what could change, so that the record never does. */
    public Shipment {
        itemLines = UnmodifiableCopy.list(itemLines);
        otherFields = UnmodifiableCopy.otherFields(otherFields);
    }
}
