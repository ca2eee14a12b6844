package io.camelpurse.producer;

import static io.camelpurse.fixture.MoneyMessage.money;
import static io.camelpurse.fixture.Patience.PATIENCE;
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
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.ScriptedServer;
import io.camelpurse.sandbox.Fault;
import io.camelpurse.sandbox.PurseSandbox;
import io.camelpurse.sandbox.state.OperationStatus;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that meet each other, or themselves, at bad moments. Tests {@code MoneyCall} and {@code RecentKeys}. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class InterleavingTest {

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder().sandbox().build();

    private final PurseSandbox sandbox = PURSE.sandbox();

    private static final String CAPTURE = "purse:capturePayment";
    private static final String CAPTURE_ALL = "purse:capturePayment?amount=available";
    private static final String FAILED_CAPTURE = """
        {"id": "c-1", "amount": 4000, "status": "FAILURE", "merchant_reference": "INV-1"%s}\
        """;

    @RegisterExtension
    final PurseExtension otherNode = PurseExtension.builder().sandbox(sandbox).build();

    private String payment;

    @BeforeEach
    void authorize() {
        payment = sandbox.authorizedPayment(10_000, "EUR", "ORD-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {CAPTURE, CAPTURE_ALL})
    void twoNodesWithTheSameDocumentAtTheSameInstantMakeOneOperation(String uri) throws Exception {
        sandbox.faults().next("capturePayment", Fault.running(Duration.ofMillis(300)));
        Object amount = uri.equals(CAPTURE) ? 4000 : null;
        Future<Exchange> here = PURSE.template().asyncSend(uri, with(money(payment, amount, "INV-1")));
        Future<Exchange> there = otherNode.template().asyncSend(uri, with(money(payment, amount, "INV-1")));
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
    void aNodeThatReceivedAnotherAmountStillKnowsTheRightOne() {
        PURSE.succeed(CAPTURE, money(payment, 4000, "INV-1"));
        Exchange wrong = otherNode.template().request(CAPTURE, with(money(payment, 5000, "INV-1")));
        assertThat(wrong.getException()).isInstanceOf(PurseIdempotencyKeyReusedException.class);
        Exchange right = otherNode.template().request(CAPTURE, with(money(payment, 4000, "INV-1")));
        assertThat(right.getException()).isNull();
        assertThat(right.getMessage().getHeader(PurseConstants.DUPLICATE)).isEqualTo(true);
    }

    @Test
    void anAmountThatWasRejectedMayBeCorrected() {
        sandbox.faults().next("capturePayment", Fault.resetBefore());
        PURSE.fail(PurseOutcomeUnknownException.class, CAPTURE + "?maxRetries=0", money(payment, 4000, "INV-1"));
        PURSE.succeed(CAPTURE, money(payment, 5000, "INV-1"));
        assertThat(PURSE.amount(payment, "total_captured")).isEqualTo(5000);
    }

    @Test
    void anAmountThatWasOnlyTriedAndCameThroughIsRecognized() {
        sandbox.faults().next("capturePayment", Fault.dropResponse());
        PURSE.fail(PurseOutcomeUnknownException.class, CAPTURE + "?maxRetries=0", money(payment, 4000, "INV-1"));
        PURSE.fail(PurseIdempotencyKeyReusedException.class, CAPTURE, money(payment, 5000, "INV-1"));
        assertThat(PURSE.amount(payment, "total_captured")).isEqualTo(4000);
    }

    @Test
    void theSameKeyOfTwoAccountsIsTwoKeys() {
        var other = sandbox.addAccount();
        PURSE.succeed(CAPTURE, keyed(payment, 4000, "1"));
        // The other account has no right to this payment, which is for Purse to say and not for our memory.
        assertThat(PURSE.fail(
                                PurseException.class,
                                CAPTURE + "?clientId=" + other.clientId() + "&clientSecret=RAW(" + other.clientSecret()
                                        + ")&apiKey=" + other.apiKey() + "&entityId=" + other.entityId(),
                                keyed(payment, 5000, "1"))
                        .getHttpStatus())
                .isEqualTo(403);
    }

    @Test
    void aLostResponseOfAnOperationThatFailedIsAFailure() {
        sandbox.faults().next("capturePayment", Fault.pendingThen(OperationStatus.FAILURE, Duration.ofSeconds(1)));
        PURSE.succeed(CAPTURE, money(payment, 4000, "INV-1"));
        sandbox.advanceClock(Duration.ofSeconds(2));
        PurseOperationFailedException failure =
                PURSE.fail(PurseOperationFailedException.class, CAPTURE, money(payment, 4000, "INV-1"));
        assertThat(failure.getOperationStatus()).isEqualTo("FAILURE");
        assertThat(PURSE.amount(payment, "total_captured")).isZero();
        assertThat(sandbox.payment(payment).path("captures")).hasSize(1);
    }

    @Test
    void aLostResponseIsAFailureWherePurseNamesTheFailedOperationOfTheKey() throws Exception {
        AtomicInteger captures = new AtomicInteger();
        ScriptedServer server = PURSE.connect(ScriptedServer.withToken((request, socket, output) -> {
            if (request.method().equals("GET")) {
                ScriptedServer.json(
                        output, 200, "{\"id\": \"p-1\", \"captures\": [" + FAILED_CAPTURE.formatted("") + "]}");
            } else if (captures.getAndIncrement() == 0) {
                socket.close();
            } else {
                ScriptedServer.json(output, 409, """
                            {"type": "urn:eu.purse:write-conflict", "resource_id": "c-1"}""");
            }
        }));
        PurseException failure =
                PURSE.fail(CAPTURE + "?paymentId=p-1&amount=4000&merchantReference=INV-1&retryDelay=1");
        assertThat(failure).isInstanceOf(PurseOperationFailedException.class);
        assertThat(failure.isSafeToRetry()).isFalse();
        areOfOneKey(server.calls(), "POST", "POST", "GET");
    }

    /** It may be older than the call, or another call's: only Purse knows what the key was used for. */
    @ParameterizedTest
    @ValueSource(
            strings = {"", ", \"created_at\": \"2026-01-01T00:00:00Z\"", ", \"created_at\": \"2099-01-01T00:00:00Z\""})
    void aFailureWithTheSameReferenceIsNotTakenForTheOutcomeOfALostResponse(String created) throws Exception {
        AtomicInteger captures = new AtomicInteger();
        String failed = FAILED_CAPTURE.formatted(created);
        String visibleLater = "," + failed.replace("c-1", "c-2").replace("FAILURE", "SUCCESS");
        ScriptedServer server = PURSE.connect(ScriptedServer.withToken((request, socket, output) -> {
            if (request.method().equals("GET")) {
                String others = captures.get() == 1 ? "" : visibleLater;
                ScriptedServer.json(output, 200, "{\"id\": \"p-1\", \"captures\": [" + failed + others + "]}");
            } else if (captures.getAndIncrement() == 0) {
                socket.close();
            } else {
                ScriptedServer.json(output, 409, """
                            {"type": "urn:eu.purse:write-conflict", "resource_id": "c-2"}""");
            }
        }));
        Message response = PURSE.succeed(CAPTURE + "?paymentId=p-1&amount=4000&merchantReference=INV-1&retryDelay=1");
        assertThat(response.getHeaders())
                .containsEntry(PurseConstants.OPERATION_ID, "c-2")
                .containsEntry(PurseConstants.OPERATION_STATUS, "SUCCESS")
                .containsEntry(PurseConstants.DUPLICATE, true);
        areOfOneKey(server.calls(), "POST", "POST", "GET");
    }

    @Test
    void aKeyOfAnotherKindOfOperationIsNoSuccess() {
        PURSE.succeed(CAPTURE, keyed(payment, 4000, "my-key"));
        Exchange voided = otherNode.template().request("purse:voidPayment", with(keyed(payment, 4000, "my-key")));
        assertThat(voided.getException())
                .isInstanceOf(PurseIdempotencyKeyReusedException.class)
                .hasMessageContaining("was used for the capture");
        assertThat(PURSE.amount(payment, "total_voided")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",\"resource_id\":null"})
    void aConflictThatDoesNotNameTheOperationIsResolvedByTheReference(String resource) {
        Message first = PURSE.succeed(CAPTURE, money(payment, 4000, "INV-1"));
        sandbox.faults().next("capturePayment", conflict(resource));
        Message second = PURSE.succeed(CAPTURE, money(payment, 4000, "INV-1"));
        assertThat(second.getHeader(PurseConstants.OPERATION_ID))
                .isEqualTo(first.getHeader(PurseConstants.OPERATION_ID));
    }

    @Test
    void aConflictThatNamesAnOperationIsNotResolvedToAnotherWithTheSameReference() {
        PURSE.succeed(CAPTURE, money(payment, 4000, "INV-1"));
        sandbox.faults().next("capturePayment", conflict(",\"resource_id\":\"nobody-knows\""));
        PurseOutcomeUnknownException failure = PURSE.fail(
                PurseOutcomeUnknownException.class, CAPTURE + "?totalTimeout=600", money(payment, 4000, "INV-1"));
        assertThat(failure.getHttpStatus()).isEqualTo(409);
        assertThat(failure.isSafeToRetry()).isTrue();
        assertThat(PURSE.requests("capturePayment")).hasSize(2);
        assertThat(PURSE.requests("getPayment")).isNotEmpty();
    }

    @Test
    void aConflictAboutTheRoutesOwnKeyIsResolvedByTheReferenceWhereItNamesNothing() {
        Consumer<Message> request = message -> {
            money(payment, 4000, "INV-1").accept(message);
            message.setHeader(PurseConstants.IDEMPOTENCY_KEY, "my-key");
        };
        PURSE.succeed(CAPTURE, request);
        sandbox.faults().next("capturePayment", conflict(""));
        assertThat(PURSE.succeed(CAPTURE, request).getHeader(PurseConstants.DUPLICATE))
                .isEqualTo(true);
    }

    @Test
    void aConflictAboutTheRoutesOwnKeyIsNotResolvedToAnotherPartOfTheDocument() {
        PURSE.succeed(CAPTURE, message -> {
            money(payment, 4000, "INV-1").accept(message);
            message.setHeader(PurseConstants.IDEMPOTENCY_KEY, "part-1");
        });
        sandbox.faults().next("capturePayment", conflict(",\"resource_id\":\"still-running\""));
        PURSE.fail(PurseOutcomeUnknownException.class, CAPTURE + "?totalTimeout=600", message -> {
            money(payment, 4000, "INV-1").accept(message);
            message.setHeader(PurseConstants.IDEMPOTENCY_KEY, "part-2");
        });
    }

    @Test
    void allThatIsAvailableIsReadAgainWhereAnotherCaptureCameBetween() throws Exception {
        AtomicInteger captures = new AtomicInteger();
        ScriptedServer server = PURSE.connect(ScriptedServer.withToken((request, socket, output) -> {
            if (request.method().equals("GET")) {
                int available = captures.get() == 0 ? 10_000 : 6_000;
                ScriptedServer.json(
                        output, 200, "{\"id\": \"p-1\", \"amounts\": {\"available_to_capture\": " + available + "}}");
            } else if (captures.getAndIncrement() == 0) {
                ScriptedServer.json(output, 400, "{\"title\": \"not so much\"}");
            } else {
                ScriptedServer.json(output, 200, ScriptedServer.captured(request));
            }
        }));
        Message response = PURSE.succeed(CAPTURE_ALL + "&paymentId=p-1&merchantReference=INV-2&retryDelay=1");
        assertThat(response.getHeader(PurseConstants.OPERATION_ID)).isEqualTo("c-1");
        List<ScriptedServer.Request> calls = server.calls();
        assertThat(calls).extracting(ScriptedServer.Request::method).containsExactly("GET", "POST", "GET", "POST");
        assertThat(calls.get(1).body()).contains("10000");
        assertThat(calls.get(3).body()).contains("6000");
        assertThat(calls.get(3).headers().get("x-idempotency-key"))
                .isEqualTo(calls.get(1).headers().get("x-idempotency-key"));
    }

    @Test
    void withRetriesOffARejectionOfWhatWasAvailableIsARejection() {
        sandbox.faults().next("capturePayment", Fault.status(400));
        PURSE.fail(PurseRejectedException.class, CAPTURE_ALL + "&maxRetries=0", money(payment, null, "INV-2"));
        assertThat(PURSE.requests("capturePayment")).hasSize(1);
    }

    @Test
    void allThatIsAvailableUnderARandomKeySurvivesCamelsRedelivery() throws Exception {
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(defaultErrorHandler().maximumRedeliveries(2).redeliveryDelay(10));
                from("direct:all").to(CAPTURE_ALL + "&maxRetries=0&requireMerchantReference=false");
            }
        });
        sandbox.faults().next("capturePayment", Fault.dropResponse());
        Message response = PURSE.succeed("direct:all", money(payment, null, null));
        assertThat(response.getHeader(PurseConstants.DUPLICATE)).isEqualTo(true);
        assertThat(response.getHeader(PurseConstants.TOTAL_CAPTURED)).isEqualTo(10_000L);
    }

    @Test
    void aConflictThatCannotBeReadIsResolved() {
        PURSE.succeed(CAPTURE, money(payment, 4000, "INV-1"));
        sandbox.faults().next("capturePayment", Fault.malformedJson());
        Message response = PURSE.succeed(CAPTURE, money(payment, 4000, "INV-1"));
        assertThat(response.getHeader(PurseConstants.DUPLICATE)).isEqualTo(true);
        assertThat(PURSE.requests("capturePayment")).hasSize(3);
    }

    @Test
    void aConflictThatCanNeverBeReadLeavesTheOutcomeUnknown() {
        PURSE.succeed(CAPTURE, keyed(payment, 4000, "my-key"));
        sandbox.faults().always("capturePayment", Fault.malformedJson());
        PurseOutcomeUnknownException failure =
                PURSE.fail(PurseOutcomeUnknownException.class, CAPTURE, keyed(payment, 4000, "my-key"));
        assertThat(failure.isSafeToRetry()).isTrue();
        assertThat(failure.getAttempts()).isEqualTo(4);
    }

    @Test
    void aConflictWhosePaymentMayNotBeReadIsUnknownAtOnce() {
        PURSE.succeed(CAPTURE, money(payment, 4000, "INV-1"));
        sandbox.faults().always("getPayment", Fault.forbidden());
        PURSE.fail(PurseOutcomeUnknownException.class, CAPTURE, money(payment, 4000, "INV-1"));
        assertThat(PURSE.requests("getPayment")).hasSize(1);
    }

    @Test
    void aDeadlineThatEndsInTheMiddleOfRecoveryLeavesTheOutcomeUnknown() {
        sandbox.faults().next("capturePayment", Fault.dropResponse());
        sandbox.faults().always("getPayment", Fault.latency(Duration.ofSeconds(5)));
        PurseOutcomeUnknownException failure = PURSE.fail(
                PurseOutcomeUnknownException.class, CAPTURE + "?totalTimeout=700", money(payment, 4000, "INV-1"));
        assertThat(failure).hasMessageContaining("urn:eu.purse:write-conflict");
        assertThat(failure.getIdempotencyKey()).isEqualTo(IdempotencyKeys.derive(payment, "capturePayment", "INV-1"));
        sandbox.faults().clear();
        assertThat(PURSE.succeed(CAPTURE, money(payment, 4000, "INV-1")).getHeader(PurseConstants.DUPLICATE))
                .isEqualTo(true);
        assertThat(PURSE.amount(payment, "total_captured")).isEqualTo(4000);
    }

    @Test
    void aDeadlineThatEndsInTheMiddleOfAConflictLeavesTheOutcomeUnknown() {
        PURSE.succeed(CAPTURE, money(payment, 4000, "INV-1"));
        sandbox.faults().always("getPayment", Fault.status(503));
        PurseOutcomeUnknownException failure = PURSE.fail(
                PurseOutcomeUnknownException.class, CAPTURE + "?totalTimeout=700", money(payment, 4000, "INV-1"));
        assertThat(failure.getCallOutcome()).isEqualTo(CallOutcome.UNKNOWN);
        assertThat(failure.getHttpStatus()).isEqualTo(409);
    }

    @Test
    void stoppingWhileAnOperationIsPolledReturnsItAsItWasReadLast() throws Exception {
        sandbox.faults().next("capturePayment", Fault.pending());
        Future<Exchange> pending =
                PURSE.template().asyncSend(CAPTURE + "?completionTimeout=60s", with(money(payment, 4000, "INV-1")));
        await().until(() -> !PURSE.requests("getPayment").isEmpty());
        PURSE.context().getComponent("purse").stop();
        Message response = pending.get(PATIENCE, TimeUnit.SECONDS).getMessage();
        assertThat(response.getHeader(PurseConstants.OPERATION_STATUS)).isEqualTo("PENDING");
        assertThat(response.getExchange().getException()).isNull();
    }

    @Test
    void stoppingDuringRecoveryLeavesTheOutcomeUnknown() throws Exception {
        sandbox.faults().next("capturePayment", Fault.dropResponse());
        sandbox.faults().always("getPayment", Fault.latency(Duration.ofMinutes(10)));
        Future<Exchange> pending =
                PURSE.template().asyncSend(CAPTURE + "?responseTimeout=60s", with(money(payment, 4000, "INV-1")));
        await().until(() -> !PURSE.requests("getPayment").isEmpty());
        PURSE.context().getComponent("purse").stop();
        assertThat(pending.get(PATIENCE, TimeUnit.SECONDS).getException())
                .isInstanceOf(PurseOutcomeUnknownException.class);
    }

    @Test
    void aPolledOperationThatBecomesUncertainIsReturnedAsUncertain() {
        sandbox.faults().next("capturePayment", Fault.pendingThen(OperationStatus.UNCERTAIN, Duration.ofSeconds(1)));
        Future<Exchange> followed =
                PURSE.template().asyncSend(CAPTURE + "?completionTimeout=30s", with(money(payment, 4000, "INV-1")));
        await().until(() -> !PURSE.requests("getPayment").isEmpty());
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
        return Fault.response(
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
            Exchange exchange = pending.get(PATIENCE, TimeUnit.SECONDS);
            assertThat(exchange.getException()).isNull();
            return exchange.getMessage();
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }
}
