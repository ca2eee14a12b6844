package io.camelpurse.tracing;

import static io.camelpurse.fixture.MoneyMessage.money;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camelpurse.PurseOperation;
import io.camelpurse.PurseOutcomeUnknownException;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.SampleCalls;
import io.camelpurse.fixture.WebhookClient;
import io.camelpurse.fixture.WebhookEngine;
import io.camelpurse.fixture.WebhookPayloads;
import io.camelpurse.sandbox.Fault;
import io.camelpurse.sandbox.PurseSandbox;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.camel.opentelemetry2.OpenTelemetryTracer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The spans that Camel's OpenTelemetry integration exports. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class PurseSpanDecoratorTest {

    private static final String CAPTURE = "purse:capturePayment";

    @RegisterExtension
    static final PurseExtension PURSE =
            PurseExtension.builder().sandbox().startedByTest().build();

    private final PurseSandbox sandbox = PURSE.sandbox();
    private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
    private String payment;

    @BeforeEach
    void trace() {
        OpenTelemetrySdk telemetry = OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder()
                        .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                        .build())
                .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
                .build();
        PURSE.context().getRegistry().bind("OpenTelemetryTracer", telemetry.getTracer("test"));
        PURSE.context().getRegistry().bind("OpenTelemetryPropagators", telemetry.getPropagators());
        new OpenTelemetryTracer().init(PURSE.context());
        payment = sandbox.authorizedPayment(10_000, "EUR", "ORD-1");
    }

    @Test
    void aCallIsASpanWithItsOutcome() {
        PURSE.succeed(CAPTURE, money(payment, 4000, "INV-1"));
        SpanData span = span();
        assertThat(attributes(span))
                .containsEntry("purse.operation", "capturePayment")
                .containsEntry("server.address", "127.0.0.1")
                .containsEntry("http.response.status_code", "200")
                .containsEntry("purse.operation.status", "SUCCESS")
                .containsEntry("purse.duplicate", "false")
                .containsEntry("purse.attempts", "1")
                .containsEntry("component", "camel-purse");
        assertThat(span.getEvents()).isEmpty();
    }

    @Test
    void aRetryThatFindsTheOperationIsTwoEvents() {
        sandbox.faults().next("capturePayment", Fault.dropResponse());
        PURSE.succeed(CAPTURE, money(payment, 4000, "INV-1"));
        assertThat(span().getEvents()).extracting(EventData::getName).containsExactlyInAnyOrder("retried", "recovered");
        assertThat(attributes(span())).containsEntry("purse.duplicate", "true").containsEntry("purse.attempts", "2");
    }

    @Test
    void severalRetriesAreOneEventWithTheNumberOfRequests() {
        sandbox.faults().next("capturePayment", Fault.status(503), Fault.status(503));
        PURSE.succeed(CAPTURE, money(payment, 4000, "INV-1"));
        assertThat(span().getEvents()).singleElement().satisfies(event -> {
            assertThat(event.getName()).isEqualTo("retried");
            assertThat(event.getAttributes().get(AttributeKey.stringKey("purse.attempts")))
                    .isEqualTo("3");
        });
    }

    @Test
    void anUnknownOutcomeIsAnErrorAndAnEvent() {
        sandbox.faults().next("capturePayment", Fault.dropResponse());
        PURSE.fail(PurseOutcomeUnknownException.class, CAPTURE + "?maxRetries=0", money(payment, 4000, "INV-1"));
        assertThat(attributes(span()))
                .containsEntry("error.type", "io.camelpurse.PurseOutcomeUnknownException")
                .doesNotContainKey("http.response.status_code");
        assertThat(span().getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(span().getEvents()).extracting(EventData::getName).contains("outcome_unknown");
    }

    @Test
    void aRejectionHasTheStatusOfTheResponse() {
        PURSE.send(CAPTURE, money(payment, 20_000, "INV-1"));
        assertThat(attributes(span()))
                .containsEntry("http.response.status_code", "400")
                .containsEntry("error.type", "io.camelpurse.PurseRejectedException");
    }

    @Test
    void noSecretOfTheUriAndNoIdOfAPersonIsInASpan() {
        String secret = sandbox.account().clientSecret();
        PURSE.succeed(
                CAPTURE + "?clientId=" + sandbox.account().clientId() + "&clientSecret=RAW(" + secret + ")&apiKey=RAW("
                        + sandbox.account().apiKey() + ")",
                money(payment, 4000, "INV-1"));
        assertThat(span().toString())
                .doesNotContain(secret)
                .doesNotContain(sandbox.account().apiKey())
                .doesNotContainIgnoringCase("clientSecret", "holder");
    }

    @Test
    void aPersonIsInNoSpanOfAPayment() {
        ObjectNode order = SampleCalls.request(PurseOperation.createPayment);
        ObjectNode shopper = order.withObject("/customer");
        shopper.put("email", "jane.doe@example.org").put("first_name", "Jane").put("last_name", "Doe");
        order.withObject("/order/billing_address").put("phone_number", "+33111111111");

        PURSE.send("purse:createPayment", order, Map.of());

        assertThat(sandbox.journal("createPayment").get(0).body()).contains("jane.doe@example.org", "+33111111111");
        assertThat(span("purse createPayment").toString())
                .contains("createPayment")
                .doesNotContain("jane.doe", "Jane", "Doe", "33111111111");
    }

    @Test
    void aNotificationIsASpan() throws Exception {
        PURSE.listenOn(WebhookEngine.VERTX);
        PURSE.route("purse:webhook", exchange -> {});

        PURSE.webhooks().post(WebhookPayloads.payment());

        await().untilAsserted(() -> assertThat(exporter.getFinishedSpanItems())
                .extracting(SpanData::getName)
                .contains("purse webhook"));
        assertThat(attributes(span("purse webhook")))
                .containsEntry("purse.operation", "webhook")
                .containsEntry("component", "camel-purse")
                .doesNotContainKeys("server.address", "error.type");
        assertThat(span("purse webhook").toString())
                .doesNotContain(WebhookClient.TOKEN)
                .doesNotContain(WebhookPayloads.PAYMENT);
    }

    @Test
    void theTraceContextIsNotSentUnlessItIsSwitchedOn() {
        PURSE.succeed(CAPTURE, money(payment, 1000, "INV-1"));
        assertThat(sandbox.journal("capturePayment").get(0).headers()).doesNotContainKey("traceparent");
        PURSE.succeed(CAPTURE + "?propagateTraceContext=true", money(payment, 2000, "INV-2"));
        String sent = sandbox.journal("capturePayment")
                .get(1)
                .headers()
                .get("traceparent")
                .toString();
        SpanData last = exporter.getFinishedSpanItems().stream()
                .filter(span -> span.getName().equals("purse capturePayment"))
                .reduce((first, second) -> second)
                .orElseThrow();
        assertThat(sent).contains(last.getTraceId(), last.getSpanId());
    }

    private SpanData span() {
        return span("purse capturePayment");
    }

    private SpanData span(String name) {
        return exporter.getFinishedSpanItems().stream()
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, String> attributes(SpanData span) {
        return span.getAttributes().asMap().entrySet().stream()
                .collect(Collectors.toMap(
                        (Map.Entry<AttributeKey<?>, Object> entry) ->
                                entry.getKey().getKey(),
                        entry -> entry.getValue().toString()));
    }
}
