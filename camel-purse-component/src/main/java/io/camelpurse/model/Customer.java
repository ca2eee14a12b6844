package io.camelpurse.model;

import java.util.Map;

/**
 * The shopper's data ({@code customer}). It is personal data: the text form shows none of it.
 *
 * @param reference the merchant's own reference
 * @param type such as {@code PERSON}
 * @param email e-mail address
 * @param gender {@code FEMALE} or {@code MALE}
 * @param firstName first name
 * @param middleName middle name
 * @param lastName last name
 * @param nationalIdentifier identity number in the shopper's country
 * @param birthDate ISO 8601 date
 * @param ipAddress address of the browser
 * @param locale BCP 47 language tag
 * @param account the account at the merchant's
 * @param otherFields fields that are not listed here, by name, as they came; never null
 */
@PurseJson
public record Customer(
        String reference,
        String type,
        String email,
        String gender,
        String firstName,
        String middleName,
        String lastName,
        String nationalIdentifier,
        String birthDate,
        String ipAddress,
        String locale,
        CustomerAccount account,
        @OtherFields Map<String, Object> otherFields) {

    /** Copies what could change, so that the record never does. */
    public Customer {
        otherFields = UnmodifiableCopy.otherFields(otherFields);
    }

    @Override
    public String toString() {
        return "Customer[***]";
    }
}
