package io.camelpurse.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camelpurse.AmountUnit;
import io.camelpurse.PurseValidationException;
import java.math.BigDecimal;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MinorUnitsTest {

    private final MinorUnits minor = new MinorUnits(AmountUnit.minor, null);

    @ParameterizedTest
    @CsvSource({
        "42.99, EUR, 4299",
        "42.9, EUR, 4290",
        "42, EUR, 4200",
        "42.990, EUR, 4299",
        "0.01, GBP, 1",
        "500, JPY, 500",
        "500.00, JPY, 500",
        "1.234, KWD, 1234",
        "-3.10, EUR, -310"
    })
    void majorUnitsBecomeMinorOnesByTheCurrencysOwnDecimals(String amount, String currency, long expected)
            throws Exception {
        assertThat(new MinorUnits(AmountUnit.major, currency).of("amount", amount))
                .isEqualTo(expected);
    }

    static Stream<Arguments> wholeNumbers() {
        return Stream.of(
                Arguments.of(4299, 4299L),
                Arguments.of(4299L, 4299L),
                Arguments.of("4299", 4299L),
                Arguments.of(" 4299 ", 4299L),
                Arguments.of(new BigDecimal("4299"), 4299L),
                Arguments.of(4299.0, 4299L),
                Arguments.of(4299f, 4299L),
                Arguments.of("4299.0", 4299L),
                Arguments.of("42.00", 42L),
                Arguments.of(new BigDecimal("42.00"), 42L),
                Arguments.of("9007199254740991", 9007199254740991L));
    }

    @ParameterizedTest
    @MethodSource("wholeNumbers")
    void minorUnitsAreTakenAsTheyAre(Object amount, long expected) throws Exception {
        assertThat(minor.of("amount", amount)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"42.99", "42.01", "0.5"})
    void decimalsInMinorUnitsAreRejectedWithoutAdviceThatChangesTheMagnitude(String amount) {
        assertThatThrownBy(() -> minor.of("amount", amount))
                .isInstanceOf(PurseValidationException.class)
                .hasMessageContaining("amount is " + amount)
                .hasMessageContaining("whole numbers of minor units")
                .hasMessageNotContaining("amountUnit");
    }

    @Test
    void moreDecimalsThanTheCurrencyHasAreRejected() {
        assertThatThrownBy(() -> new MinorUnits(AmountUnit.major, "EUR").of("amount", "42.999"))
                .hasMessageContaining("42.999 EUR")
                .hasMessageContaining("3 decimals where EUR has 2");
    }

    @Test
    void aDoubleIsReadByItsDecimalText() throws Exception {
        assertThat(new MinorUnits(AmountUnit.major, "EUR").of("amount", 42.99)).isEqualTo(4299);
    }

    @Test
    void whatBinaryArithmeticLeavesBehindIsRejectedAndNotRounded() {
        assertThatThrownBy(() -> new MinorUnits(AmountUnit.major, "EUR").of("amount", 0.1 + 0.2))
                .isInstanceOf(PurseValidationException.class);
    }

    @Test
    void majorUnitsNeedTheirCurrency() {
        assertThatThrownBy(() -> new MinorUnits(AmountUnit.major, null).of("amount", "1"))
                .hasMessageContaining("CamelPurseCurrency");
    }

    @ParameterizedTest
    @ValueSource(strings = {"XXX", "QQQ"})
    void aCurrencyWithoutKnownDecimalsIsRejected(String currency) {
        assertThatThrownBy(() -> new MinorUnits(AmountUnit.major, currency).of("amount", "1"))
                .hasMessageContaining(currency);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "", "abc", "1,50", "1 000", "0x10", "1e", "--1"})
    void whatIsNoNumberIsRejected(String amount) {
        assertThatThrownBy(() -> minor.of("amount", amount))
                .isInstanceOf(PurseValidationException.class)
                .hasMessageStartingWith("amount ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9007199254740992",
                "1e999999999",
                "1e-999999999",
                "99999999999999999999999999999999999999999999999999999"
            })
    void whatIsTooLargeIsRejectedAtOnce(String amount) {
        assertThatThrownBy(() -> minor.of("amount", amount)).isInstanceOf(PurseValidationException.class);
    }
}
