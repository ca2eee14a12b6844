package io.camelpurse.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.PurseConstants;
import io.camelpurse.PurseOperation;
import io.camelpurse.fixture.Json;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.SampleCalls;
import io.camelpurse.sandbox.Fault;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a route can branch on after every operation, without parsing. Tests {@link ResponseHeaders}. */
class ResponseHeaderValuesTest {

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder().sampleSandbox().build();

    private final SampleCalls samples = new SampleCalls(PURSE);

    @Test
    void aTokenShowsNothing() {
        assertThat(PURSE.succeed("purse:getAccessToken", null, Map.of()).getHeaders())
                .isEmpty();
    }

    @Test
    void aNewClientSessionShowsIdStatusAndOrder() {
        Message response = respond(PurseOperation.createClientSession);
        assertThat(shown(response, PurseConstants.CLIENT_SESSION_ID, PurseConstants.IDEMPOTENCY_KEY_USED))
                .isEqualTo(Map.of(
                        PurseConstants.STATUS, "CREATED",
                        PurseConstants.RESOURCE_ORDER_REFERENCE, "123456789",
                        PurseConstants.RESOURCE_CURRENCY, "EUR",
                        PurseConstants.ATTEMPTS, 1,
                        PurseConstants.HTTP_RESPONSE_CODE, 201));
    }

    @Test
    void aClientSessionWithAHostedPageShowsItsAddress() {
        Message response = PURSE.succeed(
                "purse:createClientSession",
                SampleCalls.request(PurseOperation.createClientSession).put("integration_mode", "HOSTED_PAGE"),
                Map.of());
        assertThat(response.getHeader(PurseConstants.SHOPPER_URL, String.class))
                .isEqualTo(PURSE.sandbox().baseUrl() + "/entities/" + SampleCalls.ENTITY + "/sessions/"
                        + response.getHeader(PurseConstants.CLIENT_SESSION_ID));
    }

    @Test
    void aSubmittedClientSessionShowsItsPayment() {
        String session = samples.clientSession();
        String payment = PURSE.sandbox().shopper().pay(session);
        Message response = PURSE.succeed("purse:getClientSession?clientSessionId=" + session, null, Map.of());
        assertThat(response.getHeaders())
                .containsEntry(PurseConstants.PAYMENT_ID, payment)
                .containsEntry(PurseConstants.CLIENT_SESSION_ID, session)
                .containsEntry(PurseConstants.STATUS, "SUBMITTED");
    }

    @Test
    void anAbortedClientSessionShowsThatItIs() {
        assertThat(respond(PurseOperation.abortClientSession).getHeader(PurseConstants.STATUS))
                .isEqualTo("ABORTED_BY_MERCHANT");
    }

    @Test
    void aNewPaymentShowsWhatIsAuthorized() {
        Message response = respond(PurseOperation.createPayment);
        assertThat(shown(response, PurseConstants.PAYMENT_ID, PurseConstants.IDEMPOTENCY_KEY_USED))
                .isEqualTo(Map.ofEntries(
                        Map.entry(PurseConstants.STATUS, "AUTHORIZED"),
                        Map.entry(PurseConstants.VERSION, 1L),
                        Map.entry(PurseConstants.RESOURCE_ORDER_REFERENCE, "123456789"),
                        Map.entry(PurseConstants.RESOURCE_CURRENCY, "EUR"),
                        Map.entry(PurseConstants.TOTAL_AUTHORIZED, 12000L),
                        Map.entry(PurseConstants.TOTAL_CAPTURED, 0L),
                        Map.entry(PurseConstants.TOTAL_VOIDED, 0L),
                        Map.entry(PurseConstants.TOTAL_REFUNDED, 0L),
                        Map.entry(PurseConstants.AVAILABLE_TO_CAPTURE, 12000L),
                        Map.entry(PurseConstants.AVAILABLE_TO_VOID, 12000L),
                        Map.entry(PurseConstants.AVAILABLE_TO_REFUND, 0L),
                        Map.entry(PurseConstants.ATTEMPTS, 1),
                        Map.entry(PurseConstants.HTTP_RESPONSE_CODE, 200)));
    }

    @Test
    void aPaymentThatWaitsForItsShopperShowsWhereTheShopperGoes() {
        PURSE.sandbox().faults().next("createPayment", Fault.pending());
        Message response = respond(PurseOperation.createPayment);
        assertThat(response.getHeader(PurseConstants.STATUS)).isEqualTo("PENDING");
        assertThat(response.getHeader(PurseConstants.SHOPPER_URL, String.class))
                .startsWith(PURSE.sandbox().baseUrl() + "/payment-page/");
    }

    @Test
    void aReadPaymentShowsItsState() {
        Message response = respond(PurseOperation.getPayment);
        assertThat(response.getHeaders())
                .containsEntry(PurseConstants.STATUS, "AUTHORIZED")
                .containsEntry(PurseConstants.RESOURCE_ORDER_REFERENCE, "ORD-1")
                .containsEntry(PurseConstants.AVAILABLE_TO_CAPTURE, 4299L)
                .doesNotContainKeys(PurseConstants.OPERATION_ID, PurseConstants.OPERATION_STATUS);
    }

    @Test
    void aPaymentOfASessionShowsTheSession() {
        String session = samples.clientSession();
        String payment = PURSE.sandbox().shopper().pay(session);
        assertThat(PURSE.succeed("purse:getPayment?paymentId=" + payment, null, Map.of())
                        .getHeader(PurseConstants.CLIENT_SESSION_ID))
                .isEqualTo(session);
    }

    @ParameterizedTest
    @CsvSource({
        "capturePayment, captures, CamelPurseTotalCaptured",
        "refundPayment, refunds, CamelPurseTotalRefunded",
        "voidPayment, voids, CamelPurseTotalVoided"
    })
    void aMoneyOperationShowsWhichOneItMade(PurseOperation operation, String collection, String total) {
        SampleCalls.Call call = samples.of(operation);
        Message response = PURSE.succeed(call.uri(), call.body(), call.headers());
        String made = Json.parse(response.getBody(String.class))
                .path(collection)
                .path(0)
                .path("id")
                .textValue();
        assertThat(response.getHeaders())
                .containsEntry(PurseConstants.OPERATION_ID, made)
                .containsEntry(PurseConstants.OPERATION_STATUS, "SUCCESS")
                .containsEntry(total, 1000L);
    }

    @Test
    void ofSeveralCapturesTheOneThatTheCallMadeIsShown() {
        String payment = samples.payment();
        Object first = capture(payment, 1000, "INV-1").getHeader(PurseConstants.OPERATION_ID);
        Object second = capture(payment, 1000, "INV-2").getHeader(PurseConstants.OPERATION_ID);
        Object third = capture(payment, 500, "INV-3").getHeader(PurseConstants.OPERATION_ID);
        assertThat(PURSE.sandbox().payment(payment).path("captures").findValuesAsText("id"))
                .contains((String) first, (String) second, (String) third);
        assertThat(first).isNotEqualTo(second);
        assertThat(second).isNotEqualTo(third);
    }

    @Test
    void anOperationThatIsNotFinalShowsThatItIsNot() {
        PURSE.sandbox().faults().next("capturePayment", Fault.pending());
        assertThat(respond(PurseOperation.capturePayment).getHeader(PurseConstants.OPERATION_STATUS))
                .isEqualTo("PENDING");
    }

    @Test
    void aNewPaymentLinkShowsWhereToPay() {
        Message response = respond(PurseOperation.createPaymentLink);
        String link = response.getHeader(PurseConstants.PAYMENT_LINK_ID, String.class);
        assertThat(shown(response, PurseConstants.IDEMPOTENCY_KEY_USED))
                .isEqualTo(Map.of(
                        PurseConstants.PAYMENT_LINK_ID,
                        link,
                        PurseConstants.STATUS,
                        "CREATED",
                        PurseConstants.VERSION,
                        1L,
                        PurseConstants.RESOURCE_ORDER_REFERENCE,
                        "order_123456",
                        PurseConstants.RESOURCE_CURRENCY,
                        "EUR",
                        PurseConstants.SHOPPER_URL,
                        PURSE.sandbox().baseUrl() + "/payment-link/" + link,
                        PurseConstants.ATTEMPTS,
                        1,
                        PurseConstants.HTTP_RESPONSE_CODE,
                        201));
    }

    @Test
    void aPaidPaymentLinkShowsThePaymentThatPaidIt() {
        String link = samples.paymentLink();
        PURSE.sandbox().shopper().refuse(link);
        String payment = PURSE.sandbox().shopper().pay(link);
        assertThat(PURSE.succeed("purse:getPaymentLink?paymentLinkId=" + link, null, Map.of())
                        .getHeaders())
                .containsEntry(PurseConstants.STATUS, "PAID")
                .containsEntry(PurseConstants.PAYMENT_ID, payment);
    }

    @Test
    void aPaymentLinkWhoseAttemptWasRejectedShowsNoPayment() {
        String link = samples.paymentLink();
        PURSE.sandbox().shopper().refuse(link);
        assertThat(PURSE.succeed("purse:getPaymentLink?paymentLinkId=" + link, null, Map.of())
                        .getHeaders())
                .containsEntry(PurseConstants.STATUS, "OPENED")
                .doesNotContainKey(PurseConstants.PAYMENT_ID);
    }

    @Test
    void aCancelledPaymentLinkShowsThatItIs() {
        assertThat(respond(PurseOperation.cancelPaymentLink).getHeader(PurseConstants.STATUS))
                .isEqualTo("CANCELLED");
    }

    @Test
    void eligibleSolutionsShowNothingButTheirCurrency() {
        assertThat(shown(respond(PurseOperation.getEligibleSolutions)))
                .isEqualTo(Map.of(
                        PurseConstants.RESOURCE_CURRENCY,
                        "EUR",
                        PurseConstants.ATTEMPTS,
                        1,
                        PurseConstants.HTTP_RESPONSE_CODE,
                        200));
    }

    @Test
    void headersOfTheRouteStay() {
        Message response = PURSE.succeed(
                "purse:getPayment?paymentId=" + samples.payment(),
                null,
                Map.of("invoice", 7, "CamelFileName", "a.xml"));
        assertThat(response.getHeaders()).containsEntry("invoice", 7).containsEntry("CamelFileName", "a.xml");
    }

    private Message capture(String payment, int amount, String reference) {
        return PURSE.succeed(
                "purse:capturePayment?paymentId=" + payment + "&amount=" + amount + "&merchantReference=" + reference,
                null,
                Map.of());
    }

    private Message respond(PurseOperation operation) {
        SampleCalls.Call call = samples.of(operation);
        return PURSE.succeed(call.uri(), call.body(), call.headers());
    }

    /** Every header but those whose value no test can know. */
    private static Map<String, Object> shown(Message response, String... unpredictable) {
        assertThat(response.getHeaders().keySet()).containsAll(List.of(unpredictable));
        return response.getHeaders().entrySet().stream()
                .filter(header -> !List.of(unpredictable).contains(header.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
