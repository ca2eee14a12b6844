package io.camelpurse.client;

import static io.camelpurse.fixture.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camelpurse.model.Problem;
import io.camelpurse.text.RepeatedSecret;
import io.camelpurse.text.SafeText;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Of a problem's free text, what helps stays, and what may be a card number or a credential does not. Tests
 * {@link io.camelpurse.text.SafeText} and {@link RepeatedSecret}.
 */
class ForeignTextPropertiesTest {

    private static final String[] SCRIPTS = {
        "0123456789", "٠١٢٣٤٥٦٧٨٩", "०१२३४५६७८९", "０１２３４５６７８９", "⓪①②③④⑤⑥⑦⑧⑨", "⁰¹²³⁴⁵⁶⁷⁸⁹"
    };

    private static final String CARD = "4111111111111111";
    private static final int MANY = 300_000;

    private static final List<String> GAPS = List.of(
            "", "", "", " ", "-", "_", ",", ":", ".", "/", "|", "*", "%20", "%2D", "%2520", "%C2%A0", "&nbsp;",
            "&#xA0;", "\\u0020", "\\t", "\u00a0", "\u200b", "\u0301", "—", "٬", "\n", "  ", "€", "%252520");

    private static final List<String> WORDS = List.of(
            "amount exceeds available_to_capture",
            "payment is not AUTHORIZED",
            "three_ds_authentication_options",
            "order.shipments[0].item_lines[3].unit_gross_price",
            "must be >= 0",
            "entity_id",
            "invalid_client",
            "/v2/payments/captures",
            "urn:eu.purse:write-conflict",
            "shopperRedirectionUrl",
            "https://api.purse-sandbox.com",
            "INV-2026-000123",
            "is 4299 EUR",
            "of 12 items",
            "Bearer token is invalid",
            "basic authentication required",
            "2026-11-22T07:45:41.563Z",
            "AE0002ZCF76",
            "PAYMENT_CAPTURE",
            "Client Session status incompatible");

    @Provide
    Arbitrary<String> digitRuns() {
        Arbitrary<String> digit = Arbitraries.of(SCRIPTS)
                .flatMap(script -> Arbitraries.of(
                        script.codePoints().mapToObj(Character::toString).toList()));
        Arbitrary<String> unit = digit.flatMap(value -> Arbitraries.of(GAPS).map(gap -> gap + value));
        return unit.list().ofMinSize(12).ofMaxSize(19).map(units -> String.join("", units));
    }

    @Provide
    Arbitrary<String> tokens() {
        return Arbitraries.longs().tuple2().map(seed -> {
            Random random = new Random(seed.get1());
            byte[] bytes = new byte[18 + random.nextInt(80)];
            random.nextBytes(bytes);
            return switch ((int) Math.floorMod(seed.get2(), 4L)) {
                case 0 -> Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
                case 1 -> Base64.getEncoder().encodeToString(bytes);
                case 2 -> HexFormat.of().formatHex(bytes);
                default ->
                    "eyJhbGciOiJSUzI1NiJ9."
                            + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes) + ".c2ln";
            };
        });
    }

    @Provide
    Arbitrary<String> usefulTexts() {
        return Arbitraries.of(WORDS).list().ofMinSize(1).ofMaxSize(3).map(words -> String.join(" for ", words));
    }

    @Property
    void anyTwelveDigitsAreMaskedHoweverTheyAreParted(@ForAll("digitRuns") String digits) {
        assertThat(detail("card " + digits + " is declined").replaceAll("\\s+", " "))
                .matches("card [\\p{Punct}\\p{S}\\p{M}\\p{P}\\p{Z}2052DCAx&;nbsputA#\\\\]*xxxxxx is declined")
                .satisfies(ForeignTextPropertiesTest::hasNoCard);
    }

    @Property
    void aLongOpaqueTokenIsMasked(@ForAll("tokens") String token) {
        for (String text : List.of(token, "Bearer " + token, "the token '" + token + "' has expired", "t=" + token)) {
            assertThat(detail(text)).doesNotContain(token).contains("xxxxxx");
            assertThat(extension(text)).doesNotContain(token).contains("xxxxxx");
        }
        assertThat(detail("the token '" + token + "' has expired")).isEqualTo("the token 'xxxxxx' has expired");
    }

    @Property
    void whatHelpsStays(@ForAll("usefulTexts") String text) {
        assertThat(detail(text)).isEqualTo(text);
        assertThat(extension(text)).isEqualTo(text);
    }

    @Property(tries = 200)
    void anIdStays(@ForAll long seed) {
        byte[] bytes = new byte[16];
        new Random(seed).nextBytes(bytes);
        String id = UUID.nameUUIDFromBytes(bytes).toString();
        String text = "payment " + id + " at /v2/payments/" + id + "/captures";
        assertThat(detail(text)).isEqualTo(text);
    }

    @Property(tries = 500)
    void aCardNumberIsMaskedInAnyText(@ForAll String before, @ForAll String after) {
        assertThat(SafeText.foreign(before + CARD + after))
                .contains(SafeText.MASK)
                .doesNotContain(CARD)
                .satisfies(ForeignTextPropertiesTest::hasNoCard);
    }

    @Property(tries = 500)
    void aRepeatedSecretIsMaskedInAnyText(@ForAll String before, @ForAll String after) {
        String secret = "a-long-random-text";
        assertThat(new RepeatedSecret(secret).mask(before + secret + after)).isEqualTo(before + SafeText.MASK + after);
    }

    @Example
    void aDigitMayBeEscaped() {
        for (String form : List.of("%%%x", "%%25%x", "&#%d;", "&#x%x;", "\\u00%x", "\\x%x")) {
            String card =
                    CARD.chars().mapToObj(digit -> String.format(form, digit)).collect(Collectors.joining());
            assertThat(detail("card " + card + " is declined")).as(card).isEqualTo("card xxxxxx is declined");
        }
    }

    /** A search that began anew in every place would take hours. */
    @Example
    void aLongTextIsMaskedInOneGo() throws Exception {
        Map.of("1 ", "xxxxxx ", "1-", "xxxxxx-", "&#x34;", "xxxxxx", "\\u0031", "xxxxxx", "%2", "%xxxxxx")
                .forEach((piece, masked) -> assertThat(maskedInTime(piece)).isEqualTo(masked));
        for (String piece : List.of("%25", "1111 a ", "a-", " ")) {
            assertThat(maskedInTime(piece)).isEqualTo(piece.repeat(MANY));
        }
    }

    private static String maskedInTime(String piece) {
        return assertThat(CompletableFuture.supplyAsync(() -> SafeText.foreign(piece.repeat(MANY))))
                .as(piece)
                .succeedsWithin(PATIENCE, TimeUnit.SECONDS)
                .actual();
    }

    /** Names of extensions too. */
    @Property(tries = 20)
    void noMemberOfAProblemShowsACard(@ForAll("digitRuns") String digits) {
        ObjectNode problem = JsonNodeFactory.instance.objectNode();
        problem.put("type", digits).put("title", digits).put("detail", digits).put("instance", digits);
        problem.put(digits, digits)
                .putObject("more")
                .put(digits, digits)
                .putArray("list")
                .add(digits);
        problem.put("resource_id", digits);
        problem.putArray("errors").addObject().put("detail", digits).put("pointer", digits);
        Problem read = ProblemReader.read(400, digits, bytes(problem), List.of());
        hasNoCard(read.type());
        hasNoCard(read.title());
        hasNoCard(read.detail());
        hasNoCard(read.instance());
        hasNoCard(read.errors().get(0).detail());
        hasNoCard(read.errors().get(0).pointer());
        read.extensions().forEach((name, value) -> {
            hasNoCard(name);
            value.properties().forEach(member -> hasNoCard(member.getKey()));
            hasNoCard(value.isTextual() ? value.textValue() : value.toString());
        });
    }

    /** Counted in another way than the mask does: everything but letters taken out, and decoded once before that. */
    private static void hasNoCard(String shown) {
        String longest = shown.codePoints()
                .mapToObj(character -> Character.isLetter(character) ? "\n" : isDigit(character) ? "1" : "")
                .collect(Collectors.joining());
        assertThat(longest.lines().mapToInt(String::length).max().orElse(0))
                .as(shown)
                .isLessThan(12);
    }

    private static boolean isDigit(int character) {
        return List.of(SCRIPTS).stream().anyMatch(script -> script.indexOf(character) >= 0);
    }

    private static String detail(String text) {
        return ProblemReader.read(
                        400, "x", bytes(JsonNodeFactory.instance.objectNode().put("detail", text)), List.of())
                .detail();
    }

    private static String extension(String text) {
        return ProblemReader.read(
                        400, "x", bytes(JsonNodeFactory.instance.objectNode().put("hint", text)), List.of())
                .extensions()
                .get("hint")
                .textValue();
    }

    private static byte[] bytes(ObjectNode json) {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }
}
