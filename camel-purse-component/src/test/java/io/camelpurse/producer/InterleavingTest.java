package io.camelpurse.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelpurse.CallOutcome;
import io.camelpurse.IdempotencyKeys;
import io.camelpurse.PurseConstants;
import io.camelpurse.PurseException;
import io.camelpurse.PurseIdempotencyKeyReusedException;
import io.camelpurse.PurseOperationFailedException;
import io.camelpurse.PurseOutcomeUnknownException;
import io.camelpurse.PurseRejectedException;
import io.camelpurse.fixture.PurseContext;
import io.camelpurse.fixture.SandboxRoutes;
import io.camelpurse.fixture.ScriptedServer;
import io.camelpurse.sandbox.Fault;
import io.camelpurse.sandbox.books.OperationStatus;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that meet each other, or themselves, at bad moments. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class InterleavingTest extends SandboxRoutes {

    private static final String CAPTURE = "purse:capturePayment";
    private static final String CAPTURE_ALL = "purse:capturePayment?amount=available";
    private static final String FAILED_CAPTURE = """
            {"id": "c-1", "amount": 4000, "status": "FAILURE", "merchant_reference": "INV-1"%s}""";

    private final CamelContext otherNode = new DefaultCamelContext();
    private ProducerTemplate otherTemplate;
    private String payment;

    @BeforeEach
    void authorize() {
        payment = sandbox.authorizedPayment(10_000, "EUR", "ORD-1");
        connect(otherNode, sandbox);
        otherNode.start();
        otherTemplate = otherNode.createProducerTemplate();
    }

    @AfterEach
    void stopOtherNode() {
        otherNode.stop();
    }

    @ParameterizedTest
    @ValueSource(strings = {CAPTURE, CAPTURE_ALL})
    void twoNodesWithTheSameDocumentAtTheSameInstantMakeOneOperation(String uri) throws Exception {
        sandbox.faults().next("capturePayment", Fault.running(Duration.ofMillis(300)));
        Object amount = uri.equals(CAPTURE) ? 4000 : null;
        Future<Exchange> here = template.asyncSend(uri, with(money(payment, amount, "INV-1")));
        Future<Exchange> there = otherTemplate.asyncSend(uri, with(money(payment, amount, "INV-1")));
        Message first = result(here);
        Message second = result(there);
        assertThat(first.getHeader(PurseConstants.OPERATION_ID))
                .isNotNull()
                .isEqualTo(second.getHeader(PurseConstants.OPERATION_ID));
        assertThat(List.of(first.getHeader(PurseConstants.DUPLICATE), second.getHeader(PurseConstants.DUPLICATE)))
                .containsExactlyInAnyOrder(true, false);
        assertThat(sandbox.payment(payment).path("captures")).hasSize(1);
        sandbox.assertMovedExactlyOnce("ORD-1");
    }

    @Test
    void aNodeThatWasToldOfAnotherAmountStillKnowsTheRightOne() {
        answer(CAPTURE, money(payment, 4000, "INV-1"));
        Exchange wrong = otherTemplate.request(CAPTURE, with(money(payment, 5000, "INV-1")));
        assertThat(wrong.getException()).isInstanceOf(PurseIdempotencyKeyReusedException.class);
        Exchange right = otherTemplate.request(CAPTURE, with(money(payment, 4000, "INV-1")));
        assertThat(right.getException()).isNull();
        assertThat(right.getMessage().getHeader(PurseConstants.DUPLICATE)).isEqualTo(true);
    }

    @Test
    void anAmountThatWasOnlyTriedMayBeMended() {
        sandbox.faults().next("capturePayment", Fault.resetBefore());
        failure(PurseOutcomeUnknownException.class, CAPTURE + "?maxRetries=0", money(payment, 4000, "INV-1"));
        answer(CAPTURE, money(payment, 5000, "INV-1"));
        assertThat(amount(payment, "total_captured")).isEqualTo(5000);
    }

    @Test
    void anAmountThatWasOnlyTriedAndCameThroughIsFoundOut() {
        sandbox.faults().next("capturePayment", Fault.dropResponse());
        failure(PurseOutcomeUnknownException.class, CAPTURE + "?maxRetries=0", money(payment, 4000, "INV-1"));
        failure(PurseIdempotencyKeyReusedException.class, CAPTURE, money(payment, 5000, "INV-1"));
        assertThat(amount(payment, "total_captured")).isEqualTo(4000);
    }

    @Test
    void theSameKeyOfTwoAccountsIsTwoKeys() {
        var other = sandbox.addAccount();
        answer(CAPTURE, keyed(payment, 4000, "1"));
        // The other account has no right to this payment, which is for Purse to say and not for our memory.
        assertThat(failure(
                                PurseException.class,
                                CAPTURE + "?clientId=" + other.clientId() + "&clientSecret=RAW(" + other.clientSecret()
                                        + ")&apiKey=" + other.apiKey() + "&entityId=" + other.entityId(),
                                keyed(payment, 5000, "1"))
                        .getHttpStatus())
                .isEqualTo(403);
    }

    @Test
    void aLostAnswerOfAnOperationThatFailedIsAFailure() {
        sandbox.faults().next("capturePayment", Fault.pendingThen(OperationStatus.FAILURE, Duration.ofSeconds(1)));
        answer(CAPTURE, money(payment, 4000, "INV-1"));
        sandbox.advanceClock(Duration.ofSeconds(2));
        PurseOperationFailedException failure =
                failure(PurseOperationFailedException.class, CAPTURE, money(payment, 4000, "INV-1"));
        assertThat(failure.getOperationStatus()).isEqualTo("FAILURE");
        assertThat(amount(payment, "total_captured")).isZero();
        assertThat(sandbox.payment(payment).path("captures")).hasSize(1);
    }

    @Test
    void aLostResponseIsAFailureWherePurseNamesTheFailedOperationOfTheKey() throws Exception {
        AtomicInteger captures = new AtomicInteger();
        try (ScriptedServer server = ScriptedServer.withToken((request, socket, output) -> {
                    if (request.method().equals("GET")) {
                        ScriptedServer.json(
                                output, 200, "{\"id\": \"p-1\", \"captures\": [" + FAILED_CAPTURE.formatted("") + "]}");
                    } else if (captures.getAndIncrement() == 0) {
                        socket.close();
                    } else {
                        ScriptedServer.json(output, 409, """
                            {"type": "urn:eu.purse:write-conflict", "resource_id": "c-1"}""");
                    }
                });
                PurseContext purse = PurseContext.calling(server)) {
            PurseException failure =
                    purse.fail(CAPTURE + "?paymentId=p-1&amount=4000&merchantReference=INV-1&retryDelay=1");
            assertThat(failure).isInstanceOf(PurseOperationFailedException.class);
            assertThat(failure.isSafeToRetry()).isFalse();
            areOfOneKey(server.calls(), "POST", "GET", "POST", "GET");
        }
    }

    /** It may be older than the call, or another call's: only Purse knows what the key was used for. */
    @ParameterizedTest
    @ValueSource(
            strings = {"", ", \"created_at\": \"2026-01-01T00:00:00Z\"", ", \"created_at\": \"2099-01-01T00:00:00Z\""})
    void aFailureWithTheSameReferenceIsNotTakenForTheOutcomeOfALostResponse(String created) throws Exception {
        AtomicInteger captures = new AtomicInteger();
        String failed = FAILED_CAPTURE.formatted(created);
        String visibleLater = "," + failed.replace("c-1", "c-2").replace("FAILURE", "SUCCESS");
        try (ScriptedServer server = ScriptedServer.withToken((request, socket, output) -> {
                    if (request.method().equals("GET")) {
                        String others = captures.get() == 1 ? "" : visibleLater;
                        ScriptedServer.json(output, 200, "{\"id\": \"p-1\", \"captures\": [" + failed + others + "]}");
                    } else if (captures.getAndIncrement() == 0) {
                        socket.close();
                    } else {
                        ScriptedServer.json(output, 409, """
                            {"type": "urn:eu.purse:write-conflict", "resource_id": "c-2"}""");
                    }
                });
                PurseContext purse = PurseContext.calling(server)) {
            Exchange exchange =
                    purse.succeed(CAPTURE + "?paymentId=p-1&amount=4000&merchantReference=INV-1&retryDelay=1");
            assertThat(exchange.getMessage().getHeaders())
                    .containsEntry(PurseConstants.OPERATION_ID, "c-2")
                    .containsEntry(PurseConstants.OPERATION_STATUS, "SUCCESS")
                    .containsEntry(PurseConstants.DUPLICATE, true);
            areOfOneKey(server.calls(), "POST", "GET", "POST", "GET");
        }
    }

    @Test
    void aCaptureIsFoundBesideAFailureWithTheSameReference() throws Exception {
        AtomicInteger captures = new AtomicInteger();
        try (ScriptedServer server = ScriptedServer.withToken((request, socket, output) -> {
                    if (request.method().equals("GET")) {
                        ScriptedServer.json(
                                output,
                                200,
                                "{\"id\": \"p-1\", \"captures\": ["
                                        + FAILED_CAPTURE.formatted("")
                                        + ","
                                        + FAILED_CAPTURE
                                                .formatted("")
                                                .replace("c-1", "c-2")
                                                .replace("FAILURE", "SUCCESS")
                                        + "]}");
                    } else if (captures.getAndIncrement() == 0) {
                        socket.close();
                    }
                });
                PurseContext purse = PurseContext.calling(server)) {
            Exchange exchange =
                    purse.succeed(CAPTURE + "?paymentId=p-1&amount=4000&merchantReference=INV-1&retryDelay=1");
            assertThat(exchange.getMessage().getHeader(PurseConstants.OPERATION_ID))
                    .isEqualTo("c-2");
            areOfOneKey(server.calls(), "POST", "GET");
        }
    }

    @Test
    void aKeyThatStandsForAnotherKindOfOperationIsNoSuccess() {
        answer(CAPTURE, keyed(payment, 4000, "my-key"));
        Exchange voided = otherTemplate.request("purse:voidPayment", with(keyed(payment, 4000, "my-key")));
        assertThat(voided.getException())
                .isInstanceOf(PurseIdempotencyKeyReusedException.class)
                .hasMessageContaining("was used for the capture");
        assertThat(amount(payment, "total_voided")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",\"resource_id\":null"})
    void aConflictThatDoesNotNameTheOperationIsResolvedByTheReference(String resource) {
        Message first = answer(CAPTURE, money(payment, 4000, "INV-1"));
        sandbox.faults().next("capturePayment", conflict(resource));
        Message second = answer(CAPTURE, money(payment, 4000, "INV-1"));
        assertThat(second.getHeader(PurseConstants.OPERATION_ID))
                .isEqualTo(first.getHeader(PurseConstants.OPERATION_ID));
    }

    @Test
    void aConflictThatNamesAnOperationIsNotResolvedToAnotherWithTheSameReference() {
        answer(CAPTURE, money(payment, 4000, "INV-1"));
        sandbox.faults().next("capturePayment", conflict(",\"resource_id\":\"nobody-knows\""));
        PurseOutcomeUnknownException failure = failure(
                PurseOutcomeUnknownException.class, CAPTURE + "?totalTimeout=600", money(payment, 4000, "INV-1"));
        assertThat(failure.getHttpStatus()).isEqualTo(409);
        assertThat(failure.isSafeToRetry()).isTrue();
        assertThat(arrived("capturePayment")).hasSize(2);
        assertThat(arrived("getPayment")).isNotEmpty();
    }

    @Test
    void aConflictAboutTheRoutesOwnKeyIsResolvedByTheReferenceWhereItNamesNothing() {
        Consumer<Message> request = message -> {
            money(payment, 4000, "INV-1").accept(message);
            message.setHeader(PurseConstants.IDEMPOTENCY_KEY, "my-key");
        };
        answer(CAPTURE, request);
        sandbox.faults().next("capturePayment", conflict(""));
        assertThat(answer(CAPTURE, request).getHeader(PurseConstants.DUPLICATE)).isEqualTo(true);
    }

    @Test
    void aConflictAboutTheRoutesOwnKeyIsNotResolvedToAnotherPartOfTheDocument() {
        answer(CAPTURE, message -> {
            money(payment, 4000, "INV-1").accept(message);
            message.setHeader(PurseConstants.IDEMPOTENCY_KEY, "part-1");
        });
        sandbox.faults().next("capturePayment", conflict(",\"resource_id\":\"still-running\""));
        failure(PurseOutcomeUnknownException.class, CAPTURE + "?totalTimeout=600", message -> {
            money(payment, 4000, "INV-1").accept(message);
            message.setHeader(PurseConstants.IDEMPOTENCY_KEY, "part-2");
        });
    }

    @Test
    void allThatIsAvailableIsReadAgainWhereAnotherCaptureCameBetween() throws Exception {
        AtomicInteger captures = new AtomicInteger();
        try (ScriptedServer server = ScriptedServer.withToken((request, socket, output) -> {
                    if (request.method().equals("GET")) {
                        int available = captures.get() == 0 ? 10_000 : 6_000;
                        ScriptedServer.json(
                                output,
                                200,
                                "{\"id\": \"p-1\", \"amounts\": {\"available_to_capture\": " + available + "}}");
                    } else if (captures.getAndIncrement() == 0) {
                        ScriptedServer.json(output, 400, "{\"title\": \"not so much\"}");
                    } else {
                        ScriptedServer.json(output, 200, ScriptedServer.captured(request));
                    }
                });
                PurseContext purse = PurseContext.calling(server)) {
            Exchange answer = purse.succeed(CAPTURE_ALL + "&paymentId=p-1&merchantReference=INV-2&retryDelay=1");
            assertThat(answer.getMessage().getHeader(PurseConstants.OPERATION_ID))
                    .isEqualTo("c-1");
            List<ScriptedServer.Request> calls = server.calls();
            assertThat(calls).extracting(ScriptedServer.Request::method).containsExactly("GET", "POST", "GET", "POST");
            assertThat(calls.get(1).body()).contains("10000");
            assertThat(calls.get(3).body()).contains("6000");
            assertThat(calls.get(3).headers().get("x-idempotency-key"))
                    .isEqualTo(calls.get(1).headers().get("x-idempotency-key"));
        }
    }

    @Test
    void withRetriesOffARefusalOfWhatWasAvailableIsARefusal() {
        sandbox.faults().next("capturePayment", Fault.status(400));
        failure(PurseRejectedException.class, CAPTURE_ALL + "&maxRetries=0", money(payment, null, "INV-2"));
        assertThat(arrived("capturePayment")).hasSize(1);
    }

    @Test
    void allThatIsAvailableUnderARandomKeySurvivesCamelsRedelivery() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(defaultErrorHandler().maximumRedeliveries(2).redeliveryDelay(10));
                from("direct:all").to(CAPTURE_ALL + "&maxRetries=0&requireMerchantReference=false");
            }
        });
        sandbox.faults().next("capturePayment", Fault.dropResponse());
        Message answer = answer("direct:all", money(payment, null, null));
        assertThat(answer.getHeader(PurseConstants.DUPLICATE)).isEqualTo(true);
        assertThat(answer.getHeader(PurseConstants.TOTAL_CAPTURED)).isEqualTo(10_000L);
    }

    @Test
    void aConflictThatCannotBeReadIsLookedInto() {
        answer(CAPTURE, money(payment, 4000, "INV-1"));
        sandbox.faults().next("capturePayment", Fault.malformedJson());
        Message answer = answer(CAPTURE, money(payment, 4000, "INV-1"));
        assertThat(answer.getHeader(PurseConstants.DUPLICATE)).isEqualTo(true);
        assertThat(arrived("capturePayment")).hasSize(2);
    }

    @Test
    void aConflictThatCanNeverBeReadLeavesTheOutcomeUnknown() {
        answer(CAPTURE, keyed(payment, 4000, "my-key"));
        sandbox.faults().always("capturePayment", Fault.malformedJson());
        PurseOutcomeUnknownException failure =
                failure(PurseOutcomeUnknownException.class, CAPTURE, keyed(payment, 4000, "my-key"));
        assertThat(failure.isSafeToRetry()).isTrue();
        assertThat(failure.getAttempts()).isEqualTo(4);
    }

    @Test
    void aConflictWhosePaymentMayNotBeReadIsUnknownAtOnce() {
        answer(CAPTURE, money(payment, 4000, "INV-1"));
        sandbox.faults().always("getPayment", Fault.forbidden());
        long begin = System.nanoTime();
        failure(PurseOutcomeUnknownException.class, CAPTURE, money(payment, 4000, "INV-1"));
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void aDeadlineThatEndsInTheMiddleOfRecoveryLeavesTheOutcomeUnknown() {
        sandbox.faults().next("capturePayment", Fault.dropResponse());
        sandbox.faults().always("getPayment", Fault.latency(Duration.ofSeconds(5)));
        long begin = System.nanoTime();
        PurseOutcomeUnknownException failure = failure(
                PurseOutcomeUnknownException.class, CAPTURE + "?totalTimeout=700", money(payment, 4000, "INV-1"));
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));
        assertThat(failure.getIdempotencyKey()).isEqualTo(IdempotencyKeys.derive(payment, "capturePayment", "INV-1"));
        sandbox.faults().clear();
        assertThat(answer(CAPTURE, money(payment, 4000, "INV-1")).getHeader(PurseConstants.DUPLICATE))
                .isEqualTo(true);
        assertThat(amount(payment, "total_captured")).isEqualTo(4000);
    }

    @Test
    void aDeadlineThatEndsInTheMiddleOfAConflictLeavesTheOutcomeUnknown() {
        answer(CAPTURE, money(payment, 4000, "INV-1"));
        sandbox.faults().always("getPayment", Fault.status(503));
        PurseOutcomeUnknownException failure = failure(
                PurseOutcomeUnknownException.class, CAPTURE + "?totalTimeout=700", money(payment, 4000, "INV-1"));
        assertThat(failure.getCallOutcome()).isEqualTo(CallOutcome.UNKNOWN);
        assertThat(failure.getHttpStatus()).isEqualTo(409);
    }

    @Test
    void stoppingWhileAnOperationIsFollowedHandsItOnAsItWasSeenLast() throws Exception {
        sandbox.faults().next("capturePayment", Fault.pending());
        Future<Exchange> pending =
                template.asyncSend(CAPTURE + "?completionTimeout=60s", with(money(payment, 4000, "INV-1")));
        await().until(() -> !arrived("getPayment").isEmpty());
        context.getComponent("purse").stop();
        Message answer = pending.get(5, TimeUnit.SECONDS).getMessage();
        assertThat(answer.getHeader(PurseConstants.OPERATION_STATUS)).isEqualTo("PENDING");
        assertThat(answer.getExchange().getException()).isNull();
    }

    @Test
    void stoppingWhileALostAnswerIsLookedForLeavesTheOutcomeUnknown() throws Exception {
        sandbox.faults().next("capturePayment", Fault.dropResponse());
        sandbox.faults().always("getPayment", Fault.latency(Duration.ofSeconds(30)));
        Future<Exchange> pending = template.asyncSend(CAPTURE, with(money(payment, 4000, "INV-1")));
        await().until(() -> !arrived("getPayment").isEmpty());
        context.getComponent("purse").stop();
        assertThat(pending.get(5, TimeUnit.SECONDS).getException()).isInstanceOf(PurseOutcomeUnknownException.class);
    }

    @Test
    void aFollowedOperationThatBecomesUncertainIsHandedOnAsThat() {
        sandbox.faults().next("capturePayment", Fault.pendingThen(OperationStatus.UNCERTAIN, Duration.ofSeconds(1)));
        Future<Exchange> followed =
                template.asyncSend(CAPTURE + "?completionTimeout=30s", with(money(payment, 4000, "INV-1")));
        await().until(() -> !arrived("getPayment").isEmpty());
        sandbox.advanceClock(Duration.ofSeconds(2));
        assertThat(result(followed).getHeader(PurseConstants.OPERATION_STATUS)).isEqualTo("UNCERTAIN");
    }

    private static void areOfOneKey(List<ScriptedServer.Request> calls, String... methods) {
        assertThat(calls).extracting(ScriptedServer.Request::method).containsExactly(methods);
        assertThat(calls.stream()
                        .filter(request -> request.method().equals("POST"))
                        .map(request -> request.headers().get("x-idempotency-key"))
                        .distinct())
                .hasSize(1)
                .doesNotContainNull();
    }

    private static Fault conflict(String resource) {
        return Fault.answer(
                409,
                "application/problem+json",
                "{\"type\":\"urn:eu.purse:write-conflict\",\"title\":\"Idempotency violation\",\"status\":409"
                        + resource + "}");
    }

    private static Processor with(Consumer<Message> request) {
        return exchange -> request.accept(exchange.getMessage());
    }

    private static Consumer<Message> keyed(String payment, Object amount, String key) {
        return message -> {
            money(payment, amount, null).accept(message);
            message.setHeader(PurseConstants.IDEMPOTENCY_KEY, key);
        };
    }

    private static Message result(Future<Exchange> pending) {
        try {
            Exchange exchange = pending.get(30, TimeUnit.SECONDS);
            assertThat(exchange.getException()).isNull();
            return exchange.getMessage();
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }
}
