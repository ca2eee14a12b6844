package io.camelpurse.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    @Test
    void decimalsAreReadExactlyAndKeepTheirZeroes() throws Exception {
        assertThat(Json.mapper().readTree("{\"a\": 0.10, \"b\": 12345678901234567890.1}"))
                .hasToString("{\"a\":0.10,\"b\":12345678901234567890.1}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"amount\": 1, \"amount\": 2}", "{} {}", "{}]", "{\"s3cret\": "})
    void whatIsAmbiguousOrGoesOnIsRejectedAndNotQuoted(String text) {
        assertThat(catchThrowable(() -> Json.mapper().readTree(text)))
                .isNotNull()
                .message()
                .doesNotContain("s3cret");
    }
}
