package io.camelpurse.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.model.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Problem details as in RFC 9457, and whatever gateways send instead. Tests {@link ProblemReader} and
 * {@link io.camelpurse.model.Problem}.
 */
class ProblemReaderTest {

    @Test
    void everyMemberIsRead() {
        Problem problem = read(409, """
                {"type": "urn:eu.purse:write-conflict", "title": "Conflict", "status": 409, "detail": "Used before",
                 "instance": "/v2/payments/p-1/captures", "resource_id": "1a14962c-bdcf-49d1-8673-e75dfb48013f",
                 "errors": [{"detail": "must be positive", "pointer": "#/amount"},
                            {"detail": "is missing"}, "as text"]}""");
        assertThat(problem.type()).isEqualTo(Problem.WRITE_CONFLICT);
        assertThat(problem.title()).isEqualTo("Conflict");
        assertThat(problem.status()).isEqualTo(409);
        assertThat(problem.detail()).isEqualTo("Used before");
        assertThat(problem.instance()).isEqualTo("/v2/payments/p-1/captures");
        assertThat(problem.errors())
                .extracting(Problem.FieldError::toString)
                .containsExactly("#/amount: must be positive", "is missing", "as text");
        assertThat(problem.extensions()).containsOnlyKeys("resource_id");
        assertThat(problem.extensions().get("resource_id").textValue())
                .isEqualTo("1a14962c-bdcf-49d1-8673-e75dfb48013f");
    }

    @Test
    void theStatusLineWinsOverTheBodysStatus() {
        assertThat(read(503, "{\"status\": 200}").status()).isEqualTo(503);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":1,\"title\":[],\"status\":\"no\",\"detail\":{},\"instance\":true,\"errors\":\"no\"}",
                "{\"type\":null,\"title\":null,\"status\":null,\"detail\":null,\"instance\":null,\"errors\":null}",
                "{\"errors\":{\"amount\":[1,null,{}]}}",
                "{\"errors\":[1,null,[],{\"detail\":7,\"pointer\":{}}]}"
            })
    void membersOfTheWrongTypeAreAsGoodAsAbsent(String body) {
        Problem problem = read(400, body);
        assertThat(problem.type()).isNull();
        assertThat(problem.title()).isEqualTo("Reason");
        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.detail()).isNull();
        assertThat(problem.instance()).isNull();
        assertThat(problem.errors()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "<html><body><h1>502 Bad Gateway</h1></body></html>",
                "{\"type\":",
                "[]",
                "\"text\"",
                "null",
                "42",
                "{} {}",
                "{\"title\":1,\"title\":2}",
                "\u0000\u0000\u0000{\u0000\u0011\u0000\u0000",
                "\u00ff\u00fe{"
            })
    void whatIsNoProblemLeavesTheStatusLine(String body) {
        Problem problem = ProblemReader.read(502, "Bad Gateway", body.getBytes(StandardCharsets.ISO_8859_1), List.of());
        assertThat(text(problem)).isEqualTo("502 null Bad Gateway: null []");
        assertThat(problem).hasToString("502");
    }

    @Test
    void aBodyNestedWithoutEndIsNoProblem() {
        assertThat(text(read(400, "{\"a\":" + "[".repeat(200_000)))).isEqualTo("400 null Reason: null []");
    }

    @Test
    void textsAndListsAreBounded() {
        String problem = text(read(
                400, "{\"title\":\"" + "t".repeat(100_000) + "\",\"errors\":[" + "\"e\",".repeat(10_000) + "\"e\"]}"));
        assertThat(problem).hasSizeLessThan(700);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\n",
                "\\r\\n",
                "\\u0085",
                "\\u2028",
                "\\u2029",
                "\\u001b[31m",
                "\\u009b31m",
                "\\u0000",
                "\\u202e",
                "\\u200b"
            })
    void noTextBreaksOutOfItsLine(String evil) {
        String problem = text(read(
                400,
                "{\"title\":\"a" + evil + "ERROR forged\",\"detail\":\"b" + evil + "c\",\"errors\":[{\"detail\":\"d"
                        + evil + "\",\"pointer\":\"" + evil + "\"}]}"));
        assertThat(problem).contains("ERROR forged").doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");
    }

    @Test
    void theReasonOfTheStatusLineIsNoExceptionToThat() {
        Problem problem = ProblemReader.read(400, "Bad\u001b[31m 4111111111111111\u0085x", new byte[0], List.of());
        assertThat(problem.title()).isEqualTo("Bad [31m xxxxxx x");
        assertThat(problem).hasToString("400");
    }

    @ParameterizedTest
    @CsvSource({
        "4111111111111111, xxxxxx",
        "4111 1111 1111 1111, xxxxxx",
        "4111-1111-1111-1111, xxxxxx",
        "4111.1111.1111.1111, xxxxxx",
        "4111  1111  1111  1111, xxxxxx",
        "card4111111111111111, cardxxxxxx",
        "4111111111111111_x, xxxxxx_x",
        "378282246310005, xxxxxx",
        "6304000000000000, xxxxxx",
        "1a14962c-bdcf-49d1-8673-e75dfb48013f, 1a14962c-bdcf-49d1-8673-e75dfb48013f",
        "12345678-1234-1234-1234-123456789012, 12345678-1234-1234-1234-123456789012",
        "2026-11-22T07:45:41.563Z, 2026-11-22T07:45:41.563Z",
        "INV-2026-000123, INV-2026-000123",
        "34.89.137.175, 34.89.137.175",
        "4299, 4299"
    })
    void cardNumbersAreMaskedAndNothingElse(String text, String shown) {
        assertThat(read(400, "{\"detail\":\"" + text + "\"}").detail()).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "429 | 5 | 5",
                "429 | 0 | 0",
                "429 | -5 |",
                "429 | 1.5 |",
                "429 | soon |",
                "429 | 999999999 | 999999999",
                "429 | 1000000000 | 1000000000",
                "429 | 999999999999 | 1000000000",
                "429 | 999999999999999999999999999999 | 1000000000",
                "503 | Thu, 01 Jan 2026 00:01:00 GMT | 60",
                "503 | Thu, 01 Jan 1970 00:00:00 GMT | 0",
                "503 | Thursday, 01-Jan-26 00:01:00 GMT | 60"
            })
    void retryAfterIsSecondsOrADate(int status, String value, Integer seconds) {
        var head = new org.apache.hc.core5.http.message.BasicHttpResponse(status);
        head.addHeader("Retry-After", value);
        var clock = java.time.Clock.fixed(java.time.Instant.parse("2026-01-01T00:00:00Z"), java.time.ZoneOffset.UTC);
        assertThat(ErrorResponses.failure(new RawResponse(head, new byte[0]), List.of(), clock)
                        .retryAfter())
                .isEqualTo(seconds == null ? null : Duration.ofSeconds(seconds));
    }

    /** All that a route can read of a problem. */
    private static String text(Problem problem) {
        return problem.status() + " " + problem.type() + " " + problem.title() + ": " + problem.detail() + " "
                + problem.errors();
    }

    private static Problem read(int status, String body) {
        return ProblemReader.read(status, "Reason", body.getBytes(StandardCharsets.UTF_8), List.of());
    }
}
