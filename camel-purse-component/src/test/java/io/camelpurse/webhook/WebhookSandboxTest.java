package io.camelpurse.webhook;

import static io.camelpurse.fixture.WebhookClient.HEADER;
import static io.camelpurse.fixture.WebhookClient.PATH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camelpurse.OutputType;
import io.camelpurse.PurseConstants;
import io.camelpurse.PurseException;
import io.camelpurse.PurseRejectedException;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.WebhookClient;
import io.camelpurse.fixture.WebhookEngine;
import io.camelpurse.fixture.WholeLog;
import io.camelpurse.sandbox.Fault;
import io.camelpurse.sandbox.PurseSandbox;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.support.ExceptionHelper;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Notifications that the sandbox sends, and what may go wrong on their way. Tests {@link NotificationProcessing} and
 * {@link io.camelpurse.message.WebhookRequestObject}.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class WebhookSandboxTest {

    @RegisterExtension
    static final PurseExtension PURSE =
            PurseExtension.builder().sandbox().webhooks(WebhookEngine.VERTX).build();

    private static final String LINK = """
        {"amount": 10000, "currency": "EUR", "shopper_redirection_url": "https://shop.example/return",
         "order": {"reference": "ORD-1", "net_amount": 10000}}\
        """;

    private final PurseSandbox sandbox = PURSE.sandbox();

    @BeforeEach
    void start() throws Exception {
        PURSE.configuration()
                .setWebhookUrl("http://127.0.0.1:" + PURSE.webhooks().port() + PATH);
    }

    static Stream<Arguments> onTheWay() {
        return Stream.of(
                Arguments.of(Fault.duplicated(), true),
                Arguments.of(Fault.reordered(), true),
                Arguments.of(Fault.delayed(Duration.ofSeconds(3)), true),
                Arguments.of(Fault.dropped(), false));
    }

    @ParameterizedTest
    @MethodSource("onTheWay")
    void theRouteRunsOncePerContentAndReceivesTheNewestVersion(Fault fault, boolean allArrive) throws Exception {
        MockEndpoint received = PURSE.receive("purse:webhook");
        sandbox.faults().rate("webhook", 0.5, PurseSandbox.DEFAULT_SEED, fault);
        String payment = sandbox.shopper().pay(createLink());
        for (int i = 0; i < 5; i++) {
            call(
                    "purse:capturePayment",
                    Map.of(
                            PurseConstants.PAYMENT_ID,
                            payment,
                            PurseConstants.AMOUNT,
                            1000,
                            PurseConstants.MERCHANT_REFERENCE,
                            "INV-" + i));
        }
        sandbox.advanceClock(Duration.ofMinutes(10));
        await().until(() -> sandbox.webhooks().stream()
                .noneMatch(delivery -> delivery.state().equals("WAITING")));
        Set<String> bodies = new HashSet<>();
        long newest = 0;
        for (Exchange exchange : received.getReceivedExchanges()) {
            assertThat(bodies.add(exchange.getMessage().getBody(String.class)))
                    .as("once per content")
                    .isTrue();
            if (payment.equals(exchange.getMessage().getHeader(PurseConstants.PAYMENT_ID))
                    && "payment".equals(exchange.getMessage().getHeader(PurseConstants.WEBHOOK_RESOURCE))) {
                newest = Math.max(newest, exchange.getMessage().getHeader(PurseConstants.VERSION, Long.class));
            }
        }
        // Deliveries under way at the same time may overtake each other; WebhookHandlerTest shows that a late one is
        // dropped.
        long current = sandbox.payment(payment).path("version").asLong();
        if (allArrive) {
            assertThat(newest).isEqualTo(current);
        } else {
            assertThat(newest).isLessThanOrEqualTo(current);
        }
        assertThat(newest).isPositive();
    }

    @Test
    void aNotificationIsADuplicateWhateverWasFetched() throws Exception {
        MockEndpoint received = PURSE.receive("purse:webhook?webhookVerification=fetch");
        String payment = sandbox.authorizedPayment(10_000, "EUR", "ORD-1");
        String older = sandbox.payment(payment).toString();
        call(
                "purse:capturePayment",
                Map.of(
                        PurseConstants.PAYMENT_ID,
                        payment,
                        PurseConstants.AMOUNT,
                        4000,
                        PurseConstants.MERCHANT_REFERENCE,
                        "INV-1"));
        assertThat(PURSE.webhooks().post(older)).isEqualTo(200);
        assertThat(PURSE.webhooks().post(older)).as("the same once more").isEqualTo(200);
        assertThat(received.getReceivedExchanges()).hasSize(1);
        assertThat(received.getReceivedExchanges().get(0).getMessage().getHeader(PurseConstants.TOTAL_CAPTURED))
                .isEqualTo(4000L);
    }

    static Stream<Fault> odd() {
        return Stream.of(
                Fault.response(200, "application/json", "[]"),
                Fault.response(200, "application/json", "{}"),
                Fault.response(200, "application/json", ""),
                Fault.malformedJson(),
                Fault.edited(payment -> payment.put("id", "another")),
                Fault.edited(payment -> payment.put("version", 0)),
                Fault.status(404));
    }

    @ParameterizedTest
    @MethodSource("odd")
    void anUnusableFetchedResourceIsNotRouted(Fault fault) throws Exception {
        MockEndpoint received =
                PURSE.receive("purse:webhook?webhookVerification=fetch&maxRetries=0&webhookMaxConcurrency=1");
        String body = sandbox.payment(sandbox.authorizedPayment(10_000, "EUR", "ORD-1"))
                .toString();
        sandbox.faults().next("getPayment", fault);
        assertThat(PURSE.webhooks().post(body)).isEqualTo(503);
        assertThat(received.getReceivedExchanges()).isEmpty();
        assertThat(PURSE.webhooks().post(body)).isEqualTo(200);
        assertThat(received.getReceivedExchanges()).hasSize(1);
    }

    @Test
    void aRouteDoesNotBeginWhenReadingTheCurrentStateTookItsWholeTime() throws Exception {
        MockEndpoint received = PURSE.receive("purse:webhook?webhookVerification=fetch&webhookClaimTimeout=300");
        String body = sandbox.payment(sandbox.authorizedPayment(10_000, "EUR", "ORD-1"))
                .toString();
        sandbox.faults().next("getPayment", Fault.latency(Duration.ofMillis(600)));
        assertThat(PURSE.webhooks().post(body)).isEqualTo(503);
        assertThat(received.getReceivedExchanges()).isEmpty();
    }

    @Test
    void eventTypesAndTheFirstTokenAreSentToPurse() throws Exception {
        PURSE.configure(configuration -> {
            configuration.setWebhookEventTypes("PAYMENT_CAPTURE, PAYMENT_REFUND");
            configuration.setWebhookVerifyToken(List.of("new, with a comma", "old"));
        });
        createLink();
        JsonNode webhook = sent().path("webhook");
        assertThat(webhook.path("event_types").toString()).isEqualTo("[\"PAYMENT_CAPTURE\",\"PAYMENT_REFUND\"]");
        assertThat(webhook.at("/headers/0/name").asText()).isEqualTo(HEADER);
        assertThat(webhook.at("/headers/0/values/0").asText()).isEqualTo("new, with a comma");
    }

    @Test
    void theBodysOwnWebhookIsLeftAlone() throws Exception {
        String own = "{\"url\":\"https://own.example/hook\"}";
        createLink(LINK.replaceFirst("\\{", "{\"webhook\": " + own + ", "));
        assertThat(sent().path("webhook").toString()).isEqualTo(own);
    }

    @Test
    void aCallWithoutAWebhookIsWarnedOfOnce() throws Exception {
        PURSE.configure(configuration -> configuration.setWebhookUrl(null));
        try (WholeLog log = WholeLog.at(Level.WARN)) {
            createLink();
            createLink();
            assertThat(log.texts())
                    .filteredOn(line -> line.contains("names no webhook"))
                    .hasSize(1);
        }
        assertThat(sent().has("webhook")).isFalse();
    }

    @Test
    void theTokenIsInNoLogExchangeOrDescription() throws Exception {
        String token = "s3cr3t-of-the-webhook";
        PURSE.configure(configuration -> configuration.setWebhookVerifyToken(token + ",older-" + token));
        try (WholeLog log = WholeLog.at(Level.ALL)) {
            MockEndpoint received = PURSE.receive("purse:webhook?webhookTokenHeader=x-own-token");
            PURSE.configure(configuration -> configuration.setWebhookTokenHeader("x-own-token"));
            Message link = call("purse:createPaymentLink", LINK, Map.of());
            String payment = sandbox.shopper().pay(link.getHeader(PurseConstants.PAYMENT_LINK_ID, String.class));
            await().until(() -> received.getReceivedExchanges().size() >= 2);
            PURSE.webhooks()
                    .send(PURSE.webhooks()
                            .request()
                            .header("x-own-token", "wrong-" + token)
                            .POST(HttpRequest.BodyPublishers.ofString("{}")));
            Message read = call("purse:getPayment", Map.of(PurseConstants.PAYMENT_ID, payment));
            for (Exchange exchange : received.getReceivedExchanges()) {
                assertThat(described(exchange.getMessage())).doesNotContain(token);
            }
            assertThat(described(link)).doesNotContain(token);
            assertThat(described(read)).doesNotContain(token);
            assertThat(PURSE.context().getEndpoints().toString()).doesNotContain(token);
            assertThat(log.texts()).isNotEmpty().noneMatch(line -> line.contains(token));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "'webhook': {'url': 'https://erp.example/hook',"
                        + " 'headers': [{'name': 'X-Camel-Purse-Token', 'values': 'a-long-random-text'}]},"
            })
    void aRejectionThatRepeatsTheTokenDoesNotShowIt(String webhook) {
        String body = LINK.replaceFirst("\\{", "{" + webhook.replace('\'', '"'));
        sandbox.faults().always("createPaymentLink", Fault.response(400, "application/problem+json", """
            {"title": "Invalid value a-long-random-text", "detail": "webhook.headers: a-long-random-text",
             "errors": [{"detail": "not a-long-random-text"}], "given": ["a-long-random-text"]}\
            """));
        try (WholeLog log = WholeLog.at(Level.DEBUG)) {
            Exchange failure = PURSE.template().request("purse:createPaymentLink", exchange -> exchange.getMessage()
                    .setBody(body));

            assertThat(failure.getException())
                    .isInstanceOf(PurseRejectedException.class)
                    .hasMessageEndingWith("was rejected: 400");
            assertThat(((PurseException) failure.getException()).getProblem().title())
                    .isEqualTo("Invalid value xxxxxx");
            assertThat(ExceptionHelper.stackTraceToString(failure.getException()))
                    .doesNotContain(WebhookClient.TOKEN);
            assertThat(((PurseException) failure.getException()).getProblem().toString())
                    .doesNotContain(WebhookClient.TOKEN);
            assertThat(log.texts()).isNotEmpty().noneMatch(line -> line.contains(WebhookClient.TOKEN));
        }
    }

    @Test
    void aDryRunDoesNotShowTheToken() {
        Message wouldBeSent = call("purse:createPayment?dryRun=true", """
             {"amount": 10000, "currency": "EUR", "parent_payment_id": "p-1", "split": [{"amount": 10000}],
              "order": {"reference": "ORD-1", "net_amount": 10000}}\
             """, Map.of());

        assertThat(wouldBeSent.getBody(String.class)).contains("\"webhook\"", "xxxxxx");
        assertThat(described(wouldBeSent)).doesNotContain(WebhookClient.TOKEN);
    }

    @ParameterizedTest
    @EnumSource(OutputType.class)
    void aTokenThatPurseRepeatsAnywhereIsMasked(OutputType type) {
        sandbox.faults().always("createPaymentLink", Fault.edited(WebhookSandboxTest::repeatingTheToken));
        sandbox.faults().always("getPaymentLink", Fault.edited(link -> {
            ((ObjectNode) link.path("order")).put("reference", "ORD of " + WebhookClient.TOKEN);
            return repeatingTheToken(link);
        }));
        Message created = call("purse:createPaymentLink?outputType=" + type, LINK, Map.of());
        String id = created.getHeader(PurseConstants.PAYMENT_LINK_ID, String.class);
        Message read = call("purse:getPaymentLink?outputType=" + type, Map.of(PurseConstants.PAYMENT_LINK_ID, id));
        assertThat(read.getHeader(PurseConstants.RESOURCE_ORDER_REFERENCE)).isEqualTo("ORD of xxxxxx");
        for (Message message : List.of(created, read)) {
            assertThat(message.getHeader(PurseConstants.SHOPPER_URL, String.class))
                    .endsWith("?token=xxxxxx");
            assertThat(described(message) + message.getBody())
                    .contains("xxxxxx")
                    .doesNotContain(WebhookClient.TOKEN);
        }
    }

    @Test
    void aTokenThatPurseRepeatsAfterACaptureIsMasked() {
        String payment = sandbox.authorizedPayment(10_000, "EUR", "ORD-1");
        sandbox.faults().always("capturePayment", Fault.edited(body -> body.put("note", WebhookClient.TOKEN)));
        Message captured = call(
                "purse:capturePayment?amount=4000&merchantReference=INV-1", Map.of(PurseConstants.PAYMENT_ID, payment));
        assertThat(captured.getBody(String.class)).contains("\"note\":\"xxxxxx\"");
        assertThat(described(captured)).doesNotContain(WebhookClient.TOKEN);
    }

    @Test
    void aTokenThatANotificationRepeatsAnywhereIsMasked() throws Exception {
        MockEndpoint received = PURSE.receive("purse:webhook");
        String payment = sandbox.authorizedPayment(10_000, "EUR", "ORD-1");
        ObjectNode payload = sandbox.payment(payment).deepCopy();
        payload.put("order_reference", "ORD of " + WebhookClient.TOKEN).put(WebhookClient.TOKEN, "a name");
        assertThat(PURSE.webhooks().post(payload.toString())).isEqualTo(200);
        Message message = received.getReceivedExchanges().get(0).getMessage();
        assertThat(message.getHeader(PurseConstants.RESOURCE_ORDER_REFERENCE)).isEqualTo("ORD of xxxxxx");
        assertThat(described(message)).contains("xxxxxx").doesNotContain(WebhookClient.TOKEN);
    }

    /** Masked like any other text, it would take a part of what money is moved by. */
    @Test
    void aTokenOfLessThanEightCharactersIsMaskedInTheWebhookOnly() {
        PURSE.configure(configuration -> configuration.setWebhookVerifyToken("EUR"));
        sandbox.faults().always("createPaymentLink", Fault.edited(link -> {
            link.putObject("webhook")
                    .putArray("headers")
                    .addObject()
                    .put("name", HEADER)
                    .putArray("values")
                    .add("EUR");
            return link;
        }));
        Message created = call("purse:createPaymentLink", LINK, Map.of());
        assertThat(created.getBody(String.class)).contains("\"currency\":\"EUR\"", "\"values\":[\"xxxxxx\"]");
    }

    private static ObjectNode repeatingTheToken(ObjectNode link) {
        ((ObjectNode) link.path("links").path("customer_url")).put("href", "/pay?token=" + WebhookClient.TOKEN);
        link.putArray("notes").add("sent with " + WebhookClient.TOKEN);
        return link;
    }

    private static String described(Message message) {
        return message.getBody(String.class)
                + message.getHeaders()
                + message.getExchange().getProperties();
    }

    private JsonNode sent() throws Exception {
        List<String> bodies = sandbox.journal("createPaymentLink").stream()
                .map(request -> request.body())
                .toList();
        return new ObjectMapper().readTree(bodies.get(bodies.size() - 1));
    }

    private String createLink() {
        return createLink(LINK);
    }

    private String createLink(String body) {
        return call("purse:createPaymentLink", body, Map.of()).getHeader(PurseConstants.PAYMENT_LINK_ID, String.class);
    }

    private Message call(String uri, Map<String, Object> headers) {
        return call(uri, null, headers);
    }

    private Message call(String uri, Object body, Map<String, Object> headers) {
        Exchange exchange = PURSE.template().request(uri, request -> {
            request.getMessage().setBody(body);
            headers.forEach(request.getMessage()::setHeader);
        });
        assertThat(exchange.getException()).isNull();
        return exchange.getMessage();
    }
}
