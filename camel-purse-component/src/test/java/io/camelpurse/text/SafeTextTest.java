package io.camelpurse.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafeTextTest {

    private static final String ID = "1a14962c-5f1b-4f1f-8f0e-012345678901";

    @Test
    void aLineHasNoCharacterThatEndsOrTurnsIt() {
        assertThat(SafeText.line(" one\r\ntwo\u2028three\u202efour\u0000 ")).isEqualTo("one two three four");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4111111111111111",
                "4111 1111 1111 1111",
                "4111-1111-1111-1111",
                "٤١١١١١١١١١١١",
                "%34111111111111"
            })
    void aCardNumberIsMaskedHoweverItIsWritten(String number) {
        assertThat(SafeText.line("card " + number + " is declined")).isEqualTo("card xxxxxx is declined");
        assertThat(SafeText.quoted(number)).doesNotContain("111");
    }

    @ParameterizedTest
    @ValueSource(strings = {"12345678901", ID, "1 of 12 items", "INV-2026-000123"})
    void whatIsNoCardNumberStays(String text) {
        assertThat(SafeText.line(text)).isEqualTo(text);
        assertThat(SafeText.quoted(text)).isEqualTo("'" + text + "'");
    }

    @Test
    void aQuoteHasAtMostSixtyCharacters() {
        assertThat(SafeText.quoted("a".repeat(60))).isEqualTo("'" + "a".repeat(60) + "'");
        assertThat(SafeText.quoted("a".repeat(61))).isEqualTo("'" + "a".repeat(60) + "…'");
    }

    @ParameterizedTest
    @CsvSource({
        "Bearer abc123def, Bearer xxxxxx",
        "password=hunter2, password=xxxxxx",
        "Bearer token is invalid, Bearer token is invalid",
        "the token gq8Zk2Lw0pXv7TnR4sYb has expired, the token xxxxxx has expired",
        "/v2/payments/captures, /v2/payments/captures"
    })
    void whatMayBeACredentialIsMaskedAndWordsStay(String text, String shown) {
        assertThat(SafeText.foreign(text)).isEqualTo(shown);
    }
}
