package io.camelpurse.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.Credentials;
import io.camelpurse.PurseConstants;
import io.camelpurse.PurseException;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.ScriptedServer;
import io.camelpurse.fixture.WholeLog;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.ExceptionHelper;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * No secret of the account, and no webhook token of any endpoint, comes back from whatever responds. Tests
 * {@link RepeatedSecret} and {@link TokenMask}.
 */
class RepeatedSecretTest {

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder().build();

    private static final String CLIENT = "cl1ent-id-0815";
    private static final String SECRET = "s3cret+of/the-client";
    private static final String API_KEY = "api-k3y-4711";
    private static final String BEARER = "scripted-token";
    private static final String TOKEN = "webhook-t0ken-2342";
    private static final String OTHER_TOKEN = "t0ken-of-another-endpoint";
    private static final List<String> SECRETS =
            List.of(SECRET, URLEncoder.encode(SECRET, StandardCharsets.UTF_8), API_KEY, BEARER, TOKEN, OTHER_TOKEN);

    private ScriptedServer server;
    private volatile int status;
    private volatile String body;

    @BeforeEach
    void start() throws Exception {
        server = ScriptedServer.withToken((request, socket, output) -> ScriptedServer.json(output, status, body));
        PURSE.connect(server);
        PURSE.configuration().setClientId(CLIENT);
        PURSE.configuration().setClientSecret(SECRET);
        PURSE.configuration().setApiKey(API_KEY);
        PURSE.configuration().setWebhookVerifyToken(TOKEN);
        PURSE.configuration().setMaxRetries(0);
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:read").to("purse:getPayment?paymentId=p-1");
            }
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 404, 422, 500})
    void noProblemShowsOne(int rejection) throws Exception {
        try (WholeLog log = WholeLog.atAllLevels()) {
            useAnotherToken();
            status = rejection;
            for (String secret : SECRETS) {
                body = problem(secret);
                hides(PURSE.fail("direct:read"), secret);
                hides(PURSE.fail("purse:capturePayment?paymentId=p-1&amount=1&merchantReference=INV-1"), secret);
            }
            body = problem(CLIENT);
            hides(PURSE.fail("purse:getPayment?paymentId=p-1"), CLIENT);
            // At lower levels, Camel's core shows the URI that holds a token.
            assertThat(log.lines().stream()
                            .filter(line -> line.logger().startsWith("io.camelpurse")
                                    || line.logger().startsWith("org.apache.hc")
                                    || line.level().isMoreSpecificThan(Level.INFO)))
                    .anyMatch(line -> line.level() == Level.ERROR)
                    .noneMatch(line -> SECRETS.stream().anyMatch(line.text()::contains));
        }
    }

    @Test
    void noProblemShowsOneOfACredentialsSource() {
        PURSE.configuration().setClientId(null);
        PURSE.configuration().setClientSecret(null);
        PURSE.configuration().setApiKey(null);
        PURSE.configuration().setCredentialsSource((Supplier<Credentials>)
                () -> new Credentials("client", "s3cret-of-a-vault", "k3y-of-a-vault"));
        status = 422;
        for (String secret : List.of("s3cret-of-a-vault", "k3y-of-a-vault")) {
            body = problem(secret);
            hides(PURSE.fail("purse:getPayment?paymentId=p-1"), secret);
        }
    }

    @Test
    void noResponseShowsOne() throws Exception {
        useAnotherToken();
        status = 200;
        for (String secret : SECRETS) {
            body = "{\"id\":\"p-1\",\"order_reference\":\"" + secret + "\",\"authorization\":{\"status\":\"" + secret
                    + "\"}}";
            for (String type : List.of("string", "map", "node")) {
                Message read = PURSE.succeed("purse:getPayment?paymentId=p-1&outputType=" + type);
                assertThat(read.getHeaders() + " " + read.getBody())
                        .contains("xxxxxx")
                        .doesNotContain(secret);
            }
        }
    }

    @Test
    void anEndpointWithATokenOfItsOwnHidesTheComponentsToo() {
        status = 200;
        body = "{\"id\":\"p-1\",\"order_reference\":\"" + TOKEN + " " + OTHER_TOKEN + "\"}";
        Message read = PURSE.succeed("purse:getPayment?paymentId=p-1&webhookVerifyToken=" + OTHER_TOKEN);
        assertThat(read.getHeaders()).containsEntry(PurseConstants.RESOURCE_ORDER_REFERENCE, "xxxxxx xxxxxx");
    }

    @Test
    void aClientIdStaysInResourcesThatHaveTheSameText() {
        status = 200;
        body = "{\"id\":\"p-1\",\"order_reference\":\"" + CLIENT + "-7\"}";
        assertThat(PURSE.succeed("purse:getPayment?paymentId=p-1").getHeaders())
                .containsEntry(PurseConstants.RESOURCE_ORDER_REFERENCE, CLIENT + "-7");
    }

    @Test
    void credentialsShowNothingOfThemselves() {
        assertThat(new Credentials(CLIENT, SECRET, API_KEY).toString()).doesNotContain(CLIENT, SECRET, API_KEY);
    }

    @Test
    void headersAreOfOneLine() {
        status = 200;
        body = "{\"id\":\"p-1\",\"currency\":\"EUR\\r\\nforged\",\"order_reference\":\"ORD\\u2028forged\","
                + "\"client_session_id\":\"a\\u0000b\",\"redirection\":{\"href\":\"https://p.example/\\nforged\"},"
                + "\"authorization\":{\"status\":\"AUTHORIZED\\r\\n2026 INFO forged \\u001b[31m\"}}";
        Map<String, Object> headers =
                PURSE.succeed("purse:getPayment?paymentId=p-1").getHeaders();
        assertThat(headers.values().stream().filter(String.class::isInstance).map(String.class::cast))
                .noneMatch(value -> value.matches("(?s).*[\\p{Cntrl}\\u2028\\u2029].*"));
        assertThat(headers).containsEntry(PurseConstants.STATUS, "AUTHORIZED  2026 INFO forged  [31m");
    }

    /** By an endpoint that is in use before the one that its token must not reach. */
    private void useAnotherToken() {
        status = 200;
        body = ScriptedServer.payment("p-0");
        PURSE.succeed("purse:getPayment?paymentId=p-0");
        PURSE.succeed("purse:getPayment?paymentId=p-0&maxAge=1&webhookVerifyToken=" + OTHER_TOKEN);
    }

    private static String problem(String secret) {
        return "{\"type\":\"" + secret + "\",\"title\":\"is " + secret + "\",\"detail\":\"" + secret + " is wrong\","
                + "\"errors\":[{\"detail\":\"" + secret + "\"}],\"more\":{\"deep\":\"" + secret + "\"}}";
    }

    private static void hides(PurseException failure, String secret) {
        assertThat(ExceptionHelper.stackTraceToString(failure)).doesNotContain(secret);
        assertThat(failure.getProblem().title()).isEqualTo("is xxxxxx");
        assertThat(failure.getProblem().detail()
                        + failure.getProblem().type()
                        + failure.getProblem().errors()
                        + failure.getProblem().extensions())
                .doesNotContain(secret);
    }
}
