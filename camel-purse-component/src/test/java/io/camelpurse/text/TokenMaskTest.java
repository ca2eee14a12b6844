package io.camelpurse.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A webhook token that Purse repeats is masked however it is written. */
class TokenMaskTest {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

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

    /** Whether the text is searched first or not makes no difference but for the time that it takes. */
    @ParameterizedTest
    @ValueSource(
            strings = {"s3cr/et-t0ken", "s3cret token", "s3cr\"et\\token", "s3cr&t<t0ken>", "sécret-tøken", "4711081599"
            })
    void theTextShowsWhatTheValuesShow(String token) throws Exception {
        Random random = new Random(20_261_127L);
        int masked = 0;
        for (int i = 0; i < 3_000; i++) {
            StringBuilder value = new StringBuilder("\"of ");
            for (char character : (random.nextInt(4) == 0 ? token.substring(1) : token).toCharArray()) {
                value.append(written(character, random));
            }
            byte[] json = ("{\"a\": \"one \\\"two\\\"\", \"b\": " + value + "\"" + number(token, random) + "}")
                    .getBytes(random.nextInt(8) == 0 ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_8);
            JsonNode tree = JSON.readTree(json);
            TokenMask mask = new TokenMask(List.of("another-token", token));

            String text = new String(json, StandardCharsets.UTF_8);
            ReceivedJson shown = mask.mask(new ReceivedJson(tree, text));

            assertThat(shown.tree()).as("%s", tree).isEqualTo(mask.mask(tree));
            boolean isMasked = !shown.tree().equals(tree);
            assertThat(shown.text()).isEqualTo(isMasked ? shown.tree().toString() : text);
            masked += isMasked ? 1 : 0;
        }
        assertThat(masked).isBetween(1_000, 2_999);
    }

    /** Jackson reads a character that is encoded with more bytes than it needs; Java reads none. */
    @Test
    void aTokenInOverlongBytesIsMasked() throws Exception {
        byte[] json = "{\"a\": \"s3cret-token\"}".getBytes(StandardCharsets.ISO_8859_1);
        byte[] overlong = new byte[json.length + 1];
        System.arraycopy(json, 0, overlong, 0, 7);
        overlong[7] = (byte) (0xc0 | 's' >> 6);
        overlong[8] = (byte) (0x80 | 's' & 0x3f);
        System.arraycopy(json, 8, overlong, 9, json.length - 8);

        JsonNode tree = JSON.readTree(overlong);

        assertThat(tree.path("a").asText()).isEqualTo("s3cret-token");
        assertThat(new TokenMask(List.of("s3cret-token"))
                        .mask(new ReceivedJson(tree, new String(overlong, StandardCharsets.UTF_8)))
                        .tree()
                        .path("a")
                        .asText())
                .isEqualTo("xxxxxx");
    }

    /** In one of the ways in which a sender may write a character of a token in JSON. */
    private static String written(char character, Random random) {
        String plain = character == '"' || character == '\\' ? "\\" + character : String.valueOf(character);
        return switch (random.nextInt(60)) {
            case 0 -> String.format("\\u%04x", (int) character);
            case 1 -> String.format("\\\\u%04x", (int) character);
            case 2 -> percent(String.valueOf(character));
            case 3 -> "&#" + (int) character + ";";
            case 4 -> character == ' ' ? "+" : plain;
            case 5 -> character == '/' ? "\\/" : plain;
            default -> plain;
        };
    }

    /** A token that is a number may be written as one. */
    private static String number(String token, Random random) {
        boolean isNumber = token.chars().allMatch(Character::isDigit);
        return isNumber && random.nextBoolean() ? ", \"c\": " + token.charAt(0) + "." + token.substring(1) + "e9" : "";
    }

    private static String percent(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte value : text.getBytes(StandardCharsets.UTF_8)) {
            encoded.append(String.format("%%%02x", value & 0xff));
        }
        return encoded.toString();
    }
}
