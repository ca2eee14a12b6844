package io.camelpurse.message;

import io.camelpurse.AmountUnit;
import io.camelpurse.PurseConstants;
import io.camelpurse.PurseValidationException;
import io.camelpurse.text.SafeText;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.regex.Pattern;

/** Converts an amount of a route into the whole number of minor units that Purse takes, exactly or not at all. */
public final class MinorUnits {

    /** The largest whole number that every JSON reader keeps exactly (RFC 8259, section 6). */
    private static final BigDecimal MAXIMUM = BigDecimal.valueOf((1L << 53) - 1);

    private static final int LONGEST_NUMBER = 40;
    private static final int MOST_DIGITS = 30;
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

    private final AmountUnit unit;
    private final String currency;

    /**
     * @param currency the ISO 4217 code, or {@code null} if it is not known
     */
    MinorUnits(AmountUnit unit, String currency) {
        this.unit = unit;
        this.currency = currency;
    }

    public static String checkedCurrency(String field, String code) throws PurseValidationException {
        if (!CURRENCY.matcher(code).matches()) {
            throw new PurseValidationException(field + " is " + SafeText.quoted(code)
                    + ": it must be an ISO 4217 code of three capital letters, such as EUR");
        }
        return code;
    }

    /**
     * @param field for messages
     * @param value a number, or text that is one
     */
    long of(String field, Object value) throws PurseValidationException {
        BigDecimal amount = number(field, value);
        BigDecimal minor = unit == AmountUnit.minor ? whole(field, amount) : converted(field, amount);
        if (minor.abs().compareTo(MAXIMUM) > 0) {
            throw tooLarge(field);
        }
        return minor.longValueExact();
    }

    /** A number that is not too large to be computed with, whatever it counts. */
    public static BigDecimal number(String field, Object value) throws PurseValidationException {
        String text = value instanceof BigDecimal decimal && decimal.precision() <= LONGEST_NUMBER
                ? decimal.toString()
                : String.valueOf(value).strip();
        BigDecimal number;
        try {
            if (text.length() > LONGEST_NUMBER) {
                throw tooLarge(field);
            }
            number = new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw new PurseValidationException(field + " is " + SafeText.quoted(value)
                    + ", which is no number: write it with digits and at most one decimal point, without separators");
        }
        // Before any arithmetic: 1e999999999 would fill the memory with zeros.
        if (number.precision() - (long) number.scale() > MOST_DIGITS || number.scale() > MOST_DIGITS) {
            throw tooLarge(field);
        }
        return number;
    }

    private BigDecimal whole(String field, BigDecimal amount) throws PurseValidationException {
        BigDecimal exact = amount.stripTrailingZeros();
        if (exact.scale() > 0) {
            throw new PurseValidationException(field + " is " + SafeText.line(amount.toPlainString())
                    + ", but amounts are whole numbers of minor units, such as 4299 for 42.99 EUR: give it so");
        }
        return exact;
    }

    private BigDecimal converted(String field, BigDecimal amount) throws PurseValidationException {
        int digits = fractionDigits(field);
        BigDecimal exact = amount.stripTrailingZeros();
        if (exact.scale() > digits) {
            throw new PurseValidationException(
                    field + " is " + SafeText.line(amount.toPlainString()) + " " + currency + ", which has "
                            + exact.scale() + " decimals where " + currency + " has " + digits
                            + ": round it where it is made, since nothing is rounded here");
        }
        return exact.movePointRight(digits);
    }

    private int fractionDigits(String field) throws PurseValidationException {
        if (currency == null) {
            throw new PurseValidationException(field
                    + " is in major units, so its currency is needed: set the header " + PurseConstants.CURRENCY
                    + " or the option currency");
        }
        try {
            int digits = Currency.getInstance(currency).getDefaultFractionDigits();
            if (digits >= 0) {
                return digits;
            }
        } catch (IllegalArgumentException e) {
            // Not a currency: said below, as for the codes that have no minor unit.
        }
        throw new PurseValidationException("currency is " + SafeText.quoted(currency)
                + ", whose number of decimals is not known: use minor units with amountUnit=minor");
    }

    private static PurseValidationException tooLarge(String field) {
        return new PurseValidationException(
                field + " is too large: the largest amount is " + MAXIMUM.toPlainString() + " minor units");
    }
}
