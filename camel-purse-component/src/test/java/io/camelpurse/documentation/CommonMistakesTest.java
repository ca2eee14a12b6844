package io.camelpurse.documentation;

import static io.camelpurse.fixture.MoneyMessage.money;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.camelpurse.PurseConfiguration;
import io.camelpurse.fixture.Certificates;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.ScriptedServer;
import io.camelpurse.fixture.WebhookEngine;
import io.camelpurse.fixture.WebhookPayloads;
import io.camelpurse.fixture.WholeLog;
import io.camelpurse.sandbox.Account;
import io.camelpurse.sandbox.FreePort;
import io.camelpurse.springboot.PurseAutoConfiguration;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Each common mistake that {@code troubleshooting.adoc} marks is made here, and its message is the documented one. */
class CommonMistakesTest {

    private static final Pattern ROW =
            Pattern.compile("^// mistake: ([^\\n]+)\\n\\| `([^\\n]+)`\\n\\| ", Pattern.MULTILINE);

    /** How the messages of the table about connections begin. */
    private static final String NO_RESPONSE = "no response from …: ";

    /** What is not on the class path of these tests: {@link DependenciesTest} shows these messages. */
    private static final List<String> SHOWN_ELSEWHERE = List.of(
            "No language could be found for: xpath",
            "Nothing here listens for HTTP, so that purse:webhook cannot receive");

    @TempDir
    private static Path keys;

    private static final String HERE = "dns:localhost,ip:127.0.0.1";

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
        MISTAKES.put("TLS interception", () -> {
            Path ofTheProxy = new Certificates(keys).selfSigned("proxy", HERE);
            return certificate(ofTheProxy, Optional.empty());
        });
        MISTAKES.put("expired certificate", () -> {
            Certificates certificates = new Certificates(keys);
            Path authority = certificates.authority("authority-1");
            return certificate(
                    certificates.signedBy(authority, "expired", HERE, "-startdate", "-10d", "-validity", "5"),
                    Optional.of(authority));
        });
        MISTAKES.put("wrong clock", () -> {
            Certificates certificates = new Certificates(keys);
            Path authority = certificates.authority("authority-2");
            return certificate(
                    certificates.signedBy(authority, "early", HERE, "-startdate", "+5d"), Optional.of(authority));
        });
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
        MISTAKES.put(
                "secret with a line break",
                () -> naming("The option clientSecret", failing(api -> api.setClientSecret("a-secret\n"))));
        MISTAKES.put("secret with & in a URI", () -> {
            String message = message("purse:getPayment?clientSecret=a-secret&its-rest=its-end", request -> {});
            assertThat(message).doesNotContain("a-secret", "its-rest", "its-end");
            return message;
        });
        MISTAKES.put(
                "API key that is not ASCII",
                () -> naming("The option apiKey", failing(api -> api.setApiKey("schlüssel"))));
        MISTAKES.put("unknown operation", () -> message("purse:getpayment", message -> {}));
        MISTAKES.put("unknown option", () -> message("purse:getPayment?bogus=1", message -> {}));
        MISTAKES.put(
                "client secret that is not ASCII, read in another encoding",
                () -> naming("no access token: 401", otherEncoding()));
        MISTAKES.put(
                "no credentials, as where Spring Boot binds no properties",
                () -> naming(
                        "The option clientId is missing: set it on the component (camel.component.purse.clientId)",
                        unboundInSpring()));
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
                Arrays.stream(documented(mistake).split("…"))
                        .map(Pattern::quote)
                        .collect(Collectors.joining(".*")),
                Pattern.DOTALL);
        assertThat(message).containsPattern(documented);
    }

    @Test
    void everyDocumentedMistakeIsMade() {
        assertThat(rows().map(found -> found.group(1))).containsExactlyInAnyOrderElementsOf(MISTAKES.keySet());
    }

    /** Why a secret never belongs plain in a URI: these messages are Camel's, before the component sees the URI. */
    @ParameterizedTest
    @CsvSource({
        "its-begin&, Invalid uri syntax: Trailing & marker found",
        "a-secret&&its-begin, Failed to resolve endpoint",
        "its-begin{{its-end}}, Property with key […] not found in properties from text",
        "RAW(its-begin{{its-end}}), Property with key […] not found in properties from text"
    })
    void messagesOfCamelShowASecretInAUri(String secret, String documented) {
        assertThat(Document.page("secrets.adoc").text()).contains("| `" + documented + "`");
        assertThat(message("purse:getPayment?clientSecret=" + secret, request -> {}))
                .contains("its-begin")
                .contains(documented.split("…"));
    }

    @Test
    void theMessagesOfMissingDependenciesAreThoseOfTheirPage() {
        assertThat(SHOWN_ELSEWHERE).allSatisfy(message -> {
            assertThat(page()).contains("`" + message + "`");
            assertThat(Document.page("dependencies.adoc").text()).contains("| `" + message + "`");
        });
    }

    /** The page leaves out which option or status it is. */
    private static String naming(String detail, String message) {
        assertThat(message).contains(detail);
        return message;
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

    private static String otherEncoding() {
        Account account = new Account("entity-2", "client-2", "schlüssel", "key-2");
        byte[] saved = account.clientSecret().getBytes(StandardCharsets.UTF_8);
        try (PurseExtension purse =
                PurseExtension.builder().sandbox().startedByTest().build().open()) {
            purse.sandbox().addAccount(account);
            purse.use(account);
            purse.configuration().setClientSecret(new String(saved, StandardCharsets.ISO_8859_1));
            String message = purse.fail("purse:getSigningKeys?maxRetries=0").getMessage();
            purse.configuration().setClientSecret(account.clientSecret());
            purse.succeed("purse:getSigningKeys?maxRetries=1");
            return message;
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
            purse.connect(ScriptedServer.with((request, socket, output) -> {
                if (!request.path().endsWith("/token")) {
                    ScriptedServer.json(output, 200, "{\"keys\":[]}");
                } else if (request.body().contains("client_secret=client-secret")) {
                    ScriptedServer.json(output, 200, "{\"access_token\":\"token\",\"expires_in\":3600}");
                } else {
                    ScriptedServer.json(output, 401, "{\"error\":\"invalid_client\"}");
                }
            }));
            String message = purse.fail("purse:getSigningKeys?maxRetries=0").getMessage();
            purse.succeed("purse:getSigningKeys?tokenAuthentication=body");
            return message;
        }
    }

    /** @param trusted what is trusted instead of what the JVM does */
    private static String certificate(Path presented, Optional<Path> trusted) throws Exception {
        try (PurseExtension purse = PurseExtension.builder().build().open();
                ScriptedServer server = ScriptedServer.on(
                        Certificates.serverSocket(presented, "TLSv1.3"),
                        (request, socket, output) -> ScriptedServer.json(output, 404, "{}"))) {
            purse.connect("https://127.0.0.1:" + server.port() + "/payment");
            trusted.map(Certificates::trusting).ifPresent(trust -> purse.context()
                    .getComponent("https", HttpComponent.class)
                    .setSslContextParameters(trust));
            return purse.fail("purse:getSigningKeys?maxRetries=0").getMessage();
        }
    }

    private static String unboundInSpring() {
        StringBuilder message = new StringBuilder();
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(CamelAutoConfiguration.class, PurseAutoConfiguration.class))
                .withPropertyValues(
                        "camel.main.jmx-enabled=false",
                        "camel.component.purse.client-id=id",
                        "camel.component.purse.client-secret=secret",
                        "camel.component.purse.customizer.enabled=false")
                .run(spring -> message.append(messages(() -> spring.getBean(CamelContext.class)
                        .createProducerTemplate()
                        .request("purse:getSigningKeys", exchange -> {}))));
        return message.toString();
    }

    private static String webhookBehindAProxy() throws Exception {
        try (PurseExtension purse = PurseExtension.builder()
                        .webhooks(WebhookEngine.VERTX)
                        .configure(webhook -> webhook.setWebhookAllowedAddresses("192.0.2.0/24"))
                        .build()
                        .open();
                WholeLog log = WholeLog.at(Level.INFO)) {
            purse.receive("purse:webhook");
            assertThat(purse.webhooks().post(WebhookPayloads.payment())).isEqualTo(403);
            return String.join("\n", log.texts());
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

    private static String documented(String mistake) {
        MatchResult row = rows().filter(found -> found.group(1).equals(mistake))
                .findFirst()
                .orElseThrow();
        boolean ofConnections =
                row.start() > page().indexOf("[#connection]") && row.start() < page().indexOf("[#redirection]");
        return ofConnections ? NO_RESPONSE + row.group(2) : row.group(2);
    }

    private static Stream<MatchResult> rows() {
        return ROW.matcher(page()).results();
    }

    private static String page() {
        return Document.page("troubleshooting.adoc").text();
    }
}
