package io.camelpurse.client;

import static io.camelpurse.fixture.MoneyMessage.money;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camelpurse.IdempotencyKeys;
import io.camelpurse.PurseAuthenticationException;
import io.camelpurse.PurseConstants;
import io.camelpurse.PurseException;
import io.camelpurse.PurseIdempotencyKeyReusedException;
import io.camelpurse.PurseOperation;
import io.camelpurse.PurseOperationFailedException;
import io.camelpurse.PurseOutcomeUnknownException;
import io.camelpurse.PurseRejectedException;
import io.camelpurse.PurseValidationException;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.sandbox.Fault;
import io.camelpurse.sandbox.PurseSandbox;
import io.camelpurse.sandbox.RecordedRequest;
import io.camelpurse.sandbox.state.OperationStatus;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The outcome of a capture whose response is lost, late or unusable. Tests {@link MoneyCall},
 * {@link RequestedOperation}, {@link OperationFinder} and {@link OperationPolling}.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class MoneyCallTest {

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder().sandbox().build();

    private final PurseSandbox sandbox = PURSE.sandbox();

    private static final String CAPTURE = "purse:capturePayment";
    private String payment;

    @BeforeEach
    void authorize() {
        payment = sandbox.authorizedPayment(10_000, "EUR", "ORD-1");
    }

    @Test
    void theKeyIsTheOneThatTheDocumentMakes() {
        Message response = PURSE.succeed(CAPTURE, money(payment, 4000, "INV-1"));
        String expected = IdempotencyKeys.derive(payment, "capturePayment", "INV-1");
        assertThat(PURSE.requests("capturePayment").get(0).idempotencyKey()).isEqualTo(expected);
        assertThat(response.getHeader(PurseConstants.IDEMPOTENCY_KEY_USED)).isEqualTo(expected);
        assertThat(response.getHeaders()).doesNotContainKey(PurseConstants.IDEMPOTENCY_KEY);
        assertThat(response.getHeader(PurseConstants.DUPLICATE)).isEqualTo(false);
        assertThat(response.getHeader(PurseConstants.ATTEMPTS)).isEqualTo(1);
    }

    @Test
    void aLostResponseIsRecovered() {
        sandbox.faults().next("capturePayment", Fault.dropResponse());
        Message response = PURSE.succeed(CAPTURE, money(payment, 4000, "INV-1"));
        assertThat(response.getHeader(PurseConstants.DUPLICATE)).isEqualTo(true);
        assertThat(response.getHeader(PurseConstants.OPERATION_STATUS)).isEqualTo("SUCCESS");
        assertThat(response.getHeader(PurseConstants.TOTAL_CAPTURED)).isEqualTo(4000L);
        assertThat(response.getHeader(PurseConstants.ATTEMPTS)).isEqualTo(2);
        assertThat(keys()).hasSize(1);
        assertThat(PURSE.amount(payment, "total_captured")).isEqualTo(4000);
    }

    @Test
    void underAKeyOfTheRoutesOwnALostResponseIsRecoveredWithTheSameKey() {
        sandbox.faults().next("capturePayment", Fault.dropResponse());
        Message response = PURSE.succeed(CAPTURE, message -> {
            money(payment, 4000, "INV-1").accept(message);
            message.setHeader(PurseConstants.IDEMPOTENCY_KEY, "my-key");
        });
        assertThat(response.getHeader(PurseConstants.DUPLICATE)).isEqualTo(true);
        assertThat(response.getHeader(PurseConstants.ATTEMPTS)).isEqualTo(2);
        assertThat(keys()).containsExactly("my-key");
        assertThat(PURSE.amount(payment, "total_captured")).isEqualTo(4000);
    }

    @Test
    void aRequestThatNeverArrivedIsRetriedUnderTheSameKey() {
        sandbox.faults().next("capturePayment", Fault.resetBefore());
        Message response = PURSE.succeed(CAPTURE, money(payment, 4000, "INV-1"));
        assertThat(response.getHeader(PurseConstants.DUPLICATE)).isEqualTo(false);
        assertThat(response.getHeader(PurseConstants.ATTEMPTS)).isEqualTo(2);
        assertThat(keys()).hasSize(1);
        sandbox.assertMovedExactlyOnce("ORD-1");
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504, 429})
    void aFaultOnTheWayIsGotOver(int status) {
        sandbox.faults().next("capturePayment", Fault.status(status), Fault.status(status));
        Message response = PURSE.succeed(CAPTURE, money(payment, 4000, "INV-1"));
        assertThat(response.getHeader(PurseConstants.OPERATION_STATUS)).isEqualTo("SUCCESS");
        assertThat(keys()).hasSize(1);
        sandbox.assertMovedExactlyOnce("ORD-1");
    }

    @Test
    void theSameDocumentAgainIsTheSameOperation() {
        Message first = PURSE.succeed(CAPTURE, money(payment, 4000, "INV-1"));
        Message second = PURSE.succeed(CAPTURE, money(payment, 4000, "INV-1"));
        assertThat(second.getHeader(PurseConstants.DUPLICATE)).isEqualTo(true);
        assertThat(second.getHeader(PurseConstants.OPERATION_ID))
                .isEqualTo(first.getHeader(PurseConstants.OPERATION_ID));
        assertThat(PURSE.amount(payment, "total_captured")).isEqualTo(4000);
    }

    @Test
    void anotherAmountUnderTheSameReferenceIsRejectedBeforeTheRequestIsSent() {
        PURSE.succeed(CAPTURE, money(payment, 4000, "INV-1"));
        PurseException failure =
                PURSE.fail(PurseIdempotencyKeyReusedException.class, CAPTURE, money(payment, 5000, "INV-1"));
        assertThat(failure.isSafeToRetry()).isFalse();
        assertThat(PURSE.requests("capturePayment")).hasSize(1);
    }

    @Test
    void anotherAmountUnderTheSameReferenceIsRejectedOnAnotherNodeToo() throws Exception {
        PURSE.succeed(CAPTURE, money(payment, 4000, "INV-1"));
        PURSE.renew();
        PURSE.fail(PurseIdempotencyKeyReusedException.class, CAPTURE, money(payment, 5000, "INV-1"));
        assertThat(PURSE.amount(payment, "total_captured")).isEqualTo(4000);
    }

    @Test
    void anOperationThatIsStillRunningIsWaitedFor() {
        sandbox.faults().next("capturePayment", Fault.running(Duration.ofMillis(600)));
        Message response = PURSE.succeed(CAPTURE + "?responseTimeout=150", money(payment, 4000, "INV-1"));
        assertThat(response.getHeader(PurseConstants.DUPLICATE)).isEqualTo(true);
        assertThat(keys()).hasSize(1);
        assertThat(PURSE.amount(payment, "total_captured")).isEqualTo(4000);
    }

    @Test
    void whatCannotBeFoundWithinTheDeadlineIsUnknownAndCarriesItsKey() {
        sandbox.faults().next("capturePayment", Fault.running(Duration.ofSeconds(20)));
        PurseOutcomeUnknownException failure = PURSE.fail(
                PurseOutcomeUnknownException.class,
                CAPTURE + "?responseTimeout=100&totalTimeout=1000",
                money(payment, 4000, "INV-1"));
        assertThat(failure.getIdempotencyKey()).isEqualTo(IdempotencyKeys.derive(payment, "capturePayment", "INV-1"));
        assertThat(failure.isSafeToRetry()).isTrue();
    }

    @Test
    void aCorrectedRequestMayUseTheReferenceOfARejectedOne() {
        PURSE.fail(PurseRejectedException.class, CAPTURE, money(payment, 20_000, "INV-1"));
        PURSE.succeed(CAPTURE, money(payment, 10_000, "INV-1"));
        assertThat(PURSE.amount(payment, "total_captured")).isEqualTo(10_000);
    }

    @Test
    void aPendingOperationIsReturnedAsItIs() {
        sandbox.faults().next("capturePayment", Fault.pending());
        assertThat(PURSE.succeed(CAPTURE, money(payment, 4000, "INV-1")).getHeader(PurseConstants.OPERATION_STATUS))
                .isEqualTo("PENDING");
    }

    @Test
    void aPendingOperationIsFollowedToItsEnd() {
        sandbox.faults().next("capturePayment", Fault.pendingUntilRead());
        Message response = PURSE.succeed(CAPTURE + "?completionTimeout=30s", money(payment, 4000, "INV-1"));
        assertThat(response.getHeader(PurseConstants.OPERATION_STATUS)).isEqualTo("SUCCESS");
        assertThat(response.getHeader(PurseConstants.TOTAL_CAPTURED)).isEqualTo(4000L);
    }

    @Test
    void aPendingOperationIsFollowedInAdditionToTheTotalTimeout() {
        sandbox.faults().next("capturePayment", Fault.pendingThen(OperationStatus.SUCCESS, Duration.ofSeconds(3)));
        Message response =
                PURSE.succeed(CAPTURE + "?totalTimeout=2s&completionTimeout=30s", money(payment, 4000, "INV-1"));
        assertThat(response.getHeader(PurseConstants.OPERATION_STATUS)).isEqualTo("SUCCESS");
    }

    @Test
    void aPendingOperationIsFollowedNoLongerThanAskedFor() {
        sandbox.faults().next("capturePayment", Fault.pending());
        Message response = PURSE.succeed(CAPTURE + "?completionTimeout=300ms", money(payment, 4000, "INV-1"));
        assertThat(response.getHeader(PurseConstants.OPERATION_STATUS)).isEqualTo("PENDING");
    }

    @Test
    void anUncertainOperationIsFetchedAgain() {
        sandbox.faults().next("capturePayment", Fault.uncertainThen(OperationStatus.SUCCESS, Duration.ZERO));
        Message response = PURSE.succeed(CAPTURE, money(payment, 4000, "INV-1"));
        assertThat(response.getHeader(PurseConstants.OPERATION_STATUS)).isEqualTo("SUCCESS");
    }

    @Test
    void anOperationThatStaysUncertainIsReturnedAsUncertain() {
        sandbox.faults().next("capturePayment", Fault.uncertain());
        assertThat(PURSE.succeed(CAPTURE, money(payment, 4000, "INV-1")).getHeader(PurseConstants.OPERATION_STATUS))
                .isEqualTo("UNCERTAIN");
    }

    @Test
    void aFailedOperationIsAnExceptionThatNamesThePartners() {
        sandbox.faults().next("capturePayment", Fault.failure());
        PurseOperationFailedException failure =
                PURSE.fail(PurseOperationFailedException.class, CAPTURE, money(payment, 4000, "INV-1"));
        assertThat(failure.getOperationStatus()).isEqualTo("FAILURE");
        assertThat(failure.isSafeToRetry()).isFalse();
        assertThat(failure).hasMessageContaining("creditcard FAILURE 4000");
    }

    @Test
    void aFailedOperationIsDataWhereTheRouteWantsIt() {
        sandbox.faults().next("capturePayment", Fault.failure());
        Message response = PURSE.succeed(CAPTURE + "?failOnOperationFailure=false", money(payment, 4000, "INV-1"));
        assertThat(response.getHeader(PurseConstants.OPERATION_STATUS)).isEqualTo("FAILURE");
    }

    @Test
    void availableMeansAllThatThePaymentStillAllows() {
        PURSE.succeed(CAPTURE, money(payment, 4000, "INV-1"));
        Message response = PURSE.succeed(CAPTURE, money(payment, "available", "INV-2"));
        assertThat(response.getHeader(PurseConstants.TOTAL_CAPTURED)).isEqualTo(10_000L);
    }

    @Test
    void availableAgainForTheSameDocumentIsTheSameOperation() {
        Message first = PURSE.succeed("purse:voidPayment?amount=available", money(payment, null, "ORD-1/close"));
        Message second = PURSE.succeed("purse:voidPayment?amount=available", money(payment, null, "ORD-1/close"));
        assertThat(second.getHeader(PurseConstants.DUPLICATE)).isEqualTo(true);
        assertThat(second.getHeader(PurseConstants.OPERATION_ID))
                .isEqualTo(first.getHeader(PurseConstants.OPERATION_ID));
        String key = IdempotencyKeys.derive(payment, "voidPayment", "ORD-1/close");
        String body = "{\"merchant_reference\":\"ORD-1/close\",\"amount\":10000}";
        // The second is what was sent before, so that Purse names the operation of the key.
        assertThat(PURSE.requests("voidPayment"))
                .extracting(RecordedRequest::idempotencyKey, RecordedRequest::body, RecordedRequest::status)
                .containsExactly(tuple(key, body, 200), tuple(key, body, 409));
        assertThat(sandbox.payment(payment).path("voids")).hasSize(1);
    }

    @Test
    void availableAgainForTheSameDocumentOnAnotherNodeIsTheSameOperation() throws Exception {
        Message first = PURSE.succeed("purse:voidPayment?amount=available", money(payment, null, "ORD-1/close"));
        PURSE.renew();
        Message second = PURSE.succeed("purse:voidPayment?amount=available", money(payment, null, "ORD-1/close"));
        assertThat(second.getHeader(PurseConstants.DUPLICATE)).isEqualTo(true);
        assertThat(second.getHeader(PurseConstants.OPERATION_ID))
                .isEqualTo(first.getHeader(PurseConstants.OPERATION_ID));
        assertThat(sandbox.payment(payment).path("voids")).hasSize(1);
    }

    /** The reference alone would not show that it was executed. */
    @Test
    void availableAgainOnAnotherNodeIsTheSameOperationWhereverPurseShowsAnotherReference() throws Exception {
        Message first = PURSE.succeed(CAPTURE, money(payment, "available", "INV-1"));
        PURSE.renew();
        sandbox.faults().always("getPayment", Fault.edited(shown -> {
            shown.path("captures").forEach(capture -> ((ObjectNode) capture).put("merchant_reference", "inv-1"));
            return shown;
        }));
        Message second = PURSE.succeed(CAPTURE, money(payment, "available", "INV-1"));
        assertThat(second.getHeader(PurseConstants.DUPLICATE)).isEqualTo(true);
        assertThat(second.getHeader(PurseConstants.OPERATION_ID))
                .isEqualTo(first.getHeader(PurseConstants.OPERATION_ID));
    }

    @Test
    void availableIsNotAnOlderOperationWithTheSameReference() {
        PURSE.succeed(CAPTURE, message -> {
            money(payment, 10_000, "INV-1").accept(message);
            message.setHeader(PurseConstants.IDEMPOTENCY_KEY, "key-of-another-system");
        });
        assertThat(PURSE.fail(PurseRejectedException.class, CAPTURE, money(payment, "available", "INV-1")))
                .hasMessageContaining("available_to_capture is 0");
    }

    /** What is shown as available may be out of date, and the request executed. */
    @Test
    void whereNothingIsAvailableNothingAboveTheMaximumIsRequested() throws Exception {
        PURSE.succeed(CAPTURE, money(payment, 6_000, "INV-1"));
        String capture = CAPTURE + "?maxAmount=6000";
        Message first = PURSE.succeed(capture, money(payment, "available", "INV-2"));
        PURSE.renew();
        Message second = PURSE.succeed(capture, money(payment, "available", "INV-2"));
        assertThat(second.getHeader(PurseConstants.DUPLICATE)).isEqualTo(true);
        assertThat(second.getHeader(PurseConstants.OPERATION_ID))
                .isEqualTo(first.getHeader(PurseConstants.OPERATION_ID));
        PURSE.fail(PurseRejectedException.class, capture, money(payment, "available", "INV-3"));
        assertThat(PURSE.requests("capturePayment")).hasSize(2);
    }

    /** Part of the money moved, so that it must not be taken for a payment that had nothing left. */
    @Test
    void availableAgainOnAnotherNodeAfterAPartialFailureReportsThatFailure() throws Exception {
        sandbox.faults().next("capturePayment", Fault.conflict());
        PURSE.fail(PurseOperationFailedException.class, CAPTURE, money(payment, "available", "INV-1"));
        PURSE.renew();
        PURSE.succeed(CAPTURE, money(payment, "available", "INV-2"));
        PURSE.renew();
        PurseOperationFailedException failure =
                PURSE.fail(PurseOperationFailedException.class, CAPTURE, money(payment, "available", "INV-1"));
        assertThat(failure.getOperationStatus()).isEqualTo("CONFLICT");
        assertThat(sandbox.payment(payment).path("captures")).hasSize(2);
    }

    @Test
    void availableAgainUnderAKeyOfTheRouteIsTheSameOperation() throws Exception {
        Consumer<Message> withKey = money(payment, "available", "INV-1")
                .andThen(message -> message.setHeader(PurseConstants.IDEMPOTENCY_KEY, "key-of-the-route"));
        Message first = PURSE.succeed(CAPTURE, withKey);
        PURSE.renew();
        Message second = PURSE.succeed(CAPTURE, withKey);
        assertThat(second.getHeader(PurseConstants.DUPLICATE)).isEqualTo(true);
        assertThat(second.getHeader(PurseConstants.OPERATION_ID))
                .isEqualTo(first.getHeader(PurseConstants.OPERATION_ID));
        assertThat(sandbox.payment(payment).path("captures")).hasSize(1);
    }

    @Test
    void nothingAvailableIsRejected() {
        PURSE.succeed(CAPTURE, money(payment, 10_000, "INV-1"));
        PURSE.fail(PurseRejectedException.class, CAPTURE, money(payment, "available", "INV-2"));
    }

    @Test
    void aReversalVoidsWhatIsOpenAndRefundsWhatWasCaptured() {
        PURSE.succeed(CAPTURE, money(payment, 4000, "INV-1"));
        Message response = PURSE.succeed("purse:reversePayment", money(payment, null, "CN-1"));
        assertThat(response.getHeader(PurseConstants.TOTAL_VOIDED)).isEqualTo(6000L);
        assertThat(response.getHeader(PurseConstants.TOTAL_REFUNDED)).isEqualTo(4000L);
    }

    @Test
    void aReversalOfAPartTakesTheOpenPartFirst() {
        PURSE.succeed(CAPTURE, money(payment, 4000, "INV-1"));
        Message response = PURSE.succeed("purse:reversePayment", money(payment, 7000, "CN-1"));
        assertThat(response.getHeader(PurseConstants.TOTAL_VOIDED)).isEqualTo(6000L);
        assertThat(response.getHeader(PurseConstants.TOTAL_REFUNDED)).isEqualTo(1000L);
    }

    @Test
    void anInterruptedReversalGoesOnWhereItStopped() {
        PURSE.succeed(CAPTURE, money(payment, 4000, "INV-1"));
        sandbox.faults().next("refundPayment", Fault.forbidden());
        PURSE.fail(PurseAuthenticationException.class, "purse:reversePayment", money(payment, 7000, "CN-1"));
        Message response = PURSE.succeed("purse:reversePayment", money(payment, 7000, "CN-1"));
        assertThat(response.getHeader(PurseConstants.TOTAL_VOIDED)).isEqualTo(6000L);
        assertThat(response.getHeader(PurseConstants.TOTAL_REFUNDED)).isEqualTo(1000L);
        assertThat(PURSE.succeed("purse:reversePayment", money(payment, 7000, "CN-1"))
                        .getHeader(PurseConstants.DUPLICATE))
                .isEqualTo(true);
        assertThat(PURSE.amount(payment, "total_refunded")).isEqualTo(1000);
    }

    @Test
    void moreThanTheMaximumIsRejectedBeforeTheRequestIsSent() {
        assertThat(PURSE.fail(PurseRejectedException.class, CAPTURE + "?maxAmount=3999", money(payment, 4000, "INV-1")))
                .hasMessageContaining("maxAmount=3999");
        assertThat(PURSE.requests("capturePayment")).isEmpty();
    }

    @Test
    void aDryRunSaysWhatItWouldHaveSent() {
        Message response = PURSE.succeed(CAPTURE + "?dryRun=true", money(payment, "available", "INV-1"));
        assertThat(response.getBody(String.class))
                .contains("\"amount\":10000", "\"merchant_reference\":\"INV-1\"", "/captures");
        assertThat(PURSE.requests("capturePayment")).isEmpty();
        assertThat(PURSE.amount(payment, "total_captured")).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = PurseOperation.class,
            names = {"capturePayment", "refundPayment", "voidPayment", "reversePayment"})
    void aMissingReferenceIsRejectedByDefault(PurseOperation operation) {
        assertThat(PURSE.fail(PurseValidationException.class, "purse:" + operation, money(payment, 4000, null)))
                .hasMessageContaining("merchant_reference is missing")
                .hasMessageContaining(PurseConstants.MERCHANT_REFERENCE)
                .hasMessageContaining(PurseConstants.IDEMPOTENCY_KEY)
                .hasMessageContaining("requireMerchantReference=false");
        assertThat(sandbox.journal()).isEmpty();
    }

    @Test
    void aRandomKeySurvivesCamelsRedelivery() throws Exception {
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(defaultErrorHandler().maximumRedeliveries(2).redeliveryDelay(10));
                from("direct:capture").to(CAPTURE + "?requireMerchantReference=false&maxRetries=0&amount=4000");
            }
        });
        sandbox.faults().next("capturePayment", Fault.dropResponse());
        Exchange exchange = PURSE.template().request("direct:capture", request -> request.getMessage()
                .setHeader(PurseConstants.PAYMENT_ID, payment));
        assertThat(exchange.getException()).isNull();
        assertThat(keys()).hasSize(1);
        assertThat(PURSE.amount(payment, "total_captured")).isEqualTo(4000);
    }

    /** Purse has not checked the key of the second call, whose credentials it rejects: the first may be executed. */
    @Test
    void aRandomKeySurvivesRejectedCredentials() throws Exception {
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(defaultErrorHandler().maximumRedeliveries(2).redeliveryDelay(10));
                from("direct:capture").to(CAPTURE + "?requireMerchantReference=false&maxRetries=0&amount=4000");
            }
        });
        sandbox.faults().next("capturePayment", Fault.dropResponse(), Fault.forbidden());
        Exchange exchange = PURSE.template().request("direct:capture", request -> request.getMessage()
                .setHeader(PurseConstants.PAYMENT_ID, payment));
        assertThat(exchange.getException()).isNull();
        assertThat(PURSE.requests("capturePayment")).hasSize(3);
        assertThat(keys()).hasSize(1);
        assertThat(PURSE.amount(payment, "total_captured")).isEqualTo(4000);
    }

    @Test
    void aRedeliveryAfterAFailedOperationRepeatsTheKey() throws Exception {
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(defaultErrorHandler().maximumRedeliveries(2).redeliveryDelay(10));
                from("direct:capture").to(CAPTURE + "?requireMerchantReference=false&amount=4000");
            }
        });
        sandbox.faults().next("capturePayment", Fault.conflict());
        Exchange exchange = PURSE.template().request("direct:capture", request -> request.getMessage()
                .setHeader(PurseConstants.PAYMENT_ID, payment));
        assertThat(exchange.getException()).isInstanceOf(PurseOperationFailedException.class);
        assertThat(keys()).hasSize(1);
    }

    @Test
    void theLimitIsInTheCurrencyOfTheBody() {
        PURSE.fail(
                PurseRejectedException.class,
                "purse:refundPayment?amountUnit=major&maxAmount=10&paymentId=" + payment,
                message ->
                        message.setBody("{\"amount\": 10.01, \"currency\": \"EUR\", \"merchant_reference\": \"CN\"}"));
        assertThat(PURSE.requests("refundPayment")).isEmpty();
    }

    @Test
    void anExceptionKeepsWhatItKnowsWhenItTravels() throws Exception {
        sandbox.faults().next("capturePayment", Fault.status(400));
        PurseException failure = PURSE.fail(PurseRejectedException.class, CAPTURE, money(payment, 4000, "INV-1"));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new ObjectOutputStream(bytes).writeObject(failure);
        PurseException read =
                (PurseException) new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
        assertThat(read.getHttpStatus()).isEqualTo(400);
        assertThat(read.getProblem()).hasToString(failure.getProblem().toString());
        assertThat(read.getIdempotencyKey()).isEqualTo(failure.getIdempotencyKey());
    }

    @Test
    void twoCallsOfOneExchangeHaveTwoKeys() throws Exception {
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:both")
                        .to(CAPTURE + "?requireMerchantReference=false&amount=4000")
                        .setBody(constant(""))
                        .to(CAPTURE + "?requireMerchantReference=false&amount=4000");
            }
        });
        Exchange exchange = PURSE.template()
                .request("direct:both", request -> request.getMessage().setHeader(PurseConstants.PAYMENT_ID, payment));
        assertThat(exchange.getException()).isNull();
        assertThat(keys()).hasSize(2);
        assertThat(PURSE.amount(payment, "total_captured")).isEqualTo(8000);
    }

    private Set<String> keys() {
        return PURSE.requests("capturePayment").stream()
                .map(request -> request.idempotencyKey())
                .collect(Collectors.toSet());
    }
}
