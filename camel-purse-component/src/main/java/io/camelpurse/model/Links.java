package io.camelpurse.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;

/**
 * The links of a payment, a client session or a payment link ({@code links}).
 * The presence of a link does not mean that its action is allowed at present.
 *
 * @param self the resource itself
 * @param capture captures of the payment
 * @param refund refunds of the payment
 * @param voiding voids of the payment, {@code void} in JSON
 * @param abort end of the client session
 * @param payment payment of the client session
 * @param hostedPage payment page of the client session
 * @param customerUrl payment page of the payment link
 * @param cancel end of the payment link
 * @param otherFields fields that are not listed here, by name, as they came; never null
 */
@PurseJson
public record Links(
        Link self,
        Link capture,
        Link refund,
        @JsonProperty("void") Link voiding,
        Link abort,
        Link payment,
        Link hostedPage,
        Link customerUrl,
        Link cancel,
        @OtherFields Map<String, Object> otherFields) {

    /** Copies what could change, so that the record never does. */
    public Links {
        otherFields = UnmodifiableCopy.otherFields(otherFields);
    }
}
