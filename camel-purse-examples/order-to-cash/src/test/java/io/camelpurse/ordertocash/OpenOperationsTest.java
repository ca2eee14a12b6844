package io.camelpurse.ordertocash;

import static io.camelpurse.ordertocash.Documents.cancellation;
import static io.camelpurse.ordertocash.Documents.creditNote;
import static io.camelpurse.ordertocash.Documents.invoice;
import static io.camelpurse.ordertocash.Documents.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelpurse.sandbox.Fault;
import io.camelpurse.sandbox.state.OperationStatus;
import io.camelpurse.sandbox.state.Solution;
import io.camelpurse.sandbox.state.SplitPart;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An operation that Purse has not finished yet: its document is followed to the end, and is not done before. */
@Order(4)
class OpenOperationsTest {

    @RegisterExtension
    private final Stage stage = new Stage(Map.of());

    @ParameterizedTest
    @CsvSource({"PENDING", "UNCERTAIN"})
    void aCaptureIsDoneWhenItHasSucceededAndNotBefore(OperationStatus open) throws Exception {
        String payment = openCapture(open);
        assertThat(stage.isOpen("1.xml")).isTrue();

        stage.purse().settle(payment, OperationStatus.SUCCESS);
        stage.awaitDone("1.xml");

        assertThat(stage.amount(payment, "total_captured")).isEqualTo(600);
        stage.purse().assertMovedExactlyOnce("ORD-1");
    }

    @Test
    void aCaptureThatFailsAfterwardsIsRejected() throws Exception {
        String payment = openCapture(OperationStatus.PENDING);

        stage.purse().settle(payment, OperationStatus.FAILURE);

        assertThat(stage.awaitRejected("1.xml")).contains("FAILURE", "Invoice INV-1", "under a new number");
        stage.deliver("2.xml", invoice("INV-2", "ORD-1", "EUR", "10.00"));
        stage.awaitDone("2.xml");
        assertThat(stage.amount(payment, "total_captured"))
                .as("all of it was available again")
                .isEqualTo(1000);
    }

    @Test
    void aCaptureThatSomePartnersAloneExecuteWaitsForAPerson() throws Exception {
        stage.deliver("0.xml", order("ORD-1", "EUR", "10.00"));
        String payment = stage.purse()
                .shopper()
                .pay(
                        stage.link("ORD-1"),
                        new SplitPart(new Solution("illicado", "giftcard"), 200),
                        new SplitPart(new Solution("acme", "creditcard"), 800));
        openCapture(payment, OperationStatus.PENDING);

        stage.purse().settle(payment, OperationStatus.CONFLICT);

        stage.awaitState("1.xml", "manual");
        assertThat(stage.explanation("1.xml")).contains("CONFLICT", "check the operation at Purse");
        stage.purse().assertMovedExactlyOnce("ORD-1");
    }

    @Test
    void aCaptureIsFollowedAfterARestart() throws Exception {
        String payment = openCapture(OperationStatus.PENDING);
        stage.restart();
        stage.awaitAttempts("1.xml", 1 + Integer.parseInt(stage.row("1.xml").get("attempts")));

        stage.purse().settle(payment, OperationStatus.SUCCESS);
        stage.awaitDone("1.xml");

        stage.purse().assertMovedExactlyOnce("ORD-1");
    }

    @Test
    void aRefundIsFollowedToItsEnd() throws Exception {
        String payment = stage.paidOrder("ORD-1", "EUR", "10.00");
        stage.purse().faults().next("refundPayment", Fault.pending());
        stage.deliver("1.xml", invoice("INV-1", "ORD-1", "EUR", "10.00"));
        stage.deliver("2.xml", creditNote("CN-1", "ORD-1", "EUR", "4.00", "INV-1"));
        stage.awaitCalls("refundPayment", 1);
        stage.awaitAttempts("2.xml", 2);

        stage.purse().settle(payment, OperationStatus.FAILURE);

        assertThat(stage.awaitRejected("2.xml")).contains("FAILURE");
        stage.deliver("3.xml", creditNote("CN-2", "ORD-1", "EUR", "10.00", "INV-1"));
        stage.awaitDone("3.xml");
        assertThat(stage.amount(payment, "total_refunded")).isEqualTo(1000);
    }

    @Test
    void aVoidIsFollowedToItsEnd() throws Exception {
        String payment = stage.paidOrder("ORD-1", "EUR", "10.00");
        stage.purse().faults().next("voidPayment", Fault.pending());
        stage.deliver("1.xml", cancellation("CAN-1", "ORD-1"));
        stage.awaitCalls("voidPayment", 1);
        stage.awaitAttempts("1.xml", 2);

        stage.purse().settle(payment, OperationStatus.SUCCESS);
        stage.awaitDone("1.xml");

        assertThat(stage.amount(payment, "total_voided")).isEqualTo(1000);
    }

    @Test
    void theDocumentsOfTheOrderWaitForItAndThoseOfOthersGoOn() throws Exception {
        String payment = openCapture(OperationStatus.PENDING);
        stage.deliver("2.xml", creditNote("CN-1", "ORD-1", "EUR", "4.00", "INV-1"));
        stage.paidOrder("ORD-2", "EUR", "10.00");
        stage.deliver("3.xml", invoice("INV-2", "ORD-2", "EUR", "10.00"));
        stage.awaitDone("3.xml");
        stage.awaitStored("2.xml");
        assertThat(stage.row("2.xml")).containsEntry("state", "open").containsEntry("attempts", "0");

        stage.purse().settle(payment, OperationStatus.SUCCESS);
        stage.awaitDone("2.xml");

        assertThat(stage.amount(payment, "total_refunded")).isEqualTo(400);
    }

    @Test
    void anOutcomeThatStaysUnknownForTooLongIsDecidedByAPerson() throws Exception {
        stage.restart(Map.of("orderToCash.followPeriod", "1"));
        String payment = stage.paidOrder("ORD-1", "EUR", "10.00");
        stage.purse().faults().next("capturePayment", Fault.uncertain());
        stage.deliver("1.xml", invoice("INV-1", "ORD-1", "EUR", "6.00"));
        stage.deliver("2.xml", creditNote("CN-1", "ORD-1", "EUR", "1.00", "INV-1"));

        stage.awaitState("1.xml", "manual");
        assertThat(stage.explanation("1.xml")).contains("UNCERTAIN", "see what became of the operation at Purse");
        stage.awaitAttempts("2.xml", 2);
        assertThat(stage.explanation("2.xml")).contains("invoice INV-1 waits for the decision of a person");

        stage.purse().settle(payment, OperationStatus.SUCCESS);
        stage.orderBook()
                .execute("UPDATE business_document SET state = 'done', outcome_at = CURRENT_TIMESTAMP,"
                        + " acknowledged_at = NULL WHERE number = 'INV-1'");
        stage.awaitDone("2.xml");

        assertThat(stage.amount(payment, "total_captured")).isEqualTo(600);
        assertThat(stage.amount(payment, "total_refunded")).isEqualTo(100);
        assertThat(stage.application().reconcile()).isEmpty();
    }

    @Test
    void aRejectionRejectsNoDocumentWhoseOperationThePaymentShows() throws Exception {
        String payment = stage.paidOrder("ORD-1", "EUR", "10.00");
        Fault rejected = Fault.response(400, "application/problem+json", "{\"title\":\"No\",\"status\":400}");
        stage.purse().faults().next("capturePayment", Fault.uncertain(), rejected, rejected);
        stage.deliver("1.xml", invoice("INV-1", "ORD-1", "EUR", "6.00"));
        stage.awaitAttempts("1.xml", 3);

        stage.purse().settle(payment, OperationStatus.SUCCESS);
        stage.awaitDone("1.xml");

        stage.purse().assertMovedExactlyOnce("ORD-1");
    }

    @Test
    void aPaymentThatListsNoOperationsHasNone() throws Exception {
        String payment = stage.paidOrder("ORD-1", "EUR", "10.00");
        stage.purse().faults().always("getPayment", Fault.edited(read -> {
            for (String operations : List.of("captures", "voids", "refunds")) {
                if (read.path(operations).isEmpty()) {
                    read.remove(operations);
                }
            }
            return read;
        }));
        stage.deliver("1.xml", invoice("INV-1", "ORD-1", "EUR", "6.00"));
        stage.deliver("2.xml", creditNote("CN-1", "ORD-1", "EUR", "1.00", "INV-1"));
        stage.deliver("3.xml", cancellation("CAN-1", "ORD-1"));
        stage.awaitDone("2.xml");
        stage.awaitDone("3.xml");

        assertThat(stage.amount(payment, "total_captured")).isEqualTo(600);
        assertThat(stage.amount(payment, "total_refunded")).isEqualTo(100);
        assertThat(stage.amount(payment, "total_voided")).isEqualTo(400);
    }

    @Test
    void anOpenOperationIsReadAndItsCallIsNotRetried() throws Exception {
        String payment = openCapture(OperationStatus.PENDING);
        stage.awaitAttempts("1.xml", 4);

        stage.purse().settle(payment, OperationStatus.SUCCESS);
        stage.awaitDone("1.xml");

        assertThat(stage.purse().journal("capturePayment")).hasSize(1);
        assertThat(stage.row("1.xml")).containsEntry("operation_amount", "600");
    }

    @Test
    void anOperationThatThePaymentDoesNotShowYetIsFollowed() throws Exception {
        String payment = openCapture(OperationStatus.PENDING);
        stage.purse().faults().always("getPayment", Fault.edited(read -> {
            read.remove("captures");
            return read;
        }));
        stage.purse().settle(payment, OperationStatus.SUCCESS);
        stage.awaitAttempts("1.xml", 5);

        stage.purse().faults().clear();
        stage.awaitDone("1.xml");
    }

    @Test
    void theCallOfAProcessThatDiedIsRetriedUnderItsKeyWhilePurseRemembersIt() throws Exception {
        String payment = invoiceOfADeadProcess("1");

        stage.purse().settle(payment, OperationStatus.SUCCESS);
        stage.awaitDone("2.xml");

        assertThat(stage.amount(payment, "total_captured")).isEqualTo(700);
    }

    @Test
    void theCallOfAProcessThatDiedLongAgoIsNotRetried() throws Exception {
        String payment = invoiceOfADeadProcess("100000");

        stage.purse().settle(payment, OperationStatus.SUCCESS);
        stage.awaitState("2.xml", "manual");

        assertThat(stage.explanation("2.xml"))
                .contains("unknown since", "may have forgotten its idempotency key", "search for an operation");
        assertThat(stage.purse().journal("capturePayment")).hasSize(1);
    }

    @Test
    void anUnknownOutcomeIsNotLeftAloneForLongWhenPurseIsUnavailable() throws Exception {
        String payment = invoiceOfADeadProcess("1");
        stage.orderBook().execute("UPDATE business_document SET attempts = 20 WHERE number = 'INV-2'");
        stage.purse().faults().next("capturePayment", Fault.forbidden(), Fault.forbidden());

        stage.purse().settle(payment, OperationStatus.SUCCESS);
        stage.awaitDone("2.xml");

        assertThat(stage.purse().journal("capturePayment")).hasSize(4);
    }

    @Test
    void anInstanceThatHasLostItsClaimWritesNoHistory() throws Exception {
        stage.paidOrder("ORD-1", "EUR", "10.00");
        stage.purse().faults().next("capturePayment", Fault.latency(Duration.ofSeconds(2)));
        stage.deliver("1.xml", invoice("INV-1", "ORD-1", "EUR", "6.00"));
        await().until(() -> history().contains("call: capturePayment for Invoice INV-1"));
        stage.orderBook()
                .execute("UPDATE business_document SET claim = 'of another instance',"
                        + " claimed_until = CURRENT_TIMESTAMP + INTERVAL '1' DAY WHERE number = 'INV-1'");
        stage.awaitCalls("capturePayment", 1);

        await().during(Duration.ofSeconds(3)).atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(history())
                .doesNotContain("Invoice INV-1: "));
    }

    private String history() {
        return stage.orderBook().rows("SELECT event FROM order_event").toString();
    }

    /** The payment of an order with an open capture; a process has died that had claimed an invoice over 1.00. */
    private String invoiceOfADeadProcess(String secondsAgo) throws Exception {
        String payment = openCapture(OperationStatus.PENDING);
        stage.deliver("2.xml", invoice("INV-2", "ORD-1", "EUR", "1.00"));
        stage.awaitStored("2.xml");
        stage.orderBook()
                .execute("UPDATE business_document SET claimed_by = 'dead',"
                        + " claimed_until = CURRENT_TIMESTAMP - INTERVAL '"
                        + secondsAgo + "' SECOND WHERE number = 'INV-2'");
        return payment;
    }

    /** The payment of an order over 10.00, of which an invoice captures 6.00 without an end so far. */
    private String openCapture(OperationStatus status) throws Exception {
        return openCapture(stage.paidOrder("ORD-1", "EUR", "10.00"), status);
    }

    private String openCapture(String payment, OperationStatus status) throws Exception {
        Fault open = status == OperationStatus.PENDING ? Fault.pending() : Fault.uncertain();
        stage.purse().faults().next("capturePayment", open);
        stage.deliver("1.xml", invoice("INV-1", "ORD-1", "EUR", "6.00"));
        stage.awaitCalls("capturePayment", 1);
        stage.awaitAttempts("1.xml", 2);
        assertThat(stage.payment(payment).at("/captures/0/status").asText()).isEqualTo(status.name());
        return payment;
    }
}
