package io.camelpurse.model;

import java.util.List;
import java.util.Map;

/**
 * A billing or shipping address ({@code billing_address}, {@code shipping_address}). It is personal data: the text form
 * shows none of it.
 *
 * @param companyName company
 * @param gender {@code FEMALE} or {@code MALE}
 * @param firstName first name
 * @param middleName middle name
 * @param lastName last name
 * @param addressLines street, building and the like
 * @param city city
 * @param postalCode postal code
 * @param countryCode ISO 3166-1 alpha-2 code
 * @param provinceCode ISO 3166-2 code with its country, such as {@code FR-HDF}
 * @param phoneNumber phone number
 * @param mobilePhoneNumber mobile phone number
 * @param workPhoneNumber phone number at work
 * @param deliveryPointName name of the delivery point, on shipping addresses
 * @param otherFields fields that are not listed here, by name, as they came; never null
 */
@PurseJson
public record Address(
        String companyName,
        String gender,
        String firstName,
        String middleName,
        String lastName,
        List<String> addressLines,
        String city,
        String postalCode,
        String countryCode,
        String provinceCode,
        String phoneNumber,
        String mobilePhoneNumber,
        String workPhoneNumber,
        String deliveryPointName,
        @OtherFields Map<String, Object> otherFields) {

    /** Copies what could change, so that the record never does. */
    public Address {
        addressLines = UnmodifiableCopy.list(addressLines);
        otherFields = UnmodifiableCopy.otherFields(otherFields);
    }

    @Override
    public String toString() {
        return "Address[***]";
    }
}
