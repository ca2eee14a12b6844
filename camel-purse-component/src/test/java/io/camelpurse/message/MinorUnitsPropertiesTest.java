package io.camelpurse.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camelpurse.AmountUnit;
import io.camelpurse.PurseValidationException;
import java.math.BigDecimal;
import java.util.Currency;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

/** An amount comes through the units exactly, or not at all. */
class MinorUnitsPropertiesTest {

    private static final long LARGEST = (1L << 53) - 1;

    /** The largest magnitude at which a double distinguishes a decimal number from its neighbors. */
    private static final long LARGEST_OF_DOUBLES = 999_999_999_999_999L;

    @Property
    void minorToMajorToMinorLosesNothing(
            @ForAll @LongRange(min = -LARGEST, max = LARGEST) long minor, @ForAll("currencies") Currency currency)
            throws Exception {
        BigDecimal major = BigDecimal.valueOf(minor, currency.getDefaultFractionDigits());
        MinorUnits units = new MinorUnits(AmountUnit.major, currency.getCurrencyCode());
        assertThat(units.of("amount", major)).isEqualTo(minor);
        assertThat(units.of("amount", major.toPlainString())).isEqualTo(minor);
        assertThat(units.of("amount", major.stripTrailingZeros().toString())).isEqualTo(minor);
    }

    @Property
    void aDoubleIsTakenForTheDecimalNumberThatItShows(
            @ForAll @LongRange(min = 0, max = LARGEST_OF_DOUBLES) long minor, @ForAll("currencies") Currency currency)
            throws Exception {
        double major =
                BigDecimal.valueOf(minor, currency.getDefaultFractionDigits()).doubleValue();
        assertThat(new MinorUnits(AmountUnit.major, currency.getCurrencyCode()).of("amount", major))
                .isEqualTo(minor);
    }

    @Property
    void aPartOfAMinorUnitIsRejectedAndNeverRounded(
            @ForAll @LongRange(min = 0, max = LARGEST_OF_DOUBLES) long tenths,
            @ForAll("currencies") Currency currency) {
        BigDecimal major =
                BigDecimal.valueOf(tenths / 10 * 10 + 1 + tenths % 9, currency.getDefaultFractionDigits() + 1);
        assertThatThrownBy(() -> new MinorUnits(AmountUnit.major, currency.getCurrencyCode()).of("amount", major))
                .isInstanceOf(PurseValidationException.class);
    }

    @Property
    void whatIsLargerThanEveryReaderKeepsIsRejected(@ForAll @LongRange(min = LARGEST + 1) long minor) {
        assertThatThrownBy(() -> new MinorUnits(AmountUnit.minor, null).of("amount", minor))
                .isInstanceOf(PurseValidationException.class);
    }

    @Provide
    Arbitrary<Currency> currencies() {
        return Arbitraries.of(Currency.getAvailableCurrencies())
                .filter(currency -> currency.getDefaultFractionDigits() >= 0);
    }
}
