package io.camelpurse.model;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * A line of an order or of an operation ({@code item_lines}).
 * Amounts are in minor units of the order's currency; despite its name, {@code netAmount} includes the tax.
 *
 * @param type such as {@code PHYSICAL} or {@code SHIPPING_FEES}
 * @param skuReference the merchant's article number
 * @param name name of the article
 * @param brand brand
 * @param unitGrossPrice price of one
 * @param netAmount payable amount of the line, tax included
 * @param discountAmount discount in it
 * @param quantity how many
 * @param taxAmount tax in it
 * @param taxRate in percent, 20 is 20 %
 * @param sellerReference reference of the marketplace seller
 * @param sellerName name of the marketplace seller
 * @param isMarketplaceSeller whether a marketplace seller sells it
 * @param categories categories of the article
 * @param productUri page of the article
 * @param imageUri picture of the article
 * @param otherFields fields that are not listed here, by name, as they came; never null
 */
@PurseJson
public record ItemLine(
        String type,
        String skuReference,
        String name,
        String brand,
        @WholeNumber Long unitGrossPrice,
        @WholeNumber Long netAmount,
        @WholeNumber Long discountAmount,
        BigDecimal quantity,
        @WholeNumber Long taxAmount,
        BigDecimal taxRate,
        String sellerReference,
        String sellerName,
        Boolean isMarketplaceSeller,
        List<String> categories,
        String productUri,
        String imageUri,
        @OtherFields Map<String, Object> otherFields) {

    /** Copies what could change, so that the record never does. */
    public ItemLine {
        categories = UnmodifiableCopy.list(categories);
        otherFields = UnmodifiableCopy.otherFields(otherFields);
    }
}
