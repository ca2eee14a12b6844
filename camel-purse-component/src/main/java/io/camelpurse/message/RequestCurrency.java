package io.camelpurse.message;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelpurse.PurseConfiguration;
import io.camelpurse.PurseConstants;
import io.camelpurse.PurseValidationException;
import io.camelpurse.model.JsonFields;
import io.camelpurse.text.LoggableText;
import org.apache.camel.Message;

/**
 * Determines the currency that a route gives for a call: the body's, which a header must not contradict, else the
 * header's, else the option's.
 *
 * @param code   the ISO 4217 code, or {@code null} if none is given
 * @param source where it was given, for messages
 */
record RequestCurrency(String code, String source) {

    private static final String HEADER = "The header " + PurseConstants.CURRENCY;

    static RequestCurrency of(JsonNode body, Message message, PurseConfiguration configuration)
            throws PurseValidationException {
        String inBody = inBody(body.path(JsonFields.CURRENCY));
        String header = TextValue.of(HEADER, message.getHeader(PurseConstants.CURRENCY));
        if (inBody != null) {
            if (header != null && !header.equals(inBody)) {
                throw RejectedField.contradicted(
                        JsonFields.CURRENCY, inBody, "header " + PurseConstants.CURRENCY, header);
            }
            return checked(inBody, JsonFields.CURRENCY);
        }
        if (header != null) {
            return checked(header, HEADER);
        }
        String option = configuration.getCurrency();
        return option == null ? new RequestCurrency(null, "") : checked(option, "The option currency");
    }

    private static RequestCurrency checked(String code, String source) throws PurseValidationException {
        return new RequestCurrency(MinorUnits.checkedCurrency(source, code), source);
    }

    boolean isGiven() {
        return code != null;
    }

    /**
     * @param paymentId the payment that money is moved on
     * @param real      its currency
     */
    void rejectOther(String paymentId, String real) throws PurseValidationException {
        if (isGiven() && !code.equals(real)) {
            throw new PurseValidationException(source + " is " + code + ", but payment " + paymentId + " is in "
                    + MinorUnits.checkedCurrency("The currency of payment " + paymentId, LoggableText.code(real))
                    + ": the request was not sent. Check which payment and which amount are meant");
        }
    }

    private static String inBody(JsonNode inBody) throws PurseValidationException {
        if (inBody.isTextual()) {
            return inBody.textValue().isBlank() ? null : inBody.textValue();
        }
        if (inBody.isMissingNode() || inBody.isNull()) {
            return null;
        }
        throw RejectedField.ofType(
                JsonFields.CURRENCY, inBody, "an ISO 4217 code of three capital letters, such as EUR");
    }
}
