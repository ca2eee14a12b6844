package io.camelpurse.producer;

import static io.camelpurse.fixture.MoneyMessage.money;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camelpurse.CallOutcome;
import io.camelpurse.PurseConstants;
import io.camelpurse.PurseEndpoint;
import io.camelpurse.PurseException;
import io.camelpurse.PurseOperation;
import io.camelpurse.PurseOutcomeUnknownException;
import io.camelpurse.PurseOutputConversionException;
import io.camelpurse.PurseValidationException;
import io.camelpurse.fixture.Json;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.SampleCalls;
import io.camelpurse.sandbox.Fault;
import io.camelpurse.sandbox.PurseSandbox;
import io.camelpurse.sandbox.RecordedRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What happens once although a step, a part of a route or an exchange runs again. Tests {@link PaymentCreations} and
 * {@link DryRun}.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RedeliveryInTheExchangeTest {

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder().sandbox().build();

    private final PurseSandbox sandbox = PURSE.sandbox();

    private static final String CAPTURE = "purse:capturePayment";
    private static final String CREATE = "purse:createPayment";
    private String payment;
    private long before;

    @BeforeEach
    void authorize() {
        payment = sandbox.authorizedPayment(10_000, "EUR", "ORD-1");
        before = sandbox.payments().size();
    }

    @ParameterizedTest
    @ValueSource(strings = {"capturePayment", "refundPayment", "voidPayment", "reversePayment"})
    void withoutADocumentMoneyIsNotMovedAndTheRejectionSaysHowToNameOne(String operation) {
        assertThat(PURSE.fail(PurseValidationException.class, "purse:" + operation, money(payment, 1000, null)))
                .hasMessageContainingAll(
                        "merchant_reference is missing",
                        PurseConstants.MERCHANT_REFERENCE,
                        PurseConstants.IDEMPOTENCY_KEY,
                        "requireMerchantReference=false");
        assertThat(sandbox.journal()).noneMatch(request -> request.path().contains(payment));
    }

    @ParameterizedTest
    @ValueSource(strings = {"capturePayment", "voidPayment", "reversePayment"})
    void aKeyOfTheRouteNamesTheDocumentToo(String operation) {
        for (int delivery = 0; delivery < 2; delivery++) {
            PURSE.succeed("purse:" + operation, message -> {
                money(payment, 1000, null).accept(message);
                message.setHeader(PurseConstants.IDEMPOTENCY_KEY, "document-1");
            });
        }
        assertThat(sandbox.payment(payment).path("captures").size()
                        + sandbox.payment(payment).path("voids").size())
                .isEqualTo(1);
    }

    @Test
    void aPartOfARouteThatRunsAgainCapturesOnce() throws Exception {
        part(CAPTURE + "?amount=4000");
        Exchange exchange = PURSE.send("direct:whole", money(payment, null, "INV-1"));
        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getHeader(PurseConstants.DUPLICATE)).isEqualTo(true);
        assertThat(PURSE.amount(payment, "total_captured")).isEqualTo(4000);
    }

    @Test
    void aKeyThatWasReportedAndIsSetAgainIsTheSameCall() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:whole")
                        .errorHandler(
                                defaultErrorHandler().maximumRedeliveries(2).redeliveryDelay(0))
                        .to("direct:part");
                from("direct:part")
                        .errorHandler(noErrorHandler())
                        .setHeader(PurseConstants.IDEMPOTENCY_KEY, exchangeProperty("kept"))
                        .to(CAPTURE + "?amount=4000&requireMerchantReference=false")
                        .setProperty("kept", header(PurseConstants.IDEMPOTENCY_KEY_USED))
                        .process(exchange -> failUntil(runs, 2));
            }
        });
        Exchange exchange = PURSE.send("direct:whole", money(payment, null, null));
        assertThat(exchange.getException()).isNull();
        assertThat(sandbox.payment(payment).path("captures")).hasSize(1);
        assertThat(PURSE.requests("capturePayment").stream()
                        .map(RecordedRequest::idempotencyKey)
                        .distinct())
                .hasSize(1);
    }

    @Test
    void aRejectedCaptureLeavesNoKeyForThePartsOfALaterSplit() throws Exception {
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                String uncounted = "requireMerchantReference=false";
                from("direct:start")
                        .doTry()
                        .to(CAPTURE + "?amount=1000&" + uncounted)
                        .doCatch(PurseException.class)
                        .end()
                        .split(constant(List.of(1, 2, 3)))
                        .setBody(constant((Object) null))
                        .to(CAPTURE + "?amount=1000&" + uncounted)
                        .end();
            }
        });
        sandbox.faults().next("capturePayment", Fault.status(400));
        assertThat(PURSE.send("direct:start", money(payment, null, null)).getException())
                .isNull();
        assertThat(PURSE.amount(payment, "total_captured")).isEqualTo(3000);
    }

    @Test
    void anUnknownOutcomeLeavesNoKeyForThePartsOfALaterSplit() throws Exception {
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                String capture = CAPTURE + "?amount=1000&maxRetries=0&requireMerchantReference=false";
                from("direct:start")
                        .doTry()
                        .to(capture)
                        .doCatch(PurseOutcomeUnknownException.class)
                        .end()
                        .split(constant(List.of(1, 2, 3)))
                        .setBody(constant((Object) null))
                        .to(capture)
                        .end();
            }
        });
        sandbox.faults().next("capturePayment", Fault.resetBefore());
        assertThat(PURSE.send("direct:start", money(payment, null, null)).getException())
                .isNull();
        assertThat(PURSE.amount(payment, "total_captured")).isEqualTo(3000);
    }

    @Test
    void equalCapturesWithoutAReferenceAreDistinctThoughRetriesAreOff() throws Exception {
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                String capture = CAPTURE + "?amount=1000&maxRetries=0&requireMerchantReference=false";
                from("direct:start")
                        .to(capture)
                        .setBody(constant((Object) null))
                        .to(capture);
            }
        });
        Message second = PURSE.succeed("direct:start", money(payment, null, null));
        assertThat(second.getHeader(PurseConstants.DUPLICATE)).isEqualTo(false);
        assertThat(second.getHeader(PurseConstants.OPERATION_ID))
                .isEqualTo(sandbox.payment(payment).at("/captures/1/id").asText());
        assertThat(PURSE.requests("capturePayment")).hasSize(2);
    }

    static Stream<Fault> lost() {
        return Stream.of(
                Fault.dropResponse(),
                Fault.resetBefore(),
                Fault.status(503).afterCommit(),
                Fault.status(503),
                Fault.truncatedBody(),
                Fault.malformedJson(),
                Fault.edited(ObjectNode::removeAll),
                Fault.response(201, "application/json", "").afterCommit(),
                Fault.response(303, "text/plain", "").header("Location", "/elsewhere"));
    }

    @ParameterizedTest
    @MethodSource("lost")
    void aPaymentWhoseCreationIsUnknownIsNotCreatedAgainByCamelsRedelivery(Fault fault) throws Exception {
        redelivering(CREATE);
        sandbox.faults().next("createPayment", fault);
        Exchange exchange = PURSE.send("direct:start", message -> {
            message.setHeader(PurseConstants.PAYMENT_ID, payment);
            message.setBody(order());
        });
        assertThat(exchange.getException()).isInstanceOf(PurseOutcomeUnknownException.class);
        PurseException unknown = (PurseException) exchange.getException();
        assertThat(unknown.isSafeToRetry()).isFalse();
        assertThat(unknown.getCallOutcome()).isEqualTo(CallOutcome.UNKNOWN);
        assertThat(unknown.getMessage())
                .contains("Do not resend it")
                .doesNotContain("with the idempotency key " + unknown.getIdempotencyKey());
        assertThat(PURSE.requests("createPayment")).hasSize(1);
        // An older payment must not be taken for the new one.
        assertThat(exchange.getMessage().getHeaders()).doesNotContainKey(PurseConstants.PAYMENT_ID);
    }

    @Test
    void aPaymentWhoseResponseDoesNotFitTheOutputTypeIsFoundByTheRedelivery() throws Exception {
        redelivering(CREATE + "?outputType=model");
        sandbox.faults().next("createPayment", Fault.edited(json -> json.put("version", "not a number")));
        Exchange exchange = PURSE.send("direct:start", message -> message.setBody(order()));
        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getHeader(PurseConstants.DUPLICATE)).isEqualTo(true);
        assertThat(exchange.getMessage().getHeader(PurseConstants.IDEMPOTENCY_KEY_USED))
                .isEqualTo(PURSE.requests("createPayment").get(0).idempotencyKey());
        assertThat(PURSE.requests("createPayment")).hasSize(1);
        assertThat(sandbox.payments()).hasSize((int) before + 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 429, 503})
    void aPaymentThatWasCreatedAndCannotBeReadIsNeverReportedAsNotCreated(int status) throws Exception {
        part(CREATE + "?maxRetries=0");
        sandbox.faults().always("getPayment", Fault.status(status));
        Exchange exchange = PURSE.send("direct:whole", message -> message.setBody(order()));
        assertThat(exchange.getException())
                .isInstanceOf(PurseOutcomeUnknownException.class)
                .hasMessageContaining("payment "
                        + sandbox.payments().get((int) before).path("id").asText() + " has been created before");
        assertThat(((PurseException) exchange.getException()).isSafeToRetry()).isFalse();
        assertThat(PURSE.requests("createPayment")).hasSize(1);
    }

    @Test
    void aPartOfARouteThatRunsAgainCreatesOnePayment() throws Exception {
        part(CREATE);
        Exchange exchange = PURSE.send("direct:whole", message -> message.setBody(order()));
        assertThat(exchange.getException()).isNull();
        assertThat(PURSE.requests("createPayment")).hasSize(1);
        assertThat(exchange.getMessage().getHeader(PurseConstants.PAYMENT_ID))
                .isEqualTo(sandbox.payments().get((int) before).path("id").asText());
    }

    @Test
    void anotherPaymentThanTheOneAskedForIsNotTheCreatedOne() {
        for (String field : List.of("amount", "currency", "order_reference")) {
            sandbox.faults()
                    .next(
                            "createPayment",
                            Fault.edited(json ->
                                    field.equals("amount") ? json.put(field, 500_000) : json.put(field, "JPY")));
            Exchange exchange = PURSE.send(CREATE, message -> message.setBody(order()));
            assertThat(exchange.getException())
                    .as(field)
                    .isInstanceOf(PurseOutcomeUnknownException.class)
                    .hasMessageContaining("another amount, currency or order");
            assertThat(exchange.getMessage().getHeaders()).doesNotContainKey(PurseConstants.PAYMENT_ID);
        }
    }

    @Test
    void theSameMembersInAnotherOrderAreTheSamePayment() throws Exception {
        ObjectNode order = (ObjectNode) Json.parse(order());
        ObjectNode turned = order.objectNode();
        List<String> names = new ArrayList<>();
        order.fieldNames().forEachRemaining(name -> names.add(0, name));
        names.forEach(name -> turned.set(name, order.get(name)));
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:start")
                        .to(CREATE)
                        .setBody(constant(turned.toString()))
                        .to(CREATE);
            }
        });
        assertThat(PURSE.succeed("direct:start", message -> message.setBody(order.toString()))
                        .getHeader(PurseConstants.DUPLICATE))
                .isEqualTo(true);
        assertThat(PURSE.requests("createPayment")).hasSize(1);
    }

    @Test
    void underAKeyOfTheRouteAConflictIsThePaymentThatItNames() {
        Message first = PURSE.succeed(CREATE, message -> message.setBody(order()));
        String id = first.getHeader(PurseConstants.PAYMENT_ID, String.class);
        sandbox.faults().next("createPayment", Fault.response(409, "application/problem+json", """
                        {"type": "urn:eu.purse:write-conflict", "status": 409, "resource_id": "%s"}""".formatted(id)));
        Message again = PURSE.succeed(CREATE, message -> {
            message.setBody(order());
            message.setHeader(PurseConstants.IDEMPOTENCY_KEY, "my-key");
        });
        assertThat(again.getHeader(PurseConstants.PAYMENT_ID)).isEqualTo(id);
        assertThat(again.getHeader(PurseConstants.DUPLICATE)).isEqualTo(true);
        sandbox.faults().next("createPayment", Fault.response(409, "application/problem+json", """
                        {"type": "urn:eu.purse:write-conflict", "status": 409, "resource_id": "%s"}""".formatted(id)));
        PURSE.fail(PurseOutcomeUnknownException.class, CREATE, message -> {
            message.setBody(order().replace("1000", "999"));
            message.setHeader(PurseConstants.IDEMPOTENCY_KEY, "my-key");
        });
    }

    @Test
    void theRouteMayCreateAnotherEqualPaymentUnderAKeyOfItsOwn() throws Exception {
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:start")
                        .to(CREATE)
                        .setBody(constant(order()))
                        .setHeader(PurseConstants.IDEMPOTENCY_KEY, constant("second"))
                        .to(CREATE);
            }
        });
        PURSE.succeed("direct:start", message -> message.setBody(order()));
        assertThat(PURSE.requests("createPayment")).hasSize(2);
    }

    @Test
    void thePartsOfASplitCreateAPaymentEach() throws Exception {
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:start")
                        .to(CREATE)
                        .split(constant(List.of(1, 2)))
                        .setBody(constant(order()))
                        .to(CREATE)
                        .end();
            }
        });
        PURSE.succeed("direct:start", message -> message.setBody(order()));
        assertThat(PURSE.requests("createPayment")).hasSize(3);
    }

    @Test
    void aRejectedPaymentMayBeRetried() throws Exception {
        redelivering(CREATE);
        sandbox.faults().next("createPayment", Fault.status(400), Fault.status(429));
        PURSE.succeed("direct:start", message -> message.setBody(order()));
        assertThat(sandbox.payments()).hasSize((int) before + 1);
    }

    @Test
    void aCaptureWhoseResponseDoesNotFitTheOutputTypeWasExecuted() {
        sandbox.faults().next("capturePayment", Fault.edited(json -> json.put("version", "not a number")));
        PurseOutputConversionException executed = PURSE.fail(
                PurseOutputConversionException.class, CAPTURE + "?outputType=model", money(payment, 4000, "INV-1"));
        assertThat(executed.getCallOutcome()).isEqualTo(CallOutcome.EXECUTED);
        assertThat(executed.getAttempts()).isEqualTo(1);
        assertThat(executed.getHttpStatus()).isEqualTo(200);
        assertThat(executed.isSafeToRetry()).isTrue();
        assertThat(executed).hasMessageContaining("was executed").hasMessageContaining("version");
        PurseEndpoint endpoint = PURSE.context().getEndpoint(CAPTURE + "?outputType=model", PurseEndpoint.class);
        assertThat(endpoint.getMoneyOperations()).isEqualTo(1);
        assertThat(endpoint.getUnknownOutcomes()).isZero();
        Message again = PURSE.succeed(CAPTURE, money(payment, 4000, "INV-1"));
        assertThat(again.getHeader(PurseConstants.DUPLICATE)).isEqualTo(true);
        assertThat(PURSE.amount(payment, "total_captured")).isEqualTo(4000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"voidPayment", "refundPayment"})
    void aReversalWhoseResponsesShowNothingIsResolved(String part) {
        PURSE.succeed(CAPTURE, money(payment, 4000, "INV-1"));
        sandbox.faults().next(part, Fault.edited(ObjectNode::removeAll));
        Message reversed = PURSE.succeed("purse:reversePayment", money(payment, null, "CN-1"));
        assertThat(reversed.getHeader(PurseConstants.TOTAL_VOIDED)).isEqualTo(6000L);
        assertThat(reversed.getHeader(PurseConstants.TOTAL_REFUNDED)).isEqualTo(4000L);
        assertThat(sandbox.payment(payment).path("voids")).hasSize(1);
        assertThat(sandbox.payment(payment).path("refunds")).hasSize(1);
    }

    private void redelivering(String uri) throws Exception {
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(defaultErrorHandler().maximumRedeliveries(2).redeliveryDelay(0));
                from("direct:start").to(uri);
            }
        });
    }

    /** The caller runs a part of the route again, because a step behind the call failed. */
    private void part(String uri) throws Exception {
        AtomicInteger runs = new AtomicInteger();
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:whole")
                        .errorHandler(
                                defaultErrorHandler().maximumRedeliveries(2).redeliveryDelay(0))
                        .to("direct:part");
                from("direct:part")
                        .errorHandler(noErrorHandler())
                        .setProperty("body", body())
                        .to(uri)
                        .process(exchange -> {
                            exchange.getMessage().setBody(exchange.getProperty("body"));
                            failUntil(runs, 2);
                        });
            }
        });
    }

    private static void failUntil(AtomicInteger runs, int last) {
        if (runs.incrementAndGet() < last) {
            throw new IllegalStateException("the ERP is down");
        }
    }

    private String order() {
        ObjectNode order = SampleCalls.request(PurseOperation.createPayment);
        // A part of the order, so that several payments may pay it.
        order.put("entity_id", sandbox.account().entityId()).put("amount", 1000);
        ((ObjectNode) order.at("/split/0")).put("amount", 1000);
        return order.toString();
    }
}
