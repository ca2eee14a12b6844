package io.camelpurse.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A webhook token that Purse repeats is masked however it is written. */
class TokenMaskTest {

    private static final String TOKEN = "tök/en+with &\"<any>\" chars";

    @Test
    void aTokenIsMaskedInEveryEncoding() {
        String form = URLEncoder.encode(TOKEN, StandardCharsets.UTF_8);
        List<String> forms = List.of(
                TOKEN,
                form,
                form.replace("+", "%20"),
                form.toLowerCase(Locale.ROOT),
                URLEncoder.encode(form, StandardCharsets.UTF_8),
                percent(TOKEN),
                TOKEN.replace("\"", "\\\"").replace("/", "\\/"),
                TOKEN.replace("ö", "\\u00f6").replace("<", "\\u003C"),
                TOKEN.replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("\"", "&#34;"),
                TOKEN.replace("ö", "&#xF6;"));
        for (String written : forms) {
            JsonNode shown = new TokenMask(List.of(TOKEN))
                    .mask(JsonNodeFactory.instance
                            .objectNode()
                            .put("url", "https://shop.example/hook?t=" + written + "&x=1"));
            assertThat(shown.path("url").asText()).as(written).isEqualTo("https://shop.example/hook?t=xxxxxx&x=1");
        }
    }

    @Test
    void aTokenWithAnEscapeSequenceIsMaskedAsItIs() {
        String token = "50%25off&amp;\\u0041";
        assertThat(new RepeatedSecret(token).mask("a" + token + "b" + token)).isEqualTo("axxxxxxbxxxxxx");
    }

    @ParameterizedTest
    @ValueSource(strings = {"4711081599", "0", "-4711081599", "47110815.5"})
    void aTokenThatIsANumberIsMaskedWhereItIsRepeatedAsOne(String number) {
        JsonNode json = JsonNodeFactory.instance
                .objectNode()
                .put("amount", 1)
                .set("note", DecimalNode.valueOf(new BigDecimal(number)));
        JsonNode shown = new TokenMask(List.of(number)).mask(json);
        assertThat(shown.path("note").asText()).isEqualTo(number.length() < 8 ? number : "xxxxxx");
        assertThat(shown.path("amount").isInt()).isTrue();
    }

    /** A longer number, such as an amount, is none. */
    @Test
    void aNumberThatContainsANumericTokenStaysANumber() {
        JsonNode json = JsonNodeFactory.instance
                .objectNode()
                .put("amount", 14711081599L)
                .put("huge", 1e300);
        assertThat(new TokenMask(List.of("4711081599")).mask(json)).isSameAs(json);
    }

    @Test
    void whatHoldsNoTokenIsNotCopied() {
        JsonNode json = JsonNodeFactory.instance.objectNode().put("text", "100% &amp; \\u00f6 %2");
        assertThat(new TokenMask(List.of(TOKEN)).mask(json)).isSameAs(json);
    }

    private static String percent(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte value : text.getBytes(StandardCharsets.UTF_8)) {
            encoded.append(String.format("%%%02x", value & 0xff));
        }
        return encoded.toString();
    }
}
