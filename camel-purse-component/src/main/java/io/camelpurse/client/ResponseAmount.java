package io.camelpurse.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelpurse.model.JsonFields;
import io.camelpurse.model.OperationKind;
import io.camelpurse.text.LoggableText;
import java.math.BigDecimal;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Reads amounts in responses: whole numbers of minor units, exactly or not at all. */
public final class ResponseAmount {

    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,18}");
    private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);

    private ResponseAmount() {}

    /**
     * Reads an amount.
     *
     * @param value a JSON number, or text that is a whole number
     * @return the amount; empty where the value is absent, has decimals, or does not fit
     */
    public static OptionalLong of(JsonNode value) {
        if (value.isTextual()) {
            return WHOLE.matcher(value.textValue()).matches()
                    ? OptionalLong.of(Long.parseLong(value.textValue()))
                    : OptionalLong.empty();
        }
        if (!value.isNumber()) {
            return OptionalLong.empty();
        }
        if (value.isIntegralNumber()) {
            return value.canConvertToLong() ? OptionalLong.of(value.longValue()) : OptionalLong.empty();
        }
        BigDecimal number = value.decimalValue();
        boolean fits = number.abs().compareTo(LARGEST) <= 0;
        return fits && number.stripTrailingZeros().scale() <= 0
                ? OptionalLong.of(number.longValueExact())
                : OptionalLong.empty();
    }

    /**
     * Reads an amount for a log line or an exception.
     *
     * @param value a JSON number, or text that is a whole number
     * @return its digits, or a placeholder for what is no amount
     */
    public static String shown(JsonNode value) {
        OptionalLong amount = of(value);
        return amount.isPresent() ? LoggableText.amount(amount.getAsLong()) : LoggableText.HIDDEN;
    }

    /** How much can still be captured, voided or refunded; empty where the payment does not show it. */
    static OptionalLong available(JsonNode payment, OperationKind kind) {
        return of(payment.path(JsonFields.AMOUNTS).path(PaymentFields.available(kind)));
    }

    static boolean is(JsonNode value, long amount) {
        OptionalLong read = of(value);
        return read.isPresent() && read.getAsLong() == amount;
    }
}
