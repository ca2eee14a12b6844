package io.camelpurse.client;

import static io.camelpurse.fixture.MoneyMessage.money;
import static io.camelpurse.fixture.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camelpurse.CallOutcome;
import io.camelpurse.PurseAuthenticationException;
import io.camelpurse.PurseConstants;
import io.camelpurse.PurseException;
import io.camelpurse.PurseIdempotencyKeyReusedException;
import io.camelpurse.PurseOperationFailedException;
import io.camelpurse.PurseOutcomeUnknownException;
import io.camelpurse.PurseRejectedException;
import io.camelpurse.PurseUnavailableException;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.sandbox.Fault;
import io.camelpurse.sandbox.PurseSandbox;
import io.camelpurse.sandbox.state.OperationStatus;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A reversal that is interrupted, repeated and raced. Tests {@link ReversalCall}, {@link ReversalRequest},
 * {@link ReversalProgress}, {@link ReversalPlanning}, {@link PartReversal}, {@link WholeReversal},
 * {@link ReversalVerification}, {@link PendingChanges} and {@link ReversalState}.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ReversalCallTest {

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder().sandbox().build();

    private final PurseSandbox sandbox = PURSE.sandbox();

    private static final String REVERSE = "purse:reversePayment";
    private String payment;

    @BeforeEach
    void capturePart() {
        payment = sandbox.authorizedPayment(10_000, "EUR", "ORD-1");
        PURSE.succeed("purse:capturePayment", money(payment, 4000, "INV-1"));
    }

    @ParameterizedTest
    @CsvSource({
        "getPayment, resetBefore",
        "getPayment, status",
        "voidPayment, resetBefore",
        "voidPayment, dropResponse",
        "voidPayment, status",
        "voidPayment, malformed",
        "refundPayment, resetBefore",
        "refundPayment, dropResponse",
        "refundPayment, status",
        "refundPayment, malformed"
    })
    void aReversalThatIsInterruptedAnywhereIsFinishedByTheNext(String operation, String fault) {
        sandbox.faults()
                .next(
                        operation,
                        switch (fault) {
                            case "resetBefore" -> Fault.resetBefore();
                            case "dropResponse" -> Fault.dropResponse();
                            case "malformed" -> Fault.malformedJson();
                            default -> Fault.status(503);
                        });
        PurseException failure =
                PURSE.fail(PurseException.class, REVERSE + "?maxRetries=0", money(payment, 7000, "CN-1"));
        assertThat(failure.isSafeToRetry()).isTrue();
        Message response = PURSE.succeed(REVERSE, money(payment, 7000, "CN-1"));
        assertThat(response.getHeader(PurseConstants.TOTAL_VOIDED)).isEqualTo(6000L);
        assertThat(response.getHeader(PurseConstants.TOTAL_REFUNDED)).isEqualTo(1000L);
        assertThat(sandbox.payment(payment).path("voids")).hasSize(1);
        assertThat(sandbox.payment(payment).path("refunds")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {5000, 6000, 6500, 8000})
    void anotherAmountUnderTheSameReferenceIsNeverASuccess(int amount) {
        PURSE.succeed(REVERSE, money(payment, 7000, "CN-1"));
        PURSE.fail(PurseIdempotencyKeyReusedException.class, REVERSE, money(payment, amount, "CN-1"));
        assertThat(PURSE.amount(payment, "total_refunded")).isEqualTo(1000);
    }

    /** The void left something open, so it was all of its reversal. */
    @ParameterizedTest
    @ValueSource(ints = {999, 1001, 1500, 9000})
    void anotherAmountBehindAVoidThatLeftSomethingOpenIsNeverASuccess(int amount) {
        PURSE.succeed(REVERSE, money(payment, 1000, "CN-1"));
        PURSE.fail(PurseIdempotencyKeyReusedException.class, REVERSE, money(payment, amount, "CN-1"));
        assertThat(PURSE.amount(payment, "total_voided")).isEqualTo(1000);
        assertThat(PURSE.amount(payment, "total_refunded")).isZero();
    }

    /** What was open then was captured or voided since. */
    @Test
    void anotherAmountIsRejectedAlsoOnceNothingIsOpenAnyMore() throws Exception {
        PURSE.succeed(REVERSE, money(payment, 1000, "CN-1"));
        PURSE.renew();
        PURSE.succeed("purse:capturePayment?amount=available", money(payment, null, "INV-2"));
        PURSE.fail(PurseIdempotencyKeyReusedException.class, REVERSE, money(payment, 1500, "CN-1"));
        assertThat(PURSE.amount(payment, "total_refunded")).isZero();
    }

    @Test
    void aReversalOfTheWholeUnderTheReferenceOfAPartIsNeverASuccess() {
        PURSE.succeed(REVERSE, money(payment, 7000, "CN-1"));
        assertThat(PURSE.fail(PurseIdempotencyKeyReusedException.class, REVERSE, money(payment, null, "CN-1")))
                .hasMessageContaining("idempotency key");
        assertThat(PURSE.succeed(REVERSE, money(payment, null, "CN-2")).getHeader(PurseConstants.TOTAL_REFUNDED))
                .isEqualTo(4000L);
    }

    /** The read lags behind the capture. */
    @ParameterizedTest
    @NullSource
    @ValueSource(ints = 7000)
    void whatAnotherOperationHasTakenSinceTheReadIsRefunded(Integer amount) {
        sandbox.faults().next("getPayment", Fault.edited(shown -> available(shown, 10_000, 0)));
        Message response = PURSE.succeed(REVERSE, money(payment, amount, "CN-1"));
        assertThat(response.getHeader(PurseConstants.TOTAL_VOIDED)).isEqualTo(6000L);
        assertThat(response.getHeader(PurseConstants.TOTAL_REFUNDED)).isEqualTo(amount == null ? 4000L : 1000L);
        assertThat(response.getHeader(PurseConstants.ATTEMPTS)).isEqualTo(3);
    }

    @Test
    void whatAnotherOperationHasTakenSinceTheReadIsRejectedOnceNoRetryIsLeft() {
        sandbox.faults().always("getPayment", Fault.edited(shown -> available(shown, 10_000, 0)));
        PurseRejectedException failure =
                PURSE.fail(PurseRejectedException.class, REVERSE + "?maxRetries=2", money(payment, null, "CN-1"));
        assertThat(failure.getAttempts()).isEqualTo(3);
        assertThat(sandbox.payment(payment).path("voids")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPaymentThatDoesNotShowItsAuthorizationYetIsNotReversed(boolean part) {
        sandbox.faults().next("getPayment", Fault.edited(shown -> {
            shown.remove("authorization");
            return available(shown, 0, 0);
        }));
        Message response = PURSE.succeed(REVERSE, money(payment, part ? 7000 : null, "CN-1"));
        assertThat(response.getHeader(PurseConstants.TOTAL_VOIDED)).isEqualTo(6000L);
    }

    private static ObjectNode available(ObjectNode shown, int toVoid, int toRefund) {
        ((ObjectNode) shown.path("amounts")).put("available_to_void", toVoid).put("available_to_refund", toRefund);
        return shown;
    }

    /** What the payment allows has changed between the two deliveries; the first void is executed all the same. */
    @Test
    void aPartWhoseVoidIsExecutedLaterIsReversedOnce() {
        sandbox.faults().next("voidPayment", Fault.dropResponse());
        PURSE.fail(PurseOutcomeUnknownException.class, REVERSE + "?maxRetries=0", money(payment, 1500, "CN-1"));
        PURSE.succeed("purse:voidPayment?amount=available", money(payment, null, "CLOSE-1"));
        sandbox.faults().always("getPayment", Fault.edited(ReversalCallTest::withoutVoids));
        PURSE.fail(PurseOutcomeUnknownException.class, REVERSE + "?totalTimeout=2000", money(payment, 1500, "CN-1"));
        sandbox.faults().clear();
        Message response = PURSE.succeed(REVERSE, money(payment, 1500, "CN-1"));
        assertThat(response.getHeader(PurseConstants.DUPLICATE)).isEqualTo(true);
        assertThat(PURSE.amount(payment, "total_refunded")).isZero();
        assertThat(sandbox.payment(payment).path("voids")).hasSize(2);
    }

    private static ObjectNode withoutVoids(ObjectNode payment) {
        payment.putArray("voids");
        return payment;
    }

    @Test
    void anotherAmountIsNoSuccessEitherWhereTheFirstRequestMetAFault() {
        PURSE.succeed(REVERSE, money(payment, 7000, "CN-1"));
        sandbox.faults().next("refundPayment", Fault.status(503));
        PURSE.fail(PurseIdempotencyKeyReusedException.class, REVERSE, money(payment, 6000, "CN-1"));
        assertThat(PURSE.amount(payment, "total_refunded")).isEqualTo(1000);
    }

    /** Another system refunds a part between two deliveries, of which the second one was faster. */
    @Test
    void theRefundOfTheWholeIsThatOfTheKeyWhateverItsAmount() throws Exception {
        sandbox.faults().next("refundPayment", Fault.dropResponse());
        PURSE.fail(PurseOutcomeUnknownException.class, REVERSE + "?maxRetries=0", money(payment, null, "CN-1"));
        PURSE.renew();
        sandbox.faults().next("getPayment", Fault.edited(shown -> {
            ((ObjectNode) shown.path("amounts")).put("available_to_void", 6000).put("available_to_refund", 3000);
            return shown;
        }));
        Message response = PURSE.succeed(REVERSE, money(payment, null, "CN-1"));
        assertThat(response.getHeader(PurseConstants.DUPLICATE)).isEqualTo(true);
        assertThat(PURSE.amount(payment, "total_refunded")).isEqualTo(4000);
        assertThat(sandbox.payment(payment).path("refunds")).hasSize(1);
    }

    @Test
    void aPartThatWasReversedIsADuplicateOnceThePaymentAllowsLess() throws Exception {
        PURSE.succeed(REVERSE, money(payment, 7000, "CN-1"));
        PURSE.renew();
        Message again = PURSE.succeed(REVERSE, money(payment, 7000, "CN-1"));
        assertThat(again.getHeader(PurseConstants.DUPLICATE)).isEqualTo(true);
        assertThat(PURSE.amount(payment, "total_voided")).isEqualTo(6000);
        assertThat(PURSE.amount(payment, "total_refunded")).isEqualTo(1000);
    }

    @Test
    void aPartOfMoreThanThePaymentAllowsIsRejected() {
        assertThat(PURSE.fail(PurseRejectedException.class, REVERSE, money(payment, 10_001, "CN-1")))
                .hasMessageContaining("6000 minor units can be voided and 4000 refunded");
        assertThat(sandbox.payment(payment).path("voids")).isEmpty();
        assertThat(sandbox.payment(payment).path("refunds")).isEmpty();
    }

    @Test
    void aPartAboveTheMaximumIsRejectedBeforeARequestIsSent() {
        assertThat(PURSE.fail(PurseRejectedException.class, REVERSE + "?maxAmount=6999", money(payment, 7000, "CN-1")))
                .hasMessageContaining("maxAmount=6999");
        assertThat(PURSE.requests("getPayment")).isEmpty();
    }

    @Test
    void aVoidThatWasPendingAndFailsIsReportedAndTheRefundIsMade() {
        sandbox.faults().next("voidPayment", Fault.pending());
        sandbox.faults().next("refundPayment", Fault.edited(shown -> {
            sandbox.settle(payment, OperationStatus.FAILURE);
            return sandbox.payment(payment);
        }));
        PurseOperationFailedException failure =
                PURSE.fail(PurseOperationFailedException.class, REVERSE, money(payment, null, "CN-1"));
        assertThat(failure.getOperationStatus()).isEqualTo("FAILURE");
        assertThat(PURSE.amount(payment, "total_refunded")).isEqualTo(4000);
    }

    @Test
    void whatBecomesOpenAfterwardsIsNotReversedForTheSameDocumentAgain() {
        sandbox.faults().next("capturePayment", Fault.pending());
        PURSE.succeed("purse:capturePayment", money(payment, 6000, "INV-2"));
        PURSE.succeed(REVERSE, money(payment, 1000, "CN-1"));
        sandbox.settle(payment, OperationStatus.FAILURE);
        Message again = PURSE.succeed(REVERSE, money(payment, 1000, "CN-1"));
        assertThat(again.getHeader(PurseConstants.DUPLICATE)).isEqualTo(true);
        assertThat(again.getHeader(PurseConstants.TOTAL_REFUNDED)).isEqualTo(1000L);
        assertThat(PURSE.amount(payment, "total_voided")).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"PENDING", "UNCERTAIN"})
    void aReversalOfTheWholeSaysWhatIsStillOpenAndReversesNothingYet(OperationStatus status) {
        sandbox.faults()
                .next("capturePayment", status == OperationStatus.PENDING ? Fault.pending() : Fault.uncertain());
        PURSE.succeed("purse:capturePayment", money(payment, 6000, "INV-2"));
        PurseException failure = PURSE.fail(
                PurseUnavailableException.class,
                REVERSE + "?totalTimeout=2000&retryDelay=5000",
                money(payment, null, "CN-1"));
        assertThat(failure).hasMessageContaining("a capture of 6000 minor units is " + status);
        assertThat(failure.isSafeToRetry()).isTrue();
        assertThat(PURSE.requests("voidPayment")).isEmpty();
        assertThat(PURSE.requests("refundPayment")).isEmpty();
        sandbox.settle(payment, OperationStatus.SUCCESS);
        PURSE.succeed(REVERSE, money(payment, null, "CN-1"));
        assertThat(PURSE.amount(payment, "total_refunded")).isEqualTo(10_000);
    }

    @Test
    void aReversalOfTheWholeWaitsForACaptureThatIsPending() throws Exception {
        sandbox.faults().next("capturePayment", Fault.pending());
        PURSE.succeed("purse:capturePayment", money(payment, 6000, "INV-2"));
        Future<Exchange> reversal = PURSE.template()
                .asyncSend(REVERSE, exchange -> money(payment, null, "CN-1").accept(exchange.getMessage()));
        await().until(() -> PURSE.requests("getPayment").size() > 1);
        sandbox.settle(payment, OperationStatus.SUCCESS);
        assertThat(reversal.get(PATIENCE, TimeUnit.SECONDS).getException()).isNull();
        assertThat(PURSE.amount(payment, "total_refunded")).isEqualTo(10_000);
        assertThat(PURSE.amount(payment, "total_voided")).isZero();
    }

    @Test
    void aReversalThatWasTriedInVainGoesOnWithWhatIsOpenThen() {
        sandbox.faults().next("voidPayment", Fault.resetBefore());
        PURSE.fail(PurseOutcomeUnknownException.class, REVERSE + "?maxRetries=0", money(payment, null, "CN-1"));
        PURSE.succeed("purse:capturePayment", money(payment, 2000, "INV-2"));
        Message response = PURSE.succeed(REVERSE, money(payment, null, "CN-1"));
        assertThat(response.getHeader(PurseConstants.TOTAL_VOIDED)).isEqualTo(4000L);
        assertThat(response.getHeader(PurseConstants.TOTAL_REFUNDED)).isEqualTo(6000L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"voidPayment", "refundPayment"})
    void aFailureUnderTheSameReferenceAndAnotherKeyIsNotThisReversals(String operation) {
        sandbox.faults().next(operation, Fault.failure());
        PURSE.fail(PurseOperationFailedException.class, "purse:" + operation, message -> {
            money(payment, 500, "CN-1").accept(message);
            message.setHeader(PurseConstants.IDEMPOTENCY_KEY, "another-key");
        });
        Message response = PURSE.succeed(REVERSE, money(payment, null, "CN-1"));
        assertThat(response.getHeader(PurseConstants.TOTAL_VOIDED)).isEqualTo(6000L);
        assertThat(response.getHeader(PurseConstants.TOTAL_REFUNDED)).isEqualTo(4000L);
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 6500, 10_000})
    void norIsItAPartOfOne(int amount) {
        sandbox.faults().next("voidPayment", Fault.failure());
        PURSE.fail(PurseOperationFailedException.class, "purse:voidPayment", message -> {
            money(payment, 500, "CN-1").accept(message);
            message.setHeader(PurseConstants.IDEMPOTENCY_KEY, "another-key");
        });
        PURSE.succeed(REVERSE, money(payment, amount, "CN-1"));
        assertThat(PURSE.amount(payment, "total_voided")).isEqualTo(Math.min(6000, amount));
        assertThat(PURSE.amount(payment, "total_refunded")).isEqualTo(Math.max(0, amount - 6000));
    }

    /** Whether the redelivery reads the payment before or after the other document has refunded. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFailedRefundStaysAFailureOnceAnotherDocumentHasRefunded(boolean readBefore) throws Exception {
        sandbox.faults().next("refundPayment", Fault.conflict());
        PURSE.fail(PurseOperationFailedException.class, REVERSE, money(payment, null, "CN-1"));
        PURSE.renew();
        PURSE.succeed("purse:refundPayment?amount=available", money(payment, null, "CN-2"));
        if (readBefore) {
            sandbox.faults().next("getPayment", Fault.edited(shown -> available(shown, 6000, 4000)));
        }
        PURSE.fail(PurseOperationFailedException.class, REVERSE, money(payment, null, "CN-1"));
        assertThat(sandbox.payment(payment).path("voids")).hasSize(1);
        assertThat(sandbox.payment(payment).path("refunds")).hasSize(2);
    }

    @Test
    void aDocumentThatFindsNothingLeftIsASuccess() {
        PURSE.succeed(REVERSE, money(payment, null, "CN-1"));
        Message response = PURSE.succeed(REVERSE, money(payment, null, "CN-2"));
        assertThat(response.getHeader(PurseConstants.DUPLICATE)).isEqualTo(false);
        assertThat(sandbox.payment(payment).path("refunds")).hasSize(1);
    }

    /** Nothing else of the reversal was executed, as the class of the exception says. */
    @ParameterizedTest
    @MethodSource("failuresOfTheRefund")
    void aReversalThatFailsBehindItsVoidNamesTheVoid(
            Fault fault, Class<? extends PurseException> exception, CallOutcome outcome) {
        sandbox.faults().always("refundPayment", fault);
        PurseException failure = PURSE.fail(exception, REVERSE + "?maxRetries=0", money(payment, null, "CN-1"));
        assertThat(failure).hasMessageContaining("6000 minor units were voided (SUCCESS), and then: ");
        assertThat(failure.getCallOutcome()).isEqualTo(outcome);
        assertThat(PURSE.amount(payment, "total_voided")).isEqualTo(6000);
        assertThat(PURSE.amount(payment, "total_refunded")).isZero();
    }

    static Stream<Arguments> failuresOfTheRefund() {
        return Stream.of(
                arguments(
                        Fault.tooManyRequests(Duration.ZERO),
                        PurseUnavailableException.class,
                        CallOutcome.NOT_EXECUTED),
                arguments(Fault.status(422), PurseRejectedException.class, CallOutcome.REJECTED),
                arguments(Fault.forbidden(), PurseAuthenticationException.class, CallOutcome.REJECTED));
    }

    /** It becomes PENDING between the read and the void. */
    @ParameterizedTest
    @ValueSource(strings = {"SUCCESS", "FAILURE"})
    void anotherRefundThatIsPendingBehindTheVoidIsWaitedFor(OperationStatus status) throws Exception {
        refundPendingBehindTheVoid();
        PURSE.renew();
        sandbox.settle(payment, status);
        Message response = PURSE.succeed(REVERSE, money(payment, null, "CN-1"));
        assertThat(response.getHeader(PurseConstants.TOTAL_VOIDED)).isEqualTo(6000L);
        assertThat(response.getHeader(PurseConstants.TOTAL_REFUNDED)).isEqualTo(4000L);
    }

    private void refundPendingBehindTheVoid() throws Exception {
        sandbox.faults().next("refundPayment", Fault.pending());
        PURSE.succeed("purse:refundPayment", money(payment, 1000, "CN-2"));
        sandbox.faults().next("getPayment", Fault.edited(shown -> {
            ((ObjectNode) shown.path("refunds").path(0)).put("status", "SUCCESS");
            return shown;
        }));
        assertThat(PURSE.fail(
                        PurseUnavailableException.class,
                        REVERSE + "?totalTimeout=2000&retryDelay=5000",
                        money(payment, null, "CN-1")))
                .hasMessageContaining("6000 minor units were voided")
                .hasMessageContaining("a refund of 1000 minor units is PENDING");
        assertThat(PURSE.amount(payment, "total_refunded")).isZero();
    }

    /** Its refund comes between the void and the refund of this reversal. */
    @Test
    void whatAnotherRefundHasTakenBehindTheVoidIsNotRefundedAgain() {
        sandbox.faults().next("voidPayment", Fault.edited(shown -> available(shown, 0, 5000)));
        Message response = PURSE.succeed(REVERSE, money(payment, null, "CN-1"));
        assertThat(response.getHeader(PurseConstants.TOTAL_REFUNDED)).isEqualTo(4000L);
        assertThat(response.getHeader(PurseConstants.ATTEMPTS)).isEqualTo(3);
    }

    /** It becomes PENDING just before the refund of this reversal. */
    @Test
    void anotherRefundThatIsPendingAtTheEndLeavesTheReversalOpen() {
        sandbox.faults().next("refundPayment", Fault.edited(ReversalCallTest::withAPendingRefund));
        sandbox.faults().next("getPayment", Fault.latency(Duration.ZERO));
        sandbox.faults()
                .next(
                        "getPayment",
                        Fault.edited(ReversalCallTest::withAPendingRefund),
                        Fault.edited(ReversalCallTest::withAPendingRefund));
        assertThat(PURSE.succeed(REVERSE, money(payment, null, "CN-1")).getHeader(PurseConstants.TOTAL_REFUNDED))
                .isEqualTo(4000L);
        assertThat(PURSE.requests("getPayment")).hasSize(4);
        sandbox.faults().always("getPayment", Fault.edited(ReversalCallTest::withAPendingRefund));
        assertThat(PURSE.fail(
                        PurseException.class,
                        REVERSE + "?totalTimeout=2000&retryDelay=5000",
                        money(payment, null, "CN-1")))
                .hasMessageContaining("a refund of 1000 minor units is PENDING");
    }

    private static ObjectNode withAPendingRefund(ObjectNode shown) {
        ((ArrayNode) shown.path("refunds"))
                .addObject()
                .put("id", "0193a2f8-5c1e-7d42-9b7a-2f4f5f0c8a11")
                .put("amount", 1000)
                .put("status", "PENDING");
        return shown;
    }

    @Test
    void aFailureOfThisReversalStaysOne() {
        sandbox.faults().next("voidPayment", Fault.failure());
        for (int delivery = 0; delivery < 2; delivery++) {
            PURSE.fail(PurseOperationFailedException.class, REVERSE, money(payment, null, "CN-1"));
        }
        assertThat(sandbox.payment(payment).path("voids")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SUCCESS", "PENDING", "UNCERTAIN", "CONFLICT"})
    void aVoidUnderTheSameReferenceAndAnotherKeyDecidesNothing(OperationStatus status) {
        sandbox.faults()
                .next(
                        "voidPayment",
                        switch (status) {
                            case PENDING -> Fault.pending();
                            case UNCERTAIN -> Fault.uncertain();
                            case CONFLICT -> Fault.conflict();
                            default -> Fault.latency(Duration.ZERO);
                        });
        PURSE.succeed("purse:voidPayment?failOnOperationFailure=false", message -> {
            money(payment, 500, "CN-1").accept(message);
            message.setHeader(PurseConstants.IDEMPOTENCY_KEY, "another-key");
        });
        if (status == OperationStatus.PENDING || status == OperationStatus.UNCERTAIN) {
            assertThat(PURSE.fail(
                            PurseUnavailableException.class,
                            REVERSE + "?totalTimeout=2000&retryDelay=5000",
                            money(payment, null, "CN-1")))
                    .hasMessageContaining("a void of 500 minor units is " + status);
            assertThat(sandbox.payment(payment).path("voids")).hasSize(1);
            sandbox.settle(payment, OperationStatus.SUCCESS);
        }
        Message response = PURSE.succeed(REVERSE, money(payment, null, "CN-1"));
        assertThat(response.getHeader(PurseConstants.TOTAL_VOIDED)).isEqualTo(6000L);
        assertThat(response.getHeader(PurseConstants.TOTAL_REFUNDED)).isEqualTo(4000L);
    }

    @Test
    void aPartThatNeedsWhatIsPendingIsWaitedFor() throws Exception {
        sandbox.faults().next("capturePayment", Fault.pending());
        PURSE.succeed("purse:capturePayment", money(payment, 6000, "INV-2"));
        assertThat(PURSE.fail(
                        PurseUnavailableException.class,
                        REVERSE + "?totalTimeout=2000&retryDelay=5000",
                        money(payment, 9000, "CN-1")))
                .hasMessageContaining("a capture of 6000 minor units is PENDING");
        sandbox.settle(payment, OperationStatus.SUCCESS);
        assertThat(PURSE.succeed(REVERSE, money(payment, 9000, "CN-1")).getHeader(PurseConstants.TOTAL_REFUNDED))
                .isEqualTo(9000L);
    }

    @Test
    void aReversalThatLeavesSomethingIsNoSuccess() {
        sandbox.faults().next("refundPayment", Fault.edited(ReversalCallTest::withARest));
        sandbox.faults().next("getPayment", Fault.latency(Duration.ZERO), Fault.edited(ReversalCallTest::withARest));
        assertThat(PURSE.fail(PurseIdempotencyKeyReusedException.class, REVERSE, money(payment, null, "CN-1")))
                .hasMessageContaining("500 are left");
    }

    @Test
    void aRestThatIsOnlyAStaleReadIsNone() {
        sandbox.faults().next("refundPayment", Fault.edited(ReversalCallTest::withARest));
        PURSE.succeed(REVERSE, money(payment, null, "CN-1"));
    }

    @Test
    void aReversalThatWasDoneBeforeIsADuplicate() {
        PURSE.succeed(REVERSE, money(payment, null, "CN-1"));
        assertThat(PURSE.succeed(REVERSE, money(payment, null, "CN-1")).getHeader(PurseConstants.DUPLICATE))
                .isEqualTo(true);
        assertThat(sandbox.payment(payment).path("refunds")).hasSize(1);
    }

    private static ObjectNode withARest(ObjectNode payment) {
        ((ObjectNode) payment.path("amounts")).put("available_to_void", 500);
        return payment;
    }

    @Test
    void twoReversalsAtTheSameInstantReverseOnce() throws Exception {
        sandbox.faults().next("voidPayment", Fault.running(Duration.ofMillis(200)));
        sandbox.faults().next("refundPayment", Fault.running(Duration.ofMillis(200)));
        Future<Exchange> first = PURSE.template()
                .asyncSend(REVERSE + "?requireMerchantReference=false", exchange -> money(payment, null, null)
                        .accept(exchange.getMessage()));
        Future<Exchange> second = PURSE.template()
                .asyncSend(REVERSE + "?requireMerchantReference=false", exchange -> money(payment, null, null)
                        .accept(exchange.getMessage()));
        assertThat(first.get(PATIENCE, TimeUnit.SECONDS).getException()).isNull();
        assertThat(second.get(PATIENCE, TimeUnit.SECONDS).getException()).isNull();
        assertThat(PURSE.amount(payment, "total_voided")).isEqualTo(6000);
        assertThat(PURSE.amount(payment, "total_refunded")).isEqualTo(4000);
        assertThat(sandbox.payment(payment).path("voids")).hasSize(1);
        assertThat(sandbox.payment(payment).path("refunds")).hasSize(1);
    }

    @Test
    void theDeadlineIsOneForTheWholeReversal() {
        sandbox.faults().always("getPayment", Fault.latency(Duration.ofMillis(600)));
        sandbox.faults().always("voidPayment", Fault.latency(Duration.ofMillis(600)));
        sandbox.faults().always("refundPayment", Fault.latency(Duration.ofMillis(600)));
        PURSE.fail(PurseException.class, REVERSE + "?totalTimeout=1000", money(payment, null, "CN-1"));
    }

    @Test
    void stoppingInTheMiddleEndsTheReversalAtOnce() throws Exception {
        sandbox.faults().always("refundPayment", Fault.latency(Duration.ofMinutes(10)));
        Future<Exchange> pending = PURSE.template()
                .asyncSend(REVERSE + "?responseTimeout=60s", exchange -> money(payment, null, "CN-1")
                        .accept(exchange.getMessage()));
        await().until(() -> !PURSE.requests("refundPayment").isEmpty());
        PURSE.context().getComponent("purse").stop();
        assertThat(pending.get(PATIENCE, TimeUnit.SECONDS).getException())
                .isInstanceOf(PurseOutcomeUnknownException.class)
                .hasMessageContaining("6000 minor units were voided");
    }
}
