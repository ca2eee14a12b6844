package io.camelpurse.model;

import java.util.Map;

/**
 * The card of a partner transaction ({@code card}). The text form shows none of it.
 *
 * @param bin first digits of the number
 * @param lastFourDigits last digits of the number
 * @param holderName name on the card
 * @param expiryMonth month, two digits
 * @param expiryYear year, two or four digits, text or number as it came
 * @param countryCode ISO 3166-1 alpha-2 code of the issuer's country
 * @param fingerprint the same for the same card number
 * @param selectedNetwork such as {@code VISA}
 * @param threeDs 3-D Secure result
 * @param otherFields fields that are not listed here, by name, as they came; never null
 */
@PurseJson
public record Card(
        String bin,
        String lastFourDigits,
        String holderName,
        String expiryMonth,
        Object expiryYear,
        String countryCode,
        String fingerprint,
        String selectedNetwork,
        ThreeDs threeDs,
        @OtherFields Map<String, Object> otherFields) {

    /** Copies what could change, so that the record never does. */
    public Card {
        expiryYear = UnmodifiableCopy.value(expiryYear);
        otherFields = UnmodifiableCopy.otherFields(otherFields);
    }

    /**
     * The year in which the card expires.
     *
     * @return {@link #expiryYear()} as text, two or four digits; null where it is absent
     */
    public String expiryYearText() {
        return UnmodifiableCopy.text(expiryYear);
    }

    @Override
    public String toString() {
        return "Card[***]";
    }
}
