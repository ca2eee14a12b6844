package io.camelpurse.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionValuesTest {

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " "})
    void aBlankValueCountsAsNone(String value) {
        assertThat(OptionValues.blankToNull(value)).isNull();
        assertThatThrownBy(() -> OptionValues.required("clientId", value)).hasMessageContaining("clientId is missing");
        assertThatCode(() -> OptionValues.singleLine("clientId", value)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {" s3cret", "s3cret ", "s3cret\n", "s3\u2028cret", "s3\u0000cret", "\ufeffs3cret"})
    void aValueOfMoreThanOneLineIsRejectedAndNotQuoted(String value) {
        assertThatThrownBy(() -> OptionValues.singleLine("clientSecret", value))
                .hasMessageContaining("clientSecret begins or ends with a blank")
                .message()
                .doesNotContain("cret,", "s3");
    }

    @Test
    void aHeaderCarriesAsciiOnly() {
        assertThatCode(() -> OptionValues.headerValue("apiKey", "k-1")).doesNotThrowAnyException();
        assertThatThrownBy(() -> OptionValues.headerValue("apiKey", "clé")).hasMessageContaining("not ASCII");
    }

    @Test
    void aListHasNoEmptyElements() {
        assertThat(OptionValues.list(" a, ,b,")).containsExactly("a", "b");
        assertThat(OptionValues.list(null)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://user:s3cret@purse.example",
                "https://purse.example?s3cret",
                "https://purse.example#s3cret",
                "ftp://s3cret",
                "https:///s3cret",
                "https://purse.example/ s3cret"
            })
    void aBaseUrlIsNothingButSchemeHostPortAndPathAndIsNotQuoted(String url) {
        assertThatThrownBy(() -> OptionValues.baseUrl("apiUrl", url))
                .hasMessageContaining("apiUrl is not an HTTP URL")
                .hasNoCause()
                .message()
                .doesNotContain("s3cret");
    }
}
