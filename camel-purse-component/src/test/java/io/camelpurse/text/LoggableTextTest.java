package io.camelpurse.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a log line or an exception shows of the text of a peer. Tests {@link LoggableText} and {@link IdForm}. */
class LoggableTextTest {

    private static final String CARD = "4111111111111111";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c-1",
                "pay_2026_0001",
                "12345678901",
                "1a14962c-bdcf-49d1-8673-e75dfb48013f",
                "12345678-1234-1234-1234-123456789012"
            })
    void anIdIsShown(String id) {
        assertThat(LoggableText.id(id)).isEqualTo(id);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                CARD,
                "4111_1111_1111_1111",
                "4111-1111-1111-1111",
                "card4111-_-1111_1111--1111",
                "c-1\nERROR forged",
                "c-1\n",
                "c 1",
                "٤١١١١١١١١١١١١١١١",
                "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln",
                "é"
            })
    void whatIsNoIdIsNotShown(String text) {
        assertThat(LoggableText.id(text)).isEqualTo(LoggableText.HIDDEN);
        assertThat(LoggableText.id("a".repeat(101))).isEqualTo(LoggableText.HIDDEN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"SUCCESS", "creditcard", "urn:eu.purse:write-conflict", "about:blank", "adyen-eu", "visa3DS2"})
    void aCodeIsShown(String code) {
        assertThat(LoggableText.code(code)).isEqualTo(code);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                CARD,
                "c" + CARD,
                "a4111:1111:1111:1111",
                "a4111.b1111.c1111.d1111",
                "SUCCESS\n2026-01-01 INFO forged",
                "two words",
                "https://purse.example/problem",
                "-x",
                "x..y",
                "ｆｕｌｌ"
            })
    void whatIsNoCodeIsNotShown(String text) {
        assertThat(LoggableText.code(text)).isEqualTo(LoggableText.HIDDEN);
        assertThat(LoggableText.code("a".repeat(61))).isEqualTo(LoggableText.HIDDEN);
    }

    @Test
    void anAmountIsShownUnlessItHasTheLengthOfACardNumber() {
        assertThat(LoggableText.amount(99_999_999_999L)).isEqualTo("99999999999");
        assertThat(LoggableText.amount(-4299)).isEqualTo("-4299");
        assertThat(LoggableText.amount(Long.parseLong(CARD))).isEqualTo(LoggableText.HIDDEN);
        assertThat(LoggableText.amount(Long.MIN_VALUE)).isEqualTo(LoggableText.HIDDEN);
    }
}
