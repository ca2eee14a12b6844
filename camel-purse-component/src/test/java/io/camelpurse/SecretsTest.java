package io.camelpurse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.ScriptedServer;
import io.camelpurse.fixture.WholeLog;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.RouteDefinition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * No log, trace or description shows a secret or a card number, at any level. Tests
 * {@link ConfiguredSecrets}.
 */
class SecretsTest {

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder().jmx().build();

    private static final String SECRET = "cl&nt+s3cr%t/ü=";
    private static final String URI_SECRET = "another+secret";
    private static final String API_KEY = "the-api-key-0815";
    private static final String URI_API_KEY = "another-api-key-4711";
    private static final String TOKEN = "eyJ.access-token.signature";
    private static final String CARD = "4111111111111111";
    private static final List<String> CARDS = List.of(
            CARD,
            "4111 1111 1111 1111",
            "4111-1111-1111-1111",
            "5555555555554444",
            "378282246310005",
            "4111.1111.1111.1111");

    private static final List<String> SECRETS = Stream.concat(
                    CARDS.stream(),
                    Stream.of(
                            SECRET,
                            encoded(SECRET),
                            base64("the-client:" + encoded(SECRET)),
                            base64(SECRET),
                            API_KEY,
                            TOKEN))
            .toList();
    private static final List<String> SECRETS_IN_URIS = List.of(
            URI_SECRET,
            encoded(URI_SECRET),
            base64("the-client:" + encoded(URI_SECRET)),
            base64("x:" + encoded(URI_SECRET)),
            URI_API_KEY);
    private static final String MALFORMED = "{\"card_number\": " + CARD + "x, \"holder\": ";

    private WholeLog log;
    private ScriptedServer server;

    @BeforeEach
    void start() throws Exception {
        log = WholeLog.atAllLevels();
        server = ScriptedServer.with((request, socket, output) -> {
            String path = request.path();
            if (path.contains("token-rejected")) {
                ScriptedServer.json(
                        output,
                        401,
                        "{\"error\":\"invalid_client\",\"error_description\":\"" + SECRET + " or "
                                + request.headers().get("authorization") + " is wrong\"}");
            } else if (path.contains("token-without")) {
                ScriptedServer.json(output, 200, "{\"token\":\"" + TOKEN + "\"}");
            } else if (path.contains("token")) {
                ScriptedServer.json(output, 200, "{\"access_token\":\"" + TOKEN + "\",\"expires_in\":3600}");
            } else if (path.contains("unauthorized")) {
                ScriptedServer.json(
                        output,
                        401,
                        "{\"title\":\"" + request.headers().get("authorization") + "\",\"detail\":\"key "
                                + request.headers().get("x-api-key") + "\",\"token\":\"" + TOKEN + "\"}");
            } else if (path.contains("card")) {
                ScriptedServer.json(
                        output, 400, problemWithCards(request.headers().get("x-api-key")));
            } else if (path.contains("garbage")) {
                ScriptedServer.json(output, 200, "{\"card\":\"" + CARD + "\",");
            } else if (path.contains("html")) {
                ScriptedServer.send(output, 422, "", "<html>" + CARD + TOKEN + "</html>");
            } else if (path.contains("model")) {
                ScriptedServer.json(output, 200, "{\"id\":\"model\",\"amount\":\"no number: " + CARD + "\"}");
            } else if (path.contains("silent")) {
                ScriptedServer.neverRespond(request, socket, output);
            } else {
                ScriptedServer.json(output, 200, "{\"id\":\"p-1\"}");
            }
        });
        PURSE.connect(server);
        PURSE.configuration().setClientId("the-client");
        PURSE.configuration().setClientSecret(SECRET);
        PURSE.configuration().setApiKey(API_KEY);
        Properties properties = new Properties();
        properties.setProperty("secret", URI_SECRET);
        PURSE.context().getPropertiesComponent().setInitialProperties(properties);
        PURSE.context().setTracing(true);
        PURSE.context().setMessageHistory(true);
        PURSE.context().setUseMDCLogging(true);
        PURSE.context().addRoutes(routes());
    }

    @AfterEach
    void stop() throws Exception {
        log.close();
    }

    @Test
    void nothingThatIsShownAnywhereHoldsASecretOrACardNumber() throws Exception {
        List<Throwable> failures = new ArrayList<>();
        for (int i = 0; i < calls().size(); i++) {
            for (String route : List.of("direct:dead-" + i, "direct:handled-" + i)) {
                failures.add(PURSE.send(route).getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class));
            }
        }
        // A tracer shows bodies, the caller's own included.
        PURSE.context().getTracer().setEnabled(false);
        for (String header : List.of(PurseConstants.PAYMENT_ID, PurseConstants.AMOUNT, PurseConstants.CURRENCY)) {
            Map<String, String> headers = Map.of(header, CARD + ".5");
            failures.add(PURSE.send("purse:capturePayment?paymentId=p-1&amount=1", null, headers)
                    .getException());
        }
        String unknown = "purse:getPayment?clientSecret=" + URI_SECRET + "&unknownOption=1";
        failures.add(catchThrowable(() -> PURSE.context().getEndpoint(unknown)));
        failures.add(catchThrowable(
                () -> PURSE.context().getEndpoint("purse:getPayment?apiKey=" + URI_API_KEY + "&maxAge=x")));
        failures.add(PURSE.send("direct:malformed", MALFORMED, Map.of()).getException());
        assertThat(PURSE.send("direct:token").getMessage().getBody(String.class))
                .contains(TOKEN);
        assertThat(failures.stream().filter(PurseException.class::isInstance)).hasSizeGreaterThan(20);

        for (Throwable failure : failures) {
            if (failure != null) {
                hidesAll(text(failure));
            }
        }
        jmx().forEach(SecretsTest::hidesAll);
        Thread.getAllStackTraces().keySet().forEach(thread -> hidesAll(thread.getName()));
        PURSE.context().getEndpoints().forEach(endpoint -> hidesAll(endpoint.toString()));
        hidesAll(PURSE.component() + " " + PURSE.configuration() + " "
                + PURSE.component().clients());
        PURSE.close();
        log.lines()
                .forEach(line -> hidesAll(
                        line.text(),
                        line.logger().startsWith("org.apache.camel.")
                                        || line.logger().equals("dead")
                                        || line.logger().equals("failed")
                                ? secrets()
                                : Stream.concat(secrets(), secretsInUris())));
        assertThat(log.lines().stream().filter(line -> line.logger().startsWith("org.apache.hc.client5.http.impl")))
                .as("what the HTTP client logs")
                .hasSizeGreaterThan(100);
        assertThat(log.lines().stream().filter(line -> line.logger().equals("org.apache.hc.client5.http.headers")))
                .as("what would show the headers of responses")
                .isEmpty();
    }

    @Test
    void aBodyThatIsNoJsonIsNotQuoted() {
        PURSE.template();
        PURSE.context().getTracer().setEnabled(false);
        assertThat(PURSE.send("direct:malformed", MALFORMED, Map.of()).getException())
                .isInstanceOf(PurseValidationException.class)
                .extracting(SecretsTest::text, STRING)
                .contains("column")
                .satisfies(SecretsTest::hidesAll);
    }

    private List<String> calls() {
        String capture = "purse:capturePayment?amount=100&merchantReference=INV-1&totalTimeout=400&paymentId=";
        String ofItsOwn = "&clientId=x&clientSecret={{secret}}&apiKey=RAW(" + URI_API_KEY + ")";
        return List.of(
                capture + "good",
                capture + "unauthorized",
                capture + "card",
                capture + "garbage",
                capture + "html",
                capture + "model&outputType=model",
                capture + "silent",
                capture + "rejected" + ofItsOwn + "&apiUrl=http://127.0.0.1:1&tokenUrl=" + server.url()
                        + "/oauth/token",
                capture + "card&tokenUrl=" + server.url() + "/token-rejected",
                capture + "card&tokenUrl=" + server.url() + "/token-rejected&tokenAuthentication=body",
                capture + "card&tokenUrl=" + server.url() + "/token-without",
                capture + "card" + ofItsOwn + "&tokenUrl=http://127.0.0.1:1/oauth/token",
                capture + "unauthorized&clientSecret=RAW(" + URI_SECRET + ")&apiKey=" + URI_API_KEY,
                capture + "card" + ofItsOwn,
                "purse:capturePayment?paymentId=good&amount=100&merchantReference=" + "x".repeat(10));
    }

    private RouteBuilder routes() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(deadLetterChannel("log:dead?showAll=true&multiline=true&level=TRACE&showStackTrace=true"
                                + "&showCaughtException=true&showException=true")
                        .maximumRedeliveries(1)
                        .redeliveryDelay(0)
                        .logRetryAttempted(true)
                        .logRetryStackTrace(true)
                        .logStackTrace(true)
                        .logExhausted(true)
                        .logExhaustedMessageHistory(true)
                        .logExhaustedMessageBody(true)
                        .logHandled(true));
                for (int i = 0; i < calls().size(); i++) {
                    from("direct:dead-" + i).to(calls().get(i));
                    handled(from("direct:handled-" + i), calls().get(i));
                }
                from("direct:malformed").errorHandler(noErrorHandler()).to("purse:capturePayment?paymentId=p-1");
                from("direct:token").to("purse:getAccessToken");
            }

            private void handled(RouteDefinition route, String call) {
                route.onException(Exception.class)
                        .handled(true)
                        .maximumRedeliveries(0)
                        .logExhausted(true)
                        .logHandled(true)
                        .logExhaustedMessageHistory(true)
                        .log("${exception.message} ${exception.stacktrace} ${exception}")
                        .to("log:failed?showAll=true&showStackTrace=true&showCaughtException=true")
                        .end()
                        .to(call)
                        .to("log:good?showAll=true");
            }
        };
    }

    private static String problemWithCards(String apiKey) {
        return "{\"type\":\"urn:x\",\"title\":\"Card " + CARDS.get(1) + "\",\"detail\":\"card" + CARD + "x, "
                + String.join("; ", CARDS) + " and " + apiKey + "\",\"errors\":[{\"pointer\":\"/card/" + CARD
                + "\",\"detail\":\"" + CARDS.get(3) + " is wrong\"}],\"instance\":\"/v2/" + CARDS.get(2)
                + "\",\"card_number\":\"" + CARD + "\",\"rejected\":{\"value\":" + CARD + ",\"all\":[\"" + CARDS.get(4)
                + "\"]}}";
    }

    private static List<String> jmx() throws Exception {
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        List<String> texts = new ArrayList<>();
        for (ObjectName name : beans.queryNames(new ObjectName("org.apache.camel:*"), null)) {
            texts.add(name.toString());
            for (MBeanAttributeInfo attribute : beans.getMBeanInfo(name).getAttributes()) {
                try {
                    texts.add(attribute.getName() + "=" + beans.getAttribute(name, attribute.getName()));
                } catch (Exception notReadable) {
                    texts.add(attribute.getName() + "=" + text(notReadable));
                }
            }
        }
        assertThat(texts).anyMatch(text -> text.contains("purse"));
        return texts;
    }

    private static String text(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            text.append(cause.toString()).append(String.valueOf(cause.getMessage()));
            if (cause instanceof PurseException exception && exception.getProblem() != null) {
                text.append(exception.getProblem().toString())
                        .append(exception.getProblem().extensions().toString())
                        .append(String.valueOf(exception.getProblem().instance()));
            }
        }
        return text.toString();
    }

    private static void hidesAll(String text) {
        hidesAll(text, Stream.concat(secrets(), secretsInUris()));
    }

    private static void hidesAll(String text, Stream<String> secrets) {
        List<String> shown = secrets.filter(text::contains)
                .map(secret -> text.substring(
                        Math.max(0, text.indexOf(secret) - 100),
                        Math.min(text.length(), text.indexOf(secret) + secret.length() + 20)))
                .toList();
        if (!shown.isEmpty()) {
            assertThat(shown)
                    .as(text.substring(0, Math.min(150, text.length())))
                    .isEmpty();
        }
    }

    private static Stream<String> secrets() {
        return SECRETS.stream();
    }

    /** Camel itself shows the values in an endpoint URI: at TRACE, and in the property CamelFailureEndpoint. */
    private static Stream<String> secretsInUris() {
        return SECRETS_IN_URIS.stream();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
