package io.camelpurse.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camelpurse.AmountUnit;
import io.camelpurse.PurseConfiguration;
import io.camelpurse.PurseConstants;
import io.camelpurse.PurseOperation;
import io.camelpurse.PurseValidationException;
import io.camelpurse.model.JsonFields;
import io.camelpurse.text.OptionValues;
import io.camelpurse.text.SafeText;
import java.util.ArrayList;
import java.util.List;

/** Checks every amount of a request and converts it into minor units. */
public final class RequestAmounts {

    /** The amount that means everything which the payment still allows. */
    public static final String AVAILABLE = "available";

    private static final String HEADER = "The header " + PurseConstants.AMOUNT;

    /** Free of the API's meaning: its fields are the merchant's own. */
    private static final String ADDITIONAL_DATA = "additional_data";

    private final PurseOperation operation;
    private final AmountUnit unit;
    private final String option;
    private final String maximum;

    RequestAmounts(PurseOperation operation, PurseConfiguration configuration) {
        this.operation = operation;
        this.unit = configuration.getAmountUnit();
        this.option = OptionValues.blankToNull(configuration.getAmount());
        this.maximum = configuration.getMaxAmount();
    }

    /**
     * @param amount as the header has it: a text, a number or {@code null}
     * @return whether anything has to be converted, so that the currency has to be known
     */
    boolean needCurrency(ObjectNode body, Object amount) throws PurseValidationException {
        if (unit == AmountUnit.minor) {
            return false;
        }
        boolean amountGiven = isGiven(body, amount) && !meansAllAvailable(body, amount);
        ObjectNode others = body.deepCopy();
        others.remove(JsonFields.AMOUNT);
        return amountGiven || maximum != null || holdsAmount(others);
    }

    /** Whether there is an amount, be it a number or all that is available. */
    boolean isGiven(ObjectNode body, Object amount) {
        return effective(body, amount) != null;
    }

    /** Rejects what is no number in any currency, so that the currency need not be read for it. */
    void checkNumbers(ObjectNode body, Object amount) throws PurseValidationException {
        if (!meansAllAvailable(body, amount)) {
            if (amount != null) {
                MinorUnits.number(HEADER, amount);
            } else if (option != null && !body.hasNonNull(JsonFields.AMOUNT)) {
                MinorUnits.number(JsonFields.AMOUNT, option);
            }
        }
        ObjectNode numbers = body.deepCopy();
        if (meansAllAvailable(body, amount)) {
            numbers.remove(JsonFields.AMOUNT);
        }
        visit(numbers, "", null, (path, value) -> {
            MinorUnits.number(path, value);
            return 0;
        });
    }

    /**
     * Puts the amount into the body, and all amounts there into minor units.
     *
     * @param amount   as the header has it: a text, a number or {@code null}
     * @param currency the ISO 4217 code, or {@code null} if it is not known and not needed
     * @return whether all that is available is meant; then the body has no amount
     */
    boolean convert(ObjectNode body, Object amount, String currency) throws PurseValidationException {
        MinorUnits units = new MinorUnits(unit, currency);
        if (operation.movesMoney() && meansAllAvailable(body, amount)) {
            body.remove(JsonFields.AMOUNT);
            convert(body, null, units);
            return true;
        }
        if (!body.hasNonNull(JsonFields.AMOUNT)) {
            Object given = amount != null ? amount : option;
            if (given != null) {
                body.put(JsonFields.AMOUNT, units.of(JsonFields.AMOUNT, given));
            }
            convert(body, JsonFields.AMOUNT, units);
        } else {
            String given = body.get(JsonFields.AMOUNT).asText();
            convert(body, null, units);
            if (amount != null
                    && units.of(HEADER, amount) != body.get(JsonFields.AMOUNT).longValue()) {
                throw contradicted(given, amount);
            }
        }
        if (body.hasNonNull(JsonFields.AMOUNT)) {
            rejectWhatCannotBePaid(body);
        }
        return false;
    }

    /**
     * @param currency the ISO 4217 code, or {@code null} if it is not known and not needed
     * @return the limit of one call, in minor units
     */
    long maximum(String currency) throws PurseValidationException {
        if (maximum == null) {
            return Long.MAX_VALUE;
        }
        long limit = new MinorUnits(unit, currency).of("The option maxAmount", maximum);
        if (limit <= 0) {
            throw notPositive(maximum);
        }
        return limit;
    }

    /** What a limit that is not greater than zero causes: no call could move money. */
    public static PurseValidationException notPositive(String maximum) {
        return new PurseValidationException("The option maxAmount is " + SafeText.quoted(maximum)
                + ": it must be greater than zero. Leave it out for no limit");
    }

    private boolean meansAllAvailable(ObjectNode body, Object amount) throws PurseValidationException {
        if (!operation.movesMoney()) {
            return false;
        }
        Object given =
                body.hasNonNull(JsonFields.AMOUNT) ? body.get(JsonFields.AMOUNT).asText() : null;
        if (given != null && amount != null && AVAILABLE.equals(given) != AVAILABLE.equals(amount)) {
            throw contradicted(given, amount);
        }
        return AVAILABLE.equals(effective(body, amount));
    }

    private Object effective(ObjectNode body, Object amount) {
        if (body.hasNonNull(JsonFields.AMOUNT)) {
            return body.get(JsonFields.AMOUNT).asText();
        }
        return amount != null ? amount : option;
    }

    private static PurseValidationException contradicted(Object inBody, Object amount) {
        return RejectedField.contradicted(JsonFields.AMOUNT, inBody, "header " + PurseConstants.AMOUNT, amount);
    }

    private void rejectWhatCannotBePaid(ObjectNode body) throws PurseValidationException {
        long amount = body.get(JsonFields.AMOUNT).longValue();
        boolean zeroAllowed = operation.describesOrder()
                && body.path(JsonFields.ALLOW_FUTURE_USAGE).asBoolean();
        if (amount < 0) {
            throw new PurseValidationException("amount is " + amount
                    + ": it must not be negative. Money goes back with refundPayment or voidPayment");
        }
        if (amount == 0 && !zeroAllowed) {
            throw new PurseValidationException(
                    operation.describesOrder()
                            ? "amount is 0, which is only allowed with allow_future_usage=true"
                            : "amount is 0: it must be greater than zero");
        }
    }

    /** @param done a field that is in minor units already, or {@code null} */
    private static void convert(ObjectNode body, String done, MinorUnits units) throws PurseValidationException {
        visit(body, "", done, (path, value) -> {
            long amount = units.of(path, value);
            // Of what is at the top, more can be said.
            if (amount < 0 && path.endsWith("." + JsonFields.AMOUNT)) {
                throw new PurseValidationException(path + " is " + amount + ": it must not be negative");
            }
            return amount;
        });
    }

    /** What becomes of an amount of the body. */
    private interface Visitor {
        long amount(String path, Object value) throws PurseValidationException;
    }

    private static void visit(ObjectNode object, String path, String done, Visitor visitor)
            throws PurseValidationException {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            JsonNode value = object.get(name);
            if (name.equals(done) || name.equals(ADDITIONAL_DATA) || value.isNull()) {
                continue;
            }
            if (isAmount(name)) {
                object.put(name, visitor.amount(path + name, scalar(path + name, value)));
            } else {
                visitInside(value, path + name, visitor);
            }
        }
    }

    private static void visitInside(JsonNode value, String path, Visitor visitor) throws PurseValidationException {
        if (value instanceof ObjectNode object) {
            visit(object, path + ".", null, visitor);
        }
        for (int i = 0; value.isArray() && i < value.size(); i++) {
            visitInside(value.get(i), path + "[" + i + "]", visitor);
        }
    }

    private static boolean holdsAmount(JsonNode value) {
        if (value.isArray()) {
            for (JsonNode element : value) {
                if (holdsAmount(element)) {
                    return true;
                }
            }
        }
        return value.properties().stream()
                .filter(field -> !field.getKey().equals(ADDITIONAL_DATA)
                        && !field.getValue().isNull())
                .anyMatch(field -> isAmount(field.getKey()) || holdsAmount(field.getValue()));
    }

    private static boolean isAmount(String name) {
        return name.equals(JsonFields.AMOUNT) || name.endsWith("_amount") || name.equals("unit_gross_price");
    }

    private static Object scalar(String field, JsonNode value) throws PurseValidationException {
        if (!value.isNumber() && !value.isTextual()) {
            throw RejectedField.ofType(field, value, "a number");
        }
        return value.isBigDecimal() ? value.decimalValue() : value.asText();
    }
}
