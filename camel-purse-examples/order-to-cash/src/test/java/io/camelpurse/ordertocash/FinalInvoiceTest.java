package io.camelpurse.ordertocash;

import static io.camelpurse.ordertocash.Documents.cancellation;
import static io.camelpurse.ordertocash.Documents.invoice;
import static io.camelpurse.ordertocash.Documents.invoiceOfType;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelpurse.sandbox.Fault;
import io.camelpurse.sandbox.state.OperationStatus;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A final invoice captures its amount and voids the rest: two operations, each exactly once. */
class FinalInvoiceTest {

    @RegisterExtension
    private final Stage stage = new Stage(Map.of());

    private String payment;

    @BeforeEach
    void start() throws Exception {
        payment = stage.paidOrder("ORD-1", "EUR", "10.00");
        stage.deliver("1.xml", invoice("INV-1", "ORD-1", "EUR", "6.00"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"218", "877"})
    void whatAFinalInvoiceDoesNotCaptureIsVoided(String code) throws Exception {
        stage.deliver("2.xml", invoiceOfType(code, "INV-2", "ORD-1", "1.00"));
        awaitRest("done");

        assertMoved(700, 300);
        assertThat(rest())
                .containsEntry("operation_status", "SUCCESS")
                .containsEntry("operation_amount", "300")
                .containsEntry(
                        "operation_id", stage.payment(payment).at("/voids/0/id").asText());
        await().untilAsserted(() -> assertThat(stage.acknowledgements().codes())
                .containsEntry("Invoice INV-2", Set.of("AP"))
                .containsEntry("FinalInvoice INV-2", Set.of("AP")));
        assertThat(stage.application().reconcile()).isEmpty();
    }

    @Test
    void aFinalInvoiceOverAllThatIsLeftVoidsNothing() throws Exception {
        stage.deliver("2.xml", finalInvoice("4.00"));
        awaitRest("done");

        assertMoved(1000, 0);
        assertThat(stage.purse().journal("voidPayment")).isEmpty();
        assertThat(stage.application().reconcile()).isEmpty();
    }

    @Test
    void aRepeatedFinalInvoiceIsExecutedOnceAndAcknowledgedAgain() throws Exception {
        stage.deliver("2.xml", finalInvoice("1.00"));
        awaitRest("done");
        await().until(() -> rest().get("acknowledged_at") != null);
        String acknowledged = rest().get("acknowledged_at");

        stage.deliver("3.xml", finalInvoice("1.00"));
        await().until(() -> {
            String again = rest().get("acknowledged_at");
            return again != null && !again.equals(acknowledged);
        });

        assertMoved(700, 300);
        assertThat(stage.purse().journal("voidPayment")).hasSize(1);
    }

    @Test
    void aLostResponseOfEitherOperationIsRecovered() throws Exception {
        stage.awaitDone("1.xml");
        stage.purse().faults().next("capturePayment", Fault.dropResponse());
        stage.purse().faults().next("voidPayment", Fault.dropResponse());
        stage.deliver("2.xml", finalInvoice("1.00"));
        awaitRest("done");

        assertMoved(700, 300);
        stage.purse().assertMovedExactlyOnce("ORD-1");
    }

    @Test
    void aVoidThatFailsBehindTheCaptureIsReportedByItself() throws Exception {
        stage.purse().faults().next("voidPayment", Fault.failure());
        stage.deliver("2.xml", finalInvoice("1.00"));
        awaitRest("rejected");

        assertThat(stage.orderBook().rows("SELECT state FROM business_document WHERE identity = 'Invoice INV-2'"))
                .containsExactly(Map.of("state", "done"));
        assertMoved(700, 0);
        await().untilAsserted(() -> assertThat(stage.acknowledgements().codes())
                .containsEntry("Invoice INV-2", Set.of("AP"))
                .containsEntry("FinalInvoice INV-2", Set.of("RE")));
    }

    @Test
    void aVoidWithAnOpenEndIsFollowed() throws Exception {
        stage.purse().faults().next("voidPayment", Fault.pending());
        stage.deliver("2.xml", finalInvoice("1.00"));
        await().until(() -> "PENDING".equals(rest().get("operation_status")));

        stage.purse().settle(payment, OperationStatus.SUCCESS);
        awaitRest("done");

        assertMoved(700, 300);
        assertThat(stage.purse().journal("voidPayment")).hasSize(1);
    }

    @Test
    void theVoidOfAProcessThatDiedBehindItIsFoundAndNotRetried() throws Exception {
        stage.deliver("2.xml", finalInvoice("1.00"));
        awaitRest("done");
        stage.orderBook()
                .execute("UPDATE business_document SET state = 'open', operation_id = NULL, operation_amount = NULL,"
                        + " claimed_by = 'dead', claimed_until = CURRENT_TIMESTAMP, due_at = CURRENT_TIMESTAMP"
                        + " WHERE identity = 'FinalInvoice INV-2'");
        awaitRest("done");

        assertMoved(700, 300);
        assertThat(rest()).containsEntry("operation_amount", "300");
        stage.purse().assertMovedExactlyOnce("ORD-1");
    }

    @Test
    void aFinalInvoiceWithoutARestIsDoneEvenIfItsProcessDied() throws Exception {
        stage.deliver("2.xml", finalInvoice("4.00"));
        awaitRest("done");
        stage.orderBook()
                .execute("UPDATE business_document SET state = 'open', outcome_at = NULL, acknowledged_at = NULL,"
                        + " claimed_by = 'dead', claimed_until = CURRENT_TIMESTAMP, due_at = CURRENT_TIMESTAMP"
                        + " WHERE identity = 'FinalInvoice INV-2'");
        await().until(() -> !rest().get("state").equals("open"));

        assertThat(rest()).containsEntry("state", "done");
        assertMoved(1000, 0);
        assertThat(stage.application().reconcile()).isEmpty();
    }

    @Test
    void aCancellationUnderTheNumberOfAFinalInvoiceIsADocumentOfItsOwn() throws Exception {
        stage.deliver("2.xml", finalInvoice("1.00"));
        awaitRest("done");
        stage.deliver("3.xml", cancellation("INV-2", "ORD-1"));

        assertThat(stage.awaitRejected("3.xml")).contains("the payment has nothing left for it");
        assertMoved(700, 300);
        assertThat(stage.payment(payment).at("/captures/1/merchant_reference").asText())
                .isEqualTo("INV-2");
        assertThat(stage.payment(payment).at("/voids/0/merchant_reference").asText())
                .isEqualTo("INV-2/rest");
        assertThat(stage.application().reconcile()).isEmpty();
    }

    @Test
    void noDocumentHasANumberThatIsTheReferenceOfARest() throws Exception {
        stage.deliver("2.xml", cancellation("INV-2/rest", "ORD-1"));

        assertThat(stage.awaitRejected("2.xml"))
                .contains("cannot serve as a merchant reference", "value     INV-2/rest", "/rest at the end");
    }

    @Test
    void aFinalInvoiceOverNothingVoidsAllThatIsLeft() throws Exception {
        stage.awaitDone("1.xml");
        stage.deliver("2.xml", finalInvoice("0.00"));
        awaitRest("done");

        assertMoved(600, 400);
        assertThat(stage.purse().journal("capturePayment")).hasSize(1);
        await().untilAsserted(() -> assertThat(stage.acknowledgements().codes())
                .containsEntry("Invoice INV-2", Set.of("AP"))
                .containsEntry("FinalInvoice INV-2", Set.of("AP")));
        assertThat(stage.application().reconcile()).isEmpty();
    }

    @Test
    void anInvoiceOverNothingThatIsNotFinalIsRejected() throws Exception {
        stage.deliver("2.xml", invoice("INV-2", "ORD-1", "EUR", "0.00"));

        assertThat(stage.awaitRejected("2.xml")).contains("there is nothing to pay", "value     0.00 EUR");
    }

    @Test
    void nothingIsVoidedBehindAFinalInvoiceThatIsRejected() throws Exception {
        stage.deliver("2.xml", finalInvoice("4.01"));
        awaitRest("rejected");

        assertThat(rest().get("reason")).contains("the final invoice INV-2 captured nothing");
        assertMoved(600, 0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void nothingIsVoidedWhileAnInvoiceOfTheOrderWaitsForADecision(boolean cancelled) throws Exception {
        stage.awaitDone("1.xml");
        stage.orderBook().execute("UPDATE business_document SET state = 'manual' WHERE number = 'INV-1'");
        stage.deliver("2.xml", cancelled ? cancellation("CAN-1", "ORD-1") : finalInvoice("1.00"));
        String waiting = cancelled ? "OrderCancellation CAN-1" : "FinalInvoice INV-2";
        await().untilAsserted(() -> assertThat(stage.orderBook()
                        .rows("SELECT reason FROM business_document WHERE state = 'open' AND identity = '" + waiting
                                + "'"))
                .containsExactly(Map.of("reason", "an invoice of the order waits for the decision of a person")));
        assertThat(stage.purse().journal("voidPayment")).isEmpty();

        stage.orderBook().execute("UPDATE business_document SET state = 'done' WHERE number = 'INV-1'");
        await().untilAsserted(
                        () -> assertThat(stage.amount(payment, "total_voided")).isEqualTo(cancelled ? 400 : 300));
    }

    @Test
    void aFinalInvoiceUnderANumberThatWasUsedVoidsNothing() throws Exception {
        stage.awaitDone("1.xml");
        stage.deliver("2.xml", invoiceOfType("218", "INV-1", "ORD-1", "6.00"));

        assertThat(stage.awaitRejected("2.xml")).contains("another document of this kind has this number");
        assertThat(stage.orderBook().rows("SELECT number FROM business_document WHERE kind = 'FinalInvoice'"))
                .isEmpty();
        assertMoved(600, 0);
    }

    private static String finalInvoice(String amount) {
        return invoiceOfType("218", "INV-2", "ORD-1", amount);
    }

    /** The row that voids what the final invoice leaves. */
    private Map<String, String> rest() {
        return stage.orderBook().rows("SELECT * FROM business_document WHERE identity = 'FinalInvoice INV-2'").stream()
                .findFirst()
                .orElse(Map.of());
    }

    private void awaitRest(String state) {
        await().untilAsserted(() -> assertThat(rest().get("state")).isEqualTo(state));
    }

    private void assertMoved(long captured, long voided) {
        assertThat(stage.amount(payment, "total_captured")).isEqualTo(captured);
        assertThat(stage.amount(payment, "total_voided")).isEqualTo(voided);
    }
}
