package io.camelpurse.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class Sha256Test {

    @Test
    void theDigestIsThatOfFips180() {
        assertThat(HexFormat.of().formatHex(Sha256.of("abc")))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void aKeyHasNoCharacterThatAUrlOrADatabaseWouldChange() {
        assertThat(Sha256.base64("abc".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo("ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0");
    }

    @Test
    void aTextIsDigestedInUtf8() {
        assertThat(Sha256.of("ö")).isNotEqualTo(Sha256.of("o")).isEqualTo(Sha256.of("\u00f6"));
    }
}
