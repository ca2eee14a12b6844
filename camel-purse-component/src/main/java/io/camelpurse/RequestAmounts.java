package io.camelpurse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.camel.Message;

/**
 * Checks every amount of a request and turns it into minor units (sections 3, 4.2, 4.5 and 5 of the API reference).
 */
final class RequestAmounts {

    private static final String AMOUNT = "amount";
    private static final String AVAILABLE = "available";

    /** Free of the API's meaning: its fields are the merchant's own. */
    private static final String ADDITIONAL_DATA = "additional_data";

    private final PurseOperation operation;
    private final PurseConfiguration configuration;

    RequestAmounts(PurseOperation operation, PurseConfiguration configuration) {
        this.operation = operation;
        this.configuration = configuration;
    }

    /**
     * @param paymentId the payment that the request is about, or {@code null}
     * @return whether all that is available is meant; then the body has no amount
     */
    boolean check(ObjectNode body, Message message, String paymentId) throws PurseInvalidRequestException {
        MinorUnits units = new MinorUnits(configuration.getAmountUnit(), currency(body, message, paymentId));
        Object header = blankToNull(message.getHeader(PurseConstants.AMOUNT));
        if (operation.movesMoney() && meansAllAvailable(body, header)) {
            body.remove(AMOUNT);
            convert(body, "", null, units);
            return true;
        }
        if (!body.hasNonNull(AMOUNT)) {
            Object given = header != null ? header : blankToNull(configuration.getAmount());
            if (given != null) {
                body.put(AMOUNT, units.of(AMOUNT, given));
            }
            convert(body, "", AMOUNT, units);
        } else {
            convert(body, "", null, units);
            refuseDisagreement(body.get(AMOUNT).longValue(), header, units);
        }
        if (body.hasNonNull(AMOUNT)) {
            refuseWhatCannotBePaid(body);
        }
        return false;
    }

    /**
     * @param paymentId the payment that money is to be moved on
     * @return the limit of one call, in minor units
     */
    long maximum(ObjectNode body, Message message, String paymentId) throws PurseInvalidRequestException {
        Object maximum = blankToNull(configuration.getMaximumAmount());
        return maximum == null
                ? Long.MAX_VALUE
                : new MinorUnits(configuration.getAmountUnit(), currency(body, message, paymentId))
                        .of("The option maximumAmount", maximum);
    }

    private boolean meansAllAvailable(ObjectNode body, Object header) throws PurseInvalidRequestException {
        JsonNode inBody = body.path(AMOUNT);
        Object given = inBody.isMissingNode() || inBody.isNull() ? null : inBody.asText();
        if (given != null && header != null && AVAILABLE.equals(given) != AVAILABLE.equals(header)) {
            throw new PurseInvalidRequestException(
                    "amount differs between the body (" + Quoted.of(given) + ") and the header " + PurseConstants.AMOUNT
                            + " (" + Quoted.of(header) + "): remove one of the two");
        }
        Object effective = given != null ? given : header != null ? header : configuration.getAmount();
        return AVAILABLE.equals(effective);
    }

    private void refuseDisagreement(long amount, Object header, MinorUnits units) throws PurseInvalidRequestException {
        if (header != null && units.of("The header " + PurseConstants.AMOUNT, header) != amount) {
            throw new PurseInvalidRequestException("amount differs between the body and the header "
                    + PurseConstants.AMOUNT + " (" + Quoted.of(header) + "): remove one of the two");
        }
    }

    private void refuseWhatCannotBePaid(ObjectNode body) throws PurseInvalidRequestException {
        long amount = body.get(AMOUNT).longValue();
        boolean zeroAllowed =
                operation.describesOrder() && body.path("allow_future_usage").asBoolean();
        if (amount < 0) {
            throw new PurseInvalidRequestException("amount is " + amount
                    + ": it must not be negative. Money goes back with refundPayment or voidPayment");
        }
        if (amount == 0 && !zeroAllowed) {
            throw new PurseInvalidRequestException(
                    operation.describesOrder()
                            ? "amount is 0, which is only allowed with allow_future_usage=true"
                            : "amount is 0: it must be greater than zero");
        }
    }

    /** @param done a field that is in minor units already, or {@code null} */
    private void convert(ObjectNode object, String path, String done, MinorUnits units)
            throws PurseInvalidRequestException {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            JsonNode value = object.get(name);
            if (name.equals(done) || name.equals(ADDITIONAL_DATA) || value.isNull()) {
                continue;
            }
            if (isAmount(name)) {
                long amount = units.of(path + name, scalar(path + name, value));
                refuseNegativeShare(path, name, amount);
                object.put(name, amount);
            } else {
                convertInside(value, path + name, units);
            }
        }
    }

    /** Of what is left at the top, more can be said. */
    private static void refuseNegativeShare(String path, String name, long amount) throws PurseInvalidRequestException {
        if (amount < 0 && name.equals(AMOUNT) && !path.isEmpty()) {
            throw new PurseInvalidRequestException(path + name + " is " + amount + ": it must not be negative");
        }
    }

    private void convertInside(JsonNode value, String path, MinorUnits units) throws PurseInvalidRequestException {
        if (value instanceof ObjectNode object) {
            convert(object, path + ".", null, units);
        }
        for (int i = 0; value.isArray() && i < value.size(); i++) {
            convertInside(value.get(i), path + "[" + i + "]", units);
        }
    }

    private static boolean isAmount(String name) {
        return name.equals(AMOUNT) || name.endsWith("_amount") || name.equals("unit_gross_price");
    }

    private static Object scalar(String field, JsonNode value) throws PurseInvalidRequestException {
        if (!value.isNumber() && !value.isTextual()) {
            throw new PurseInvalidRequestException(field + " is a JSON "
                    + value.getNodeType().name().toLowerCase(Locale.ROOT) + ": it must be a number");
        }
        return value.isBigDecimal() ? value.decimalValue() : value.asText();
    }

    private String currency(ObjectNode body, Message message, String paymentId) throws PurseInvalidRequestException {
        JsonNode inBody = body.path("currency");
        if (inBody.isTextual()) {
            return MinorUnits.checkedCurrency("currency", inBody.textValue());
        }
        if (!inBody.isMissingNode() && !inBody.isNull()) {
            throw new PurseInvalidRequestException("currency is a JSON "
                    + inBody.getNodeType().name().toLowerCase(Locale.ROOT)
                    + ": it must be an ISO 4217 code of three capital letters, such as EUR");
        }
        String header = EarlierAnswer.routesWord(message, PurseConstants.CURRENCY);
        if (header != null) {
            return MinorUnits.checkedCurrency("The header " + PurseConstants.CURRENCY, header);
        }
        String option = configuration.getCurrency();
        return option == null
                ? EarlierAnswer.currencyOf(message, paymentId)
                : MinorUnits.checkedCurrency("The option currency", option);
    }

    private static Object blankToNull(Object value) {
        return value instanceof String text && text.isBlank() ? null : value;
    }
}
