package io.camelpurse.documentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelpurse.PurseConstants;
import io.camelpurse.PurseOperationFailedException;
import io.camelpurse.PurseOutcomeUnknownException;
import io.camelpurse.PurseRejectedException;
import io.camelpurse.PurseValidationException;
import io.camelpurse.documentation.Document.CodeBlock;
import io.camelpurse.fixture.CapturedLog;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.ScriptedServer;
import io.camelpurse.sandbox.Fault;
import io.camelpurse.sandbox.PurseSandbox;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.processor.ThrottlerRejectedExecutionException;
import org.apache.camel.processor.TotalRequestsThrottler;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.ExchangeRedeliveryEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The routes of {@code recipes.adoc}, as the page shows them, against a sandbox and a broker. */
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class RecipesTest {

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder()
            .sandbox()
            .startedByTest()
            .configure(configuration -> configuration.setRetryDelay(5))
            .build();

    private static EmbeddedBroker broker;

    private final PurseSandbox sandbox = PURSE.sandbox();
    private final Queue<Message> notified = new ConcurrentLinkedQueue<>();
    private final Queue<String> redeliveredAfter = new ConcurrentLinkedQueue<>();
    private final AtomicInteger crashes = new AtomicInteger();
    private ProducerTemplate template;
    private String payment;

    @BeforeAll
    static void startBroker() throws Exception {
        broker = new EmbeddedBroker();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void start() throws Exception {
        payment = sandbox.authorizedPayment(10_000, "EUR", "ORD-1");
        PURSE.context().addComponent("jms", JmsComponent.jmsComponentAutoAcknowledge(broker.connections()));
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:notify-erp").process(exchange -> {
                    if (crashes.getAndDecrement() > 0) {
                        throw new IllegalStateException("the process dies between capture and ERP");
                    }
                    notified.add(exchange.getMessage().copy());
                });
                from("direct:later").to("mock:later");
                from("direct:rejected").to("mock:rejected");
            }
        });
        PURSE.context().getManagementStrategy().addEventNotifier(new EventNotifierSupport() {
            @Override
            public void notify(CamelEvent event) {
                if (event instanceof ExchangeRedeliveryEvent redelivery) {
                    redeliveredAfter.add(failure(redelivery.getExchange()).getSimpleName());
                }
            }
        });
        template = PURSE.template();
    }

    @Test
    void anInvoiceFromTheQueueIsCaptured() throws Exception {
        load("capture-invoices");
        invoice("INV-1", 4000);
        await().until(() -> notified.size() == 1);
        assertThat(notified.element().getHeader(PurseConstants.DUPLICATE)).isEqualTo(false);
        assertThat(captured()).isEqualTo(4000);
    }

    @Test
    void aMessageWhoseRouteCrashedAfterTheCaptureGetsTheOperationThatWasMade() throws Exception {
        load("capture-invoices");
        crashes.set(1);
        try (CapturedLog log = CapturedLog.of("io.camelpurse")) {
            invoice("INV-1", 4000);
            await().until(() -> notified.size() == 1);
            assertThat(log.warnings()).isEmpty();
        }
        Message message = notified.element();
        assertThat(message.getHeader("JMSRedelivered")).isEqualTo(true);
        assertThat(message.getHeader(PurseConstants.DUPLICATE)).isEqualTo(true);
        assertThat(message.getHeader(PurseConstants.OPERATION_ID))
                .isEqualTo(sandbox.payment(payment).at("/captures/0/id").asText());
        assertThat(sandbox.payment(payment).path("captures")).hasSize(1);
        assertThat(captured()).isEqualTo(4000);
    }

    @Test
    void aDeadLetterIsResentAndCapturedOnce() throws Exception {
        load("capture-invoices");
        load("resend-dead-letters");
        crashes.set(EmbeddedBroker.MOST_DELIVERIES);
        invoice("INV-1", 4000);
        await().until(() -> broker.messagesIn("DLQ") == 1);
        assertThat(captured()).isEqualTo(4000);
        try (CapturedLog log = CapturedLog.of("io.camelpurse")) {
            PURSE.context().getRouteController().startRoute("resend-dead-letters");
            await().until(() -> notified.size() == 1);
            assertThat(log.warnings()).isEmpty();
        }
        assertThat(notified.element().getHeader(PurseConstants.DUPLICATE)).isEqualTo(true);
        assertThat(broker.messagesIn("DLQ")).isZero();
        assertThat(sandbox.payment(payment).path("captures")).hasSize(1);
    }

    @Test
    void aDeadLetterThatWasNotCapturedIsCapturedWhenItIsResent() throws Exception {
        load("capture-invoices", code -> code.replace("redeliveryDelay: 1000", "redeliveryDelay: 5"));
        load("resend-dead-letters");
        sandbox.faults().always("capturePayment", Fault.status(503));
        invoice("INV-1", 4000);
        await().until(() -> broker.messagesIn("DLQ") == 1);
        assertThat(captured()).isZero();
        sandbox.faults().clear();
        PURSE.context().getRouteController().startRoute("resend-dead-letters");
        await().until(() -> notified.size() == 1);
        assertThat(captured()).isEqualTo(4000);
    }

    @Test
    void whatTheErrorHandlingPolicyDoesNotHandleGoesBackToTheBroker() throws Exception {
        load("errors.adoc", "capture-invoice", code -> code.replace("redeliveryDelay: 60000", "redeliveryDelay: 5")
                .replace(
                        "uri: purse:capturePayment",
                        "uri: purse:capturePayment?amount=100&merchantReference=INV-1&paymentId=" + payment));
        sandbox.faults().always("capturePayment", Fault.status(503));
        template.sendBody("jms:queue:invoices", "");
        assertThat(PURSE.context().createConsumerTemplate().receive("jms:queue:DLQ", 20_000))
                .isNotNull();
        assertThat(redeliveredAfter).hasSize(5 * EmbeddedBroker.MOST_DELIVERIES);
        assertThat(captured()).isZero();
    }

    @Test
    void aRejectedCaptureIsSetAsideAtOnceWithItsReason() throws Exception {
        load("capture-invoices");
        invoice("INV-1", 20_000);
        Exchange rejected = PURSE.context().createConsumerTemplate().receive("jms:queue:rejected", 20_000);
        assertThat(rejected.getMessage().getBody(String.class)).contains("\"invoice\":\"INV-1\"");
        assertThat(rejected.getMessage().getHeader("reason", String.class)).contains("was rejected", "20000");
        assertThat(sandbox.journal("capturePayment")).hasSize(1);
    }

    @Test
    void aDeclinedCaptureIsSetAside() throws Exception {
        load("capture-invoices");
        sandbox.faults().next("capturePayment", Fault.failure());
        invoice("INV-1", 4000);
        Exchange declined = PURSE.context().createConsumerTemplate().receive("jms:queue:declined", 20_000);
        assertThat(declined.getMessage().getBody(String.class)).contains("\"invoice\":\"INV-1\"");
    }

    @Test
    void aMessageWaitsUntilTheConfigurationIsFixed() throws Exception {
        load("capture-invoices");
        sandbox.faults().next("capturePayment", Fault.forbidden());
        invoice("INV-1", 4000);
        Exchange onHold = PURSE.context().createConsumerTemplate().receive("jms:queue:on-hold", 20_000);
        assertThat(onHold.getMessage().getBody(String.class)).contains("\"invoice\":\"INV-1\"");
        assertThat(captured()).isZero();
    }

    @Test
    void withoutAPolicyForItAMessageWithAGoodInvoiceIsRejected() throws Exception {
        load("capture-invoices", code -> without(code, "io.camelpurse.PurseAuthenticationException")
                .replace("            - \n", "            - java.net.BindException\n"));
        sandbox.faults().next("capturePayment", Fault.forbidden());
        invoice("INV-1", 4000);
        Exchange rejected = PURSE.context().createConsumerTemplate().receive("jms:queue:rejected", 20_000);
        assertThat(rejected.getMessage().getHeader("reason", String.class)).contains("was not allowed");
    }

    @ParameterizedTest
    @CsvSource({
        "429, PurseUnavailableException, false",
        "503, PurseOutcomeUnknownException, false",
        "0, PurseOutcomeUnknownException, true"
    })
    void unavailableAndUnknownAreRedeliveredByCamel(int status, String exception, boolean executed) throws Exception {
        PURSE.configuration().setMaxRetries(0);
        load("capture-invoices", code -> code.replace("redeliveryDelay: 1000", "redeliveryDelay: 5"));
        sandbox.faults().next("capturePayment", executed ? Fault.dropResponse() : Fault.status(status));
        invoice("INV-1", 4000);
        await().until(() -> notified.size() == 1);
        assertThat(redeliveredAfter).containsExactly(exception);
        assertThat(notified.element().getHeader(PurseConstants.DUPLICATE)).isEqualTo(executed);
        assertThat(notified.element().getHeader("JMSRedelivered")).isEqualTo(false);
        assertThat(sandbox.journal("capturePayment")).hasSize(2);
        assertThat(captured()).isEqualTo(4000);
    }

    @Test
    void aStoredKeyIsTheSameCaptureAndCountsForThisCallOnly() throws Exception {
        load("capture-under-a-stored-key");
        Message first = captureUnder("K-1", 100);
        Message redelivered = captureUnder("K-1", 100);
        Message second = captureUnder("K-2", 150);
        assertThat(List.of(first, redelivered, second))
                .extracting(message -> message.getHeader(PurseConstants.DUPLICATE))
                .containsExactly(false, true, false);
        assertThat(redelivered.getHeader(PurseConstants.OPERATION_ID))
                .isEqualTo(first.getHeader(PurseConstants.OPERATION_ID));
        assertThat(second.getHeaders())
                .containsEntry(PurseConstants.IDEMPOTENCY_KEY_USED, "K-2")
                .doesNotContainKey(PurseConstants.IDEMPOTENCY_KEY);
        assertThat(captured()).isEqualTo(250);
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 1", "3, 0, 4", "0, 2, 3", "3, 2, 12", "1, 5, 12"})
    void ourRetriesAndCamelsRedeliveryMultiply(int retries, int redeliveries, int requests) throws Exception {
        try (ScriptedServer server =
                ScriptedServer.withToken((request, socket, output) -> ScriptedServer.send(output, 503, "", ""))) {
            PURSE.context().addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:capture")
                            .errorHandler(
                                    redeliveries == 0
                                            ? defaultErrorHandler()
                                            : defaultErrorHandler()
                                                    .maximumRedeliveries(redeliveries)
                                                    .redeliveryDelay(1))
                            .to("purse:capturePayment?paymentId=p-1&amount=100&merchantReference=INV-1"
                                    + "&clientId=other&clientSecret=other-secret&apiKey=other-key&apiUrl="
                                    + server.url() + "&tokenUrl=" + server.url() + "/oauth/token&maxRetries="
                                    + retries + "&retryDelay=1");
                }
            });
            Exchange exchange = template.send("direct:capture", empty -> {});
            assertThat(exchange.getException()).isInstanceOf(PurseOutcomeUnknownException.class);
            assertThat(server.calls()).hasSize(requests);
            String key = server.calls().get(0).headers().get("x-idempotency-key");
            assertThat(key).isNotBlank();
            assertThat(server.calls())
                    .filteredOn(request -> request.path().endsWith("/captures"))
                    .hasSize(requests)
                    .extracting(request -> request.headers().get("x-idempotency-key"))
                    .containsOnly(key);
            assertThat(Document.page("exactly-once.adoc").text())
                    .contains("| " + retries + " | " + redeliveries + " | " + requests + "\n");
        }
    }

    @Test
    void theThrottleLetsTenCallsASecondStart() throws Exception {
        load("capture-throttled");
        TotalRequestsThrottler throttle = throttle("capture-throttled");
        assertThat(throttle.getTimePeriodMillis()).isEqualTo(1000);
        // A second may end before the eleventh call; what would wait for the next one is rejected.
        throttle.setTimePeriodMillis(Duration.ofHours(1).toMillis());
        throttle.setRejectExecution(true);
        List<Exchange> exchanges = IntStream.range(0, 25)
                .parallel()
                .mapToObj(i -> capture("direct:capture-throttled", "INV-" + i))
                .toList();
        assertThat(exchanges)
                .extracting(Exchange::getException)
                .filteredOn(Objects::nonNull)
                .hasSize(15)
                .hasOnlyElementsOfType(ThrottlerRejectedExecutionException.class);
        assertThat(captured()).isEqualTo(1000);
    }

    private static TotalRequestsThrottler throttle(String route) {
        return (TotalRequestsThrottler)
                PURSE.context().getRoute(route).filter("throttle*").get(0);
    }

    @Test
    void anOpenBreakerMakesNoCallAndNothingIsLost() throws Exception {
        load("capture-behind-a-breaker");
        MockEndpoint later = PURSE.context().getEndpoint("mock:later", MockEndpoint.class);
        sandbox.faults().always("capturePayment", Fault.status(503));
        for (int i = 0; i < 20; i++) {
            assertThat(capture("direct:capture-behind-a-breaker", "INV-" + i).getException())
                    .isNull();
        }
        assertThat(later.getReceivedCounter()).isEqualTo(20);
        assertThat(notified).isEmpty();
        assertThat(sandbox.journal("capturePayment")).hasSize(10);

        sandbox.faults().clear();
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:again").to("purse:capturePayment");
            }
        });
        later.getExchanges().forEach(exchange -> template.send("direct:again", exchange));
        assertThat(sandbox.payment(payment).path("captures")).hasSize(20);
        assertThat(captured()).isEqualTo(2000);
    }

    @Test
    void aRejectedCaptureIsSetAsideAndLeavesTheBreakerClosed() throws Exception {
        load("capture-behind-a-breaker");
        MockEndpoint rejected = PURSE.context().getEndpoint("mock:rejected", MockEndpoint.class);
        for (int i = 0; i < 12; i++) {
            Exchange exchange = capture("direct:capture-behind-a-breaker", "INV-1", 20_000);
            assertThat(exchange.getException()).isNull();
        }
        assertThat(sandbox.journal("capturePayment")).hasSize(12);
        assertThat(rejected.getExchanges()).hasSize(12).allSatisfy(exchange -> assertThat(failure(exchange))
                .isEqualTo(PurseRejectedException.class));
        assertThat(notified).isEmpty();

        capture("direct:capture-behind-a-breaker", "INV-2", 4000);
        assertThat(notified).hasSize(1);
        assertThat(captured()).isEqualTo(4000);
    }

    @Test
    void aRejectedCaptureBehindTheBreakerIsLogged() throws Exception {
        load("capture-behind-a-breaker");
        try (CapturedLog log = CapturedLog.of("capture-behind-a-breaker")) {
            capture("direct:capture-behind-a-breaker", "INV-1", 20_000);
            assertThat(log.warnings()).singleElement().asString().contains("was rejected");
        }
    }

    @Test
    void withoutStopTheErpIsNotifiedOfACaptureThatWasNotMade() throws Exception {
        load("capture-behind-a-breaker", code -> without(code, "                        - stop: {}\n"));
        capture("direct:capture-behind-a-breaker", "INV-1", 20_000);
        assertThat(captured()).isZero();
        assertThat(notified).hasSize(1);
    }

    @Test
    void ignoreExceptionDiscardsARejectionAndTheRouteGoesOn() throws Exception {
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:ignoring")
                        .circuitBreaker()
                        .resilience4jConfiguration()
                        .ignoreException(PurseRejectedException.class)
                        .end()
                        .to("purse:capturePayment")
                        .end()
                        .to("direct:notify-erp");
            }
        });
        Exchange exchange;
        try (CapturedLog log = CapturedLog.of("org.apache.camel")) {
            exchange = capture("direct:ignoring", "INV-1", 20_000);
            assertThat(log.warnings()).isEmpty();
        }
        assertThat(exchange.getException()).isNull();
        assertThat(captured()).isZero();
        assertThat(notified).hasSize(1);
    }

    @Test
    void aFailureThatIsNotPurseLeavesTheBreakerClosed() throws Exception {
        load("capture-behind-a-breaker");
        MockEndpoint rejected = PURSE.context().getEndpoint("mock:rejected", MockEndpoint.class);
        sandbox.faults().always("capturePayment", Fault.failure());
        for (int i = 0; i < 6; i++) {
            capture("direct:capture-behind-a-breaker", "INV-" + i, 100);
            capture("direct:capture-behind-a-breaker", null, 100);
        }
        assertThat(rejected.getExchanges())
                .extracting(exchange -> (Object) failure(exchange))
                .containsOnly(PurseOperationFailedException.class, PurseValidationException.class)
                .hasSize(12);
        assertThat(sandbox.journal("capturePayment")).hasSize(6);
    }

    private static Class<?> failure(Exchange exchange) {
        return exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class).getClass();
    }

    private void invoice(String number, long amount) {
        template.sendBody(
                "jms:queue:invoices",
                "{\"payment\":\"" + payment + "\",\"invoice\":\"" + number + "\",\"amount\":" + amount + "}");
    }

    private Message captureUnder(String key, long amount) {
        Exchange exchange = template.send("direct:capture-under-a-stored-key", sent -> {
            sent.getMessage().setHeader("documentKey", key);
            sent.getMessage().setHeader(PurseConstants.PAYMENT_ID, payment);
            sent.getMessage().setHeader(PurseConstants.AMOUNT, amount);
        });
        assertThat(exchange.getException()).isNull();
        return exchange.getMessage();
    }

    private Exchange capture(String route, String invoice) {
        return capture(route, invoice, 100);
    }

    private Exchange capture(String route, String invoice, long amount) {
        return template.send(route, exchange -> {
            exchange.getMessage().setHeader(PurseConstants.PAYMENT_ID, payment);
            exchange.getMessage().setHeader(PurseConstants.AMOUNT, amount);
            exchange.getMessage().setHeader(PurseConstants.MERCHANT_REFERENCE, invoice);
        });
    }

    private long captured() {
        return sandbox.payment(payment).at("/amounts/total_captured").asLong();
    }

    private static String without(String code, String part) {
        assertThat(code).contains(part);
        return code.replace(part, "");
    }

    private void load(String id) throws Exception {
        load(id, code -> code);
    }

    private void load(String id, UnaryOperator<String> faster) throws Exception {
        load("recipes.adoc", id, faster);
    }

    private void load(String page, String id, UnaryOperator<String> faster) throws Exception {
        String code = Document.page(page).blocks("yaml").stream()
                .map(CodeBlock::code)
                .filter(block -> block.contains("    id: " + id + "\n"))
                .findFirst()
                .orElseThrow();
        PluginHelper.getRoutesLoader(PURSE.context())
                .loadRoutes(ResourceHelper.fromString(id + ".yaml", faster.apply(code)));
    }
}
