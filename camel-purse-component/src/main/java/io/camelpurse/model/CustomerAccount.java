package io.camelpurse.model;

import java.util.Map;

/**
 * The shopper's account at the merchant's, for fraud checks ({@code account}).
 * It is personal data: the text form shows none of it. All date-times are ISO 8601 with zone, as text.
 *
 * @param creationDateTime when it was made
 * @param updateDateTime when it changed last
 * @param passwordUpdateDateTime when its password changed last
 * @param purchaseCountLastDay purchases in the last day
 * @param purchaseCountLastSixMonths purchases in the last six months
 * @param purchaseCountLastYear purchases in the last year
 * @param differentCardCountLastDay different cards in the last day
 * @param authenticationMethod such as {@code MERCHANT_CREDENTIALS}
 * @param authenticationDateTime when the shopper logged in
 * @param ageIndicator age of the account, such as {@code MORE_60_DAYS}
 * @param changeIndicator time since the last change
 * @param passwordChangeIndicator time since the password's last change
 * @param trustIndicator such as {@code GOOD}
 * @param purchaseTotalAmount sum of all purchases in minor units
 * @param firstPurchaseDateTime first purchase
 * @param priorPurchaseDateTime purchase before this one
 * @param otherFields fields that are not listed here, by name, as they came; never null
 */
@PurseJson
public record CustomerAccount(
        String creationDateTime,
        String updateDateTime,
        String passwordUpdateDateTime,
        @WholeNumber Long purchaseCountLastDay,
        @WholeNumber Long purchaseCountLastSixMonths,
        @WholeNumber Long purchaseCountLastYear,
        @WholeNumber Long differentCardCountLastDay,
        String authenticationMethod,
        String authenticationDateTime,
        String ageIndicator,
        String changeIndicator,
        String passwordChangeIndicator,
        String trustIndicator,
        @WholeNumber Long purchaseTotalAmount,
        String firstPurchaseDateTime,
        String priorPurchaseDateTime,
        @OtherFields Map<String, Object> otherFields) {

    /** Copies what could change, so that the record never does. */
    public CustomerAccount {
        otherFields = UnmodifiableCopy.otherFields(otherFields);
    }

    @Override
    public String toString() {
        return "CustomerAccount[***]";
    }
}
