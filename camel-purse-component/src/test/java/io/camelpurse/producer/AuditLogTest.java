package io.camelpurse.producer;

import static io.camelpurse.fixture.MoneyMessage.money;
import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.AuditLogFormat;
import io.camelpurse.IdempotencyKeys;
import io.camelpurse.PurseAuthenticationException;
import io.camelpurse.PurseConstants;
import io.camelpurse.PurseException;
import io.camelpurse.PurseOutcomeUnknownException;
import io.camelpurse.PurseRejectedException;
import io.camelpurse.PurseUnavailableException;
import io.camelpurse.fixture.CapturedLog;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.sandbox.Fault;
import io.camelpurse.sandbox.PurseSandbox;
import io.camelpurse.sandbox.RecordedRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One line for every payment operation, in a log of its own. Tests {@link AuditLog},
 * {@link io.camelpurse.client.MoneyRequest} and {@link io.camelpurse.client.MoneyResponse}.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class AuditLogTest {

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder().sandbox().build();

    private final PurseSandbox sandbox = PURSE.sandbox();

    private static final String CAPTURE = "purse:capturePayment";
    private CapturedLog log;
    private String payment;

    @BeforeEach
    void listen() {
        payment = sandbox.authorizedPayment(10_000, "EUR", "ORD-1");
        log = CapturedLog.of("io.camelpurse.money");
    }

    @AfterEach
    void stopListening() {
        log.close();
    }

    @Test
    void aCaptureLeavesOneLineThatSaysEverything() {
        Message response = PURSE.succeed(CAPTURE, money(payment, 4000, "INV-1"));
        assertThat(log.lines()).hasSize(1);
        assertThat(fields(log.lines().get(0)))
                .containsEntry("order", "ORD-1")
                .containsEntry("payment", payment)
                .containsEntry("operation", "capturePayment")
                .containsEntry("operationId", response.getHeader(PurseConstants.OPERATION_ID, String.class))
                .containsEntry("reference", "INV-1")
                .containsEntry("amount", "4000")
                .containsEntry("currency", "EUR")
                .containsEntry("key", IdempotencyKeys.derive(payment, "capturePayment", "INV-1"))
                .containsEntry("attempts", "1")
                .containsEntry("duplicate", "false")
                .containsEntry("status", "SUCCESS")
                .containsOnlyKeys(
                        "order",
                        "payment",
                        "operation",
                        "operationId",
                        "reference",
                        "amount",
                        "currency",
                        "key",
                        "attempts",
                        "duplicate",
                        "status",
                        "milliseconds",
                        "exchange");
    }

    /** Programs read the lines: names, order, separators and escaping stay as they are. */
    @ParameterizedTest
    @EnumSource
    void theTextOfALineIsStableByteForByte(WholeLine line) {
        assertThat(written(line, AuditLogFormat.text)).isEqualTo(line.text);
    }

    @ParameterizedTest
    @EnumSource
    void theJsonOfALineIsStableByteForByte(WholeLine line) {
        assertThat(written(line, AuditLogFormat.json)).isEqualTo(line.json);
    }

    /** The last line, with a placeholder for each value that another run has otherwise. */
    private String written(WholeLine line, AuditLogFormat format) {
        payment = sandbox.authorizedPayment(10_000, "EUR", line.order);
        if (line.fault != null) {
            sandbox.faults().next("capturePayment", line.fault);
        }
        Exchange exchange = null;
        for (int call = 0; call < line.calls; call++) {
            exchange = PURSE.send(
                    CAPTURE + "?maxRetries=0&requireMerchantReference=false&auditLogFormat=" + format,
                    money(payment, line.amount, line.reference));
        }
        assertThat(log.lines()).hasSize(line.calls);
        List<RecordedRequest> requests = PURSE.requests("capturePayment");
        return log.lines()
                .get(line.calls - 1)
                .replaceFirst("(milliseconds\\W+)\\d+", "$1MILLISECONDS")
                .replace(requests.get(requests.size() - 1).idempotencyKey(), "KEY")
                .replace(sandbox.payment(payment).at("/captures/0/id").asText("none"), "OPERATION")
                .replace(exchange.getExchangeId(), "EXCHANGE")
                .replace(payment, "PAYMENT");
    }

    /** What makes a line, and the line. */
    private enum WholeLine {
        EXECUTED(
                "ORD-1",
                4000,
                "INV 1",
                null,
                1,
                "order=ORD-1 payment=PAYMENT operation=capturePayment operationId=OPERATION reference=INV_1"
                        + " amount=4000 currency=EUR key=KEY attempts=1 duplicate=false status=SUCCESS"
                        + " milliseconds=MILLISECONDS exchange=EXCHANGE",
                "{\"order\":\"ORD-1\",\"payment\":\"PAYMENT\",\"operation\":\"capturePayment\","
                        + "\"operationId\":\"OPERATION\",\"reference\":\"INV_1\",\"amount\":4000,\"currency\":\"EUR\","
                        + "\"key\":\"KEY\",\"attempts\":1,\"duplicate\":false,\"status\":\"SUCCESS\","
                        + "\"milliseconds\":MILLISECONDS,\"exchange\":\"EXCHANGE\"}"),
        FOUND(
                "ORD-1",
                4000,
                "INV-1",
                null,
                2,
                "order=ORD-1 payment=PAYMENT operation=capturePayment operationId=OPERATION reference=INV-1"
                        + " amount=4000 currency=EUR key=KEY attempts=1 duplicate=true status=SUCCESS"
                        + " milliseconds=MILLISECONDS exchange=EXCHANGE",
                "{\"order\":\"ORD-1\",\"payment\":\"PAYMENT\",\"operation\":\"capturePayment\","
                        + "\"operationId\":\"OPERATION\",\"reference\":\"INV-1\",\"amount\":4000,\"currency\":\"EUR\","
                        + "\"key\":\"KEY\",\"attempts\":1,\"duplicate\":true,\"status\":\"SUCCESS\","
                        + "\"milliseconds\":MILLISECONDS,\"exchange\":\"EXCHANGE\"}"),
        UNKNOWN(
                "ORD-1",
                4000,
                "INV-1",
                Fault.status(503),
                1,
                "payment=PAYMENT operation=capturePayment reference=INV-1 amount=4000 key=KEY attempts=1"
                        + " status=UNKNOWN milliseconds=MILLISECONDS exchange=EXCHANGE",
                "{\"payment\":\"PAYMENT\",\"operation\":\"capturePayment\",\"reference\":\"INV-1\",\"amount\":4000,"
                        + "\"key\":\"KEY\",\"attempts\":1,\"status\":\"UNKNOWN\",\"milliseconds\":MILLISECONDS,"
                        + "\"exchange\":\"EXCHANGE\"}"),
        CONFLICT(
                "ORD-1",
                10_000,
                "INV-1",
                Fault.conflict(),
                1,
                "order=ORD-1 payment=PAYMENT operation=capturePayment operationId=OPERATION reference=INV-1"
                        + " amount=10000 currency=EUR key=KEY attempts=1 duplicate=false status=CONFLICT"
                        + " milliseconds=MILLISECONDS exchange=EXCHANGE",
                "{\"order\":\"ORD-1\",\"payment\":\"PAYMENT\",\"operation\":\"capturePayment\","
                        + "\"operationId\":\"OPERATION\",\"reference\":\"INV-1\",\"amount\":10000,\"currency\":\"EUR\","
                        + "\"key\":\"KEY\",\"attempts\":1,\"duplicate\":false,\"status\":\"CONFLICT\","
                        + "\"milliseconds\":MILLISECONDS,\"exchange\":\"EXCHANGE\"}"),
        WITHOUT_REFERENCE(
                "ORD-1",
                4000,
                null,
                null,
                1,
                "order=ORD-1 payment=PAYMENT operation=capturePayment operationId=OPERATION reference="
                        + " amount=4000 currency=EUR key=KEY attempts=1 duplicate=false status=SUCCESS"
                        + " milliseconds=MILLISECONDS exchange=EXCHANGE",
                "{\"order\":\"ORD-1\",\"payment\":\"PAYMENT\",\"operation\":\"capturePayment\","
                        + "\"operationId\":\"OPERATION\",\"amount\":4000,\"currency\":\"EUR\","
                        + "\"key\":\"KEY\",\"attempts\":1,\"duplicate\":false,\"status\":\"SUCCESS\","
                        + "\"milliseconds\":MILLISECONDS,\"exchange\":\"EXCHANGE\"}"),
        FORGED_REFERENCE(
                "ORD-1",
                4000,
                "INV-1\r\namount=1 \"status\":\"FAILURE\"",
                null,
                1,
                "order=ORD-1 payment=PAYMENT operation=capturePayment operationId=OPERATION"
                        + " reference=INV-1__amount_1__status_:_FAILURE_ amount=4000 currency=EUR key=KEY attempts=1"
                        + " duplicate=false status=SUCCESS milliseconds=MILLISECONDS exchange=EXCHANGE",
                "{\"order\":\"ORD-1\",\"payment\":\"PAYMENT\",\"operation\":\"capturePayment\","
                        + "\"operationId\":\"OPERATION\",\"reference\":\"INV-1__amount_1__status_:_FAILURE_\","
                        + "\"amount\":4000,\"currency\":\"EUR\",\"key\":\"KEY\",\"attempts\":1,\"duplicate\":false,"
                        + "\"status\":\"SUCCESS\",\"milliseconds\":MILLISECONDS,\"exchange\":\"EXCHANGE\"}"),
        HIDDEN_ORDER(
                "order 2\nof \"Ms. Doe\"",
                4000,
                "INV-1",
                null,
                1,
                "order=(hidden) payment=PAYMENT operation=capturePayment operationId=OPERATION reference=INV-1"
                        + " amount=4000 currency=EUR key=KEY attempts=1 duplicate=false status=SUCCESS"
                        + " milliseconds=MILLISECONDS exchange=EXCHANGE",
                "{\"order\":\"(hidden)\",\"payment\":\"PAYMENT\",\"operation\":\"capturePayment\","
                        + "\"operationId\":\"OPERATION\",\"reference\":\"INV-1\",\"amount\":4000,\"currency\":\"EUR\","
                        + "\"key\":\"KEY\",\"attempts\":1,\"duplicate\":false,\"status\":\"SUCCESS\","
                        + "\"milliseconds\":MILLISECONDS,\"exchange\":\"EXCHANGE\"}"),
        AMOUNT_LIKE_A_CARD_NUMBER(
                "ORD-1",
                4_111_111_111_111_111L,
                "INV-1",
                Fault.status(503),
                1,
                "payment=PAYMENT operation=capturePayment reference=INV-1 amount=(hidden) key=KEY attempts=1"
                        + " status=UNKNOWN milliseconds=MILLISECONDS exchange=EXCHANGE",
                "{\"payment\":\"PAYMENT\",\"operation\":\"capturePayment\",\"reference\":\"INV-1\","
                        + "\"amount\":\"(hidden)\",\"key\":\"KEY\",\"attempts\":1,\"status\":\"UNKNOWN\","
                        + "\"milliseconds\":MILLISECONDS,\"exchange\":\"EXCHANGE\"}");

        private final String order;
        private final long amount;
        private final String reference;
        private final Fault fault;
        private final int calls;
        private final String text;
        private final String json;

        WholeLine(String order, long amount, String reference, Fault fault, int calls, String text, String json) {
            this.order = order;
            this.amount = amount;
            this.reference = reference;
            this.fault = fault;
            this.calls = calls;
            this.text = text;
            this.json = json;
        }
    }

    @Test
    void theSameDocumentAgainLeavesALineThatSaysSo() {
        PURSE.succeed(CAPTURE, money(payment, 4000, "INV-1"));
        PURSE.succeed(CAPTURE, money(payment, 4000, "INV-1"));
        assertThat(log.lines()).hasSize(2);
        assertThat(fields(log.lines().get(1))).containsEntry("duplicate", "true");
        assertThat(fields(log.lines().get(1)).get("operationId"))
                .isEqualTo(fields(log.lines().get(0)).get("operationId"));
    }

    @Test
    void anOutcomeThatNobodyKnowsLeavesALineWithTheKey() {
        sandbox.faults().next(CAPTURE.substring(6), Fault.dropResponse());
        PURSE.fail(PurseOutcomeUnknownException.class, CAPTURE + "?maxRetries=0", money(payment, 4000, "INV-1"));
        assertThat(log.lines()).hasSize(1);
        assertThat(fields(log.lines().get(0)))
                .containsEntry("status", "UNKNOWN")
                .containsEntry("key", IdempotencyKeys.derive(payment, "capturePayment", "INV-1"))
                .containsEntry("reference", "INV-1")
                .containsEntry("amount", "4000");
    }

    @Test
    void whatWasRejectedOrNeverLeftLeavesNoLine() {
        PURSE.fail(PurseRejectedException.class, CAPTURE, money(payment, 20_000, "INV-1"));
        sandbox.faults().always("capturePayment", Fault.status(429));
        PURSE.fail(PurseUnavailableException.class, CAPTURE + "?maxRetries=0", money(payment, 4000, "INV-2"));
        PURSE.succeed(CAPTURE + "?dryRun=true", money(payment, 4000, "INV-3"));
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void whatIsUnavailableAfterTheRequestWasSentLeavesALineWithTheKey() {
        sandbox.faults().always("capturePayment", Fault.status(503));
        PURSE.fail(PurseOutcomeUnknownException.class, CAPTURE + "?maxRetries=0", money(payment, 4000, "INV-2"));
        assertThat(log.lines()).hasSize(1);
        assertThat(fields(log.lines().get(0)))
                .containsEntry("status", "UNKNOWN")
                .containsEntry("key", IdempotencyKeys.derive(payment, "capturePayment", "INV-2"));
    }

    @Test
    void aReadThatFailedBeforeAnythingWasSentLeavesNoLine() {
        sandbox.faults().always("getPayment", Fault.status(500));
        PurseUnavailableException failure = PURSE.fail(
                PurseUnavailableException.class, CAPTURE + "?maxRetries=1", money(payment, "available", "INV-1"));
        assertThat(failure.getAttempts()).isZero();
        PURSE.fail(PurseUnavailableException.class, "purse:reversePayment?maxRetries=1", money(payment, null, "R-1"));
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void aReversalLeavesALineForTheVoidAndOneForTheRefund() {
        PURSE.succeed(CAPTURE, money(payment, 4000, "INV-1"));
        PURSE.succeed("purse:reversePayment", money(payment, null, "CN-1"));
        assertThat(log.lines()).hasSize(3);
        assertThat(fields(log.lines().get(1)))
                .containsEntry("operation", "voidPayment")
                .containsEntry("amount", "6000");
        assertThat(fields(log.lines().get(2)))
                .containsEntry("operation", "refundPayment")
                .containsEntry("amount", "4000");
    }

    @Test
    void aReversalThatFailsHalfwayLeavesALineForWhatItDid() {
        PURSE.succeed(CAPTURE, money(payment, 4000, "INV-1"));
        sandbox.faults().next("refundPayment", Fault.forbidden());
        PurseException failure =
                PURSE.fail(PurseAuthenticationException.class, "purse:reversePayment", money(payment, null, "CN-1"));
        assertThat(failure).hasMessageContaining("6000 minor units were voided");
        assertThat(log.lines()).hasSize(2);
        assertThat(fields(log.lines().get(1)))
                .containsEntry("operation", "voidPayment")
                .containsEntry("amount", "6000");
    }

    @Test
    void theRefundOfAReversalThatNobodyKnowsOfLeavesALineWithItsOwnKey() {
        PURSE.succeed(CAPTURE, money(payment, 4000, "INV-1"));
        sandbox.faults().next("refundPayment", Fault.dropResponse());
        PURSE.fail(
                PurseOutcomeUnknownException.class, "purse:reversePayment?maxRetries=0", money(payment, null, "CN-1"));
        assertThat(fields(log.lines().get(2)))
                .containsEntry("operation", "refundPayment")
                .containsEntry("key", IdempotencyKeys.derive(payment, "reversePayment/refund", "CN-1"))
                .containsEntry("status", "UNKNOWN");
    }

    static List<String> forgeries() {
        return List.of(
                "ORD-2\norder=ORD-3 status=SUCCESS",
                "ORD-2\r\n2026-11-22 INFO forged",
                "ORD-2\u2028forged",
                "ORD-2\u0085forged",
                "ORD-2\u202eforged",
                "ORD-2 amount=1",
                "ORD-2\tamount=1",
                "ORD-2\u0000\u001b[31m");
    }

    @ParameterizedTest
    @MethodSource("forgeries")
    void anOrderReferenceCannotForgeALineOrAField(String reference) {
        payment = sandbox.authorizedPayment(10_000, "EUR", reference);
        PURSE.succeed(CAPTURE, money(payment, 4000, "INV-1"));
        assertThat(fields(safeLine())).containsEntry("reference", "INV-1");
    }

    @ParameterizedTest
    @MethodSource("forgeries")
    void aMerchantReferenceCannotForgeALineOrAField(String reference) {
        PURSE.succeed(CAPTURE, money(payment, 4000, reference));
        assertThat(fields(safeLine())).containsEntry("order", "ORD-1");
    }

    @Test
    void anIdempotencyKeyAndAnExchangeIdCannotForgeALineOrAField() {
        Consumer<Message> request = money(payment, 4000, "INV-1");
        PURSE.succeed(CAPTURE, message -> {
            request.accept(message);
            message.setHeader(PurseConstants.IDEMPOTENCY_KEY, "k\"=status=FORGED");
            message.getExchange().setExchangeId("E1\nINFO order=FORGED status=\"FORGED\"");
        });
        assertThat(fields(safeLine()))
                .containsEntry("key", "k__status_FORGED")
                .containsEntry("exchange", "E1_INFO_order_FORGED_status__FORGED_");
    }

    /** The one line, without a character that would part it into other fields or lines. */
    private String safeLine() {
        assertThat(log.lines()).hasSize(1);
        String line = log.lines().get(0);
        assertThat(line.codePoints())
                .allMatch(point -> point == ' ' || !Character.isSpaceChar(point) && !Character.isISOControl(point));
        assertThat(line.codePoints()).noneMatch(point -> Character.getType(point) == Character.FORMAT);
        assertThat(fields(line)).hasSize(13).containsEntry("amount", "4000").containsEntry("status", "SUCCESS");
        return line;
    }

    @Test
    void noCardDataNoNameAndNoSecretIsInALine() {
        Consumer<Message> request = money(payment, 4000, "INV-1");
        PURSE.succeed(CAPTURE, request);
        assertThat(log.lines().get(0))
                .doesNotContainIgnoringCase("card", "bearer", "secret", "holder")
                .doesNotContain(
                        sandbox.account().clientSecret(),
                        sandbox.account().apiKey(),
                        sandbox.account().clientId());
    }

    private static Map<String, String> fields(String line) {
        return Arrays.stream(line.split(" "))
                .map(field -> field.split("=", 2))
                .collect(Collectors.toMap(field -> field[0], field -> field[1]));
    }
}
