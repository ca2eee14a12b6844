package io.camelpurse.documentation;

import static io.camelpurse.fixture.MoneyMessage.money;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.camelpurse.PurseConfiguration;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.ScriptedServer;
import io.camelpurse.fixture.WebhookEngine;
import io.camelpurse.fixture.WebhookLog;
import io.camelpurse.fixture.WebhookPayloads;
import io.camelpurse.sandbox.FreePort;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each common mistake of {@code troubleshooting.adoc} is made here, and its message is the documented one. */
class CommonMistakesTest {

    private static final Pattern ROW =
            Pattern.compile("^\\| ([^|\\n]+)\\n\\| `([^\\n]+)`\\n\\| ([^\\n]+)\\n", Pattern.MULTILINE);

    /** What certificates cause: {@code TransportFailureTest} shows these messages. */
    private static final List<String> SHOWN_ELSEWHERE =
            List.of("TLS interception", "expired certificate", "wrong clock");

    /** Makes the mistake and returns the message. */
    @FunctionalInterface
    private interface Mistake {

        String made() throws Exception;
    }

    private static final Map<String, Mistake> MISTAKES = new LinkedHashMap<>();

    static {
        MISTAKES.put("wrong host", () -> failing(api -> api.setApiUrl("https://no-such-host.invalid/payment")));
        MISTAKES.put(
                "blocked port",
                () -> failing(api -> api.setApiUrl("http://127.0.0.1:" + FreePort.find() + "/payment")));
        MISTAKES.put("a host that is no API of Purse", CommonMistakesTest::otherHost);
        MISTAKES.put("wrong style of authentication", CommonMistakesTest::wrongStyleOfAuthentication);
        MISTAKES.put("missing entity", () -> {
            try (PurseExtension purse = PurseExtension.builder()
                    .sandbox()
                    .configure(api -> api.setEntityId(null))
                    .build()
                    .open()) {
                return purse.failValidation(
                        "purse:createPaymentLink",
                        Map.of("amount", 100, "currency", "EUR", "order", Map.of("reference", "ORD-1")),
                        Map.of());
            }
        });
        MISTAKES.put(
                "id of another environment",
                () -> message("purse:getPayment?paymentId=0e36ec5e-3b42-4c39-ab42-b61b6fd0b1ce", message -> {}));
        MISTAKES.put("decimal amount", () -> message("purse:capturePayment", money("payment-1", "42.99", "INV-1")));
        MISTAKES.put(
                "wrong unit of the amount",
                () -> message("purse:capturePayment?maxAmount=10000", money("payment-1", 4_299_00, "INV-1")));
        MISTAKES.put("no merchant reference", () -> message("purse:capturePayment", money("payment-1", 4_299, null)));
        MISTAKES.put(
                "body left over from an earlier call",
                () -> message(
                        "purse:capturePayment?paymentId=payment-1&merchantReference=INV-1",
                        message -> message.setBody("{\"id\":\"payment-1\",\"amount\":4299,\"links\":{}}")));
        MISTAKES.put("secret with a line break", () -> failing(api -> api.setClientSecret("a-secret\n")));
        MISTAKES.put("secret with `&` in a URI", () -> {
            String message = message("purse:getPayment?clientSecret=a-secret&its-rest=its-end", request -> {});
            assertThat(message).doesNotContain("a-secret", "its-rest", "its-end");
            return message;
        });
        MISTAKES.put("API key that is not ASCII", () -> failing(api -> api.setApiKey("schlüssel")));
        MISTAKES.put("unknown operation", () -> message("purse:getpayment", message -> {}));
        MISTAKES.put("unknown option", () -> message("purse:getPayment?bogus=1", message -> {}));
        MISTAKES.put("no credentials, as where properties are not bound", () -> failing(api -> api.setClientId(null)));
        MISTAKES.put("webhook behind a proxy", CommonMistakesTest::webhookBehindAProxy);
    }

    static List<String> mistakes() {
        return List.copyOf(MISTAKES.keySet());
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeHasTheDocumentedMessage(String mistake) throws Exception {
        String message = MISTAKES.get(mistake).made();
        Pattern documented = Pattern.compile(
                Arrays.stream(row(mistake).group(2).split("…"))
                        .map(Pattern::quote)
                        .collect(Collectors.joining(".*")),
                Pattern.DOTALL);
        assertThat(message).containsPattern(documented);
    }

    @Test
    void everyDocumentedMistakeIsMade() {
        TreeSet<String> made = new TreeSet<>(MISTAKES.keySet());
        made.addAll(SHOWN_ELSEWHERE);
        assertThat(new TreeSet<>(rows().stream().map(found -> found.group(1)).toList()))
                .isEqualTo(made);
    }

    @Test
    void theMessagesThatAreShownElsewhereAreThoseOfTheComponent() {
        assertThat(SHOWN_ELSEWHERE).allSatisfy(mistake -> assertThat(
                        MainSources.contain(row(mistake).group(2).replaceAll(" (of|is) .*", "")))
                .as(mistake)
                .isTrue());
    }

    private static String failing(Consumer<PurseConfiguration> wrong) {
        try (PurseExtension purse = PurseExtension.builder()
                .sandbox()
                .startedByTest()
                .configure(wrong)
                .build()
                .open()) {
            return messages(() -> purse.send("purse:getSigningKeys?maxRetries=0"));
        }
    }

    private static String message(String uri, Consumer<Message> request) {
        try (PurseExtension purse = PurseExtension.builder().sandbox().build().open()) {
            return messages(() -> purse.send(uri, request));
        }
    }

    private static String otherHost() throws Exception {
        try (PurseExtension purse = PurseExtension.builder().build().open()) {
            purse.connect(ScriptedServer.withToken((request, socket, output) ->
                    ScriptedServer.send(output, 200, "Content-Type: text/html\r\n", "<html></html>")));
            return purse.fail("purse:getSigningKeys?maxRetries=0").getMessage();
        }
    }

    private static String wrongStyleOfAuthentication() throws Exception {
        try (PurseExtension purse = PurseExtension.builder().build().open()) {
            purse.connect(ScriptedServer.with(
                    (request, socket, output) -> ScriptedServer.json(output, 401, "{\"error\":\"invalid_client\"}")));
            return purse.fail("purse:getSigningKeys?maxRetries=0").getMessage();
        }
    }

    private static String webhookBehindAProxy() throws Exception {
        try (PurseExtension purse = PurseExtension.builder()
                        .webhooks(WebhookEngine.VERTX)
                        .configure(webhook -> webhook.setWebhookAllowedAddresses("192.0.2.0/24"))
                        .build()
                        .open();
                WebhookLog log = WebhookLog.at(Level.INFO)) {
            purse.receive("purse:webhook");
            assertThat(purse.webhooks().post(WebhookPayloads.payment())).isEqualTo(403);
            return String.join("\n", log.lines());
        }
    }

    /** Of the start or of the call, whichever fails. */
    private static String messages(Callable<Exchange> call) {
        Throwable failure = catchThrowable(() -> {
            Exception failed = call.call().getException();
            if (failed != null) {
                throw failed;
            }
        });
        StringBuilder messages = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            messages.append(cause.getMessage()).append('\n');
        }
        return messages.toString();
    }

    private static MatchResult row(String mistake) {
        return rows().stream()
                .filter(found -> found.group(1).equals(mistake))
                .findFirst()
                .orElseThrow();
    }

    private static List<MatchResult> rows() {
        String page = Document.page("troubleshooting.adoc").text();
        String table = page.substring(page.indexOf("[#mistakes]"), page.indexOf("[#start]"));
        return ROW.matcher(table).results().toList();
    }
}
