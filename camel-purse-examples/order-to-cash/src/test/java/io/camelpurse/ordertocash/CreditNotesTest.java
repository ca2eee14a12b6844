package io.camelpurse.ordertocash;

import static io.camelpurse.ordertocash.Documents.billingReference;
import static io.camelpurse.ordertocash.Documents.cancellation;
import static io.camelpurse.ordertocash.Documents.creditNote;
import static io.camelpurse.ordertocash.Documents.invoice;
import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.sandbox.Fault;
import io.camelpurse.sandbox.state.OperationStatus;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A credit note gives back what its own invoice took, less what earlier credit notes for that invoice gave back. */
class CreditNotesTest {

    @RegisterExtension
    private final Stage stage = new Stage(Map.of());

    @Test
    void aCreditNoteAboveWhatItsOwnInvoiceTookIsRejected() throws Exception {
        String payment = captured("INV/1 #a", "6.00", "INV-2", "4.00");
        stage.deliver("3.xml", creditNote("CN-1", "ORD-1", "EUR", "6.01", "INV/1 #a"));

        assertThat(stage.awaitRejected("3.xml"))
                .contains(
                        "more than was captured for invoice INV/1 #a and is not refunded",
                        "cbc:PayableAmount",
                        "value     6.01 EUR",
                        "refund at most 6.00 EUR");
        assertThat(stage.amount(payment, "total_refunded")).isZero();
    }

    @Test
    void whatEarlierCreditNotesGaveBackCountsEvenAfterARestart() throws Exception {
        String payment = captured("INV/1 #a", "6.00", "INV-2", "4.00");
        stage.deliver("3.xml", creditNote("CN/1 #b", "ORD-1", "EUR", "4.00", "INV/1 #a"));
        stage.deliver("4.xml", creditNote("CN-2", "ORD-1", "EUR", "1.00", "INV/1 #a"));
        stage.deliver("5.xml", creditNote("CN-3", "ORD-1", "EUR", "4.00", "INV-2"));
        stage.awaitDone("5.xml");
        stage.restart();

        stage.deliver("6.xml", creditNote("CN-4", "ORD-1", "EUR", "1.01", "INV/1 #a"));
        stage.deliver("7.xml", creditNote("CN-5", "ORD-1", "EUR", "1.00", "INV/1 #a"));
        stage.deliver("8.xml", creditNote("CN-2", "ORD-1", "EUR", "1.00", "INV/1 #a"));
        stage.awaitDone("7.xml");
        stage.awaitDone("8.xml");

        assertThat(stage.awaitRejected("6.xml")).contains("invoice INV/1 #a", "refund at most 1.00 EUR");
        assertThat(stage.amount(payment, "total_refunded")).isEqualTo(1000);
    }

    @Test
    void theSameInvoiceNamedTwiceOrInALineIsOneInvoice() throws Exception {
        String payment = captured("INV-1", "6.00", "INV-2", "4.00");
        stage.deliver("3.xml", creditNote("CN-1", "ORD-1", "EUR", "1.00", "INV-1", "INV-1"));
        stage.deliver(
                "4.xml",
                creditNote("CN-2", "ORD-1", "EUR", "4.50")
                        .replace("</CreditNote>", creditLine("INV-2") + "</CreditNote>"));
        stage.awaitDone("3.xml");

        assertThat(stage.awaitRejected("4.xml")).contains("invoice INV-2", "refund at most 4.00 EUR");
        assertThat(stage.amount(payment, "total_refunded")).isEqualTo(100);
    }

    @Test
    void onlyThatPartOfAnInvoiceCountsThatWasCapturedByTheDecisionOfAPerson() throws Exception {
        String payment = captured("INV-1", "6.00", "INV-2", "4.00");
        stage.orderBook().execute("UPDATE business_document SET operation_amount = 500 WHERE number = 'INV-1'");
        stage.deliver("3.xml", creditNote("CN-1", "ORD-1", "EUR", "6.00", "INV-1"));
        stage.deliver("4.xml", creditNote("CN-2", "ORD-1", "EUR", "5.00", "INV-1"));

        assertThat(stage.awaitRejected("3.xml")).contains("refund at most 5.00 EUR");
        stage.awaitDone("4.xml");
        assertThat(stage.amount(payment, "total_refunded")).isEqualTo(500);
    }

    @Test
    void creditNotesThatArriveBeforeTheirInvoicesWaitForThemAndHoldNothingElseBack() throws Exception {
        String payment = stage.paidOrder("ORD-1", "EUR", "10.00");
        stage.deliver("1.xml", creditNote("CN-1", "ORD-1", "EUR", "1.00", "INV-2"));
        stage.awaitAttempts("1.xml", 1);
        stage.deliver("2.xml", creditNote("CN-2", "ORD-1", "EUR", "2.00"));
        stage.awaitStored("2.xml");
        stage.deliver("3.xml", invoice("INV-1", "ORD-1", "EUR", "3.00"));
        stage.awaitDone("3.xml");
        assertThat(stage.isOpen("1.xml")).as("the invoice has not arrived").isTrue();
        stage.deliver("4.xml", invoice("INV-2", "ORD-1", "EUR", "4.00"));
        stage.awaitDone("1.xml");
        stage.awaitDone("2.xml");
        stage.deliver("5.xml", cancellation("CAN-1", "ORD-1"));
        stage.awaitDone("5.xml");

        assertThat(stage.amount(payment, "total_captured")).isEqualTo(700);
        assertThat(stage.amount(payment, "total_refunded")).isEqualTo(300);
        assertThat(stage.amount(payment, "total_voided")).isEqualTo(300);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theDocumentsBehindACreditNoteWhoseRefundIsOpenWait(boolean known) throws Exception {
        String payment = stage.paidOrder("ORD-1", "EUR", "10.00");
        stage.deliver("1.xml", invoice("INV-1", "ORD-1", "EUR", "6.00"));
        stage.awaitDone("1.xml");
        stage.purse().faults().always("refundPayment", known ? Fault.uncertain() : Fault.status(503));
        stage.deliver("2.xml", creditNote("CN-1", "ORD-1", "EUR", "1.00", "INV-1"));
        stage.awaitCalls("refundPayment", 1);
        stage.deliver("3.xml", invoice("INV-2", "ORD-1", "EUR", "2.00"));
        stage.deliver("4.xml", cancellation("CAN-1", "ORD-1"));
        stage.paidOrder("ORD-2", "EUR", "1.00");
        stage.deliver("5.xml", invoice("INV-3", "ORD-2", "EUR", "1.00"));
        stage.awaitDone("5.xml");
        stage.awaitAttempts("2.xml", 2);
        assertThat(stage.row("3.xml")).containsEntry("state", "open").containsEntry("attempts", "0");
        assertThat(stage.row("4.xml")).containsEntry("state", "open").containsEntry("attempts", "0");

        stage.purse().faults().clear();
        if (known) {
            stage.purse().settle(payment, OperationStatus.SUCCESS);
        }
        stage.awaitDone("2.xml");
        stage.awaitDone("3.xml");
        stage.awaitDone("4.xml");
        assertThat(stage.amount(payment, "total_captured")).isEqualTo(800);
        assertThat(stage.amount(payment, "total_refunded")).isEqualTo(100);
        assertThat(stage.amount(payment, "total_voided")).isEqualTo(200);
    }

    @Test
    void anInvoiceBehindACancellationBehindItsCreditNoteIsDecided() throws Exception {
        String payment = stage.paidOrder("ORD-1", "EUR", "10.00");
        stage.awaitDone("0-ORD-1.xml");
        stage.restart(Map.of("orderToCash.work", "false"));
        stage.deliver("1.xml", creditNote("CN-1", "ORD-1", "EUR", "1.00", "INV-1"));
        stage.awaitStored("1.xml");
        stage.deliver("2.xml", cancellation("CAN-1", "ORD-1"));
        stage.awaitStored("2.xml");
        stage.deliver("3.xml", invoice("INV-1", "ORD-1", "EUR", "6.00"));
        stage.awaitStored("3.xml");
        stage.restart();

        stage.awaitRejected("3.xml");
        assertThat(stage.awaitRejected("1.xml")).contains("more than was captured for invoice INV-1");
        stage.awaitDone("2.xml");
        assertThat(stage.amount(payment, "total_voided")).isEqualTo(1000);
    }

    @Test
    void aCreditNoteWhoseInvoiceDoesNotArriveIsRejected() throws Exception {
        stage.restart(Map.of("orderToCash.orderPeriod", "1"));
        captured("INV-1", "6.00", "INV-2", "4.00");
        stage.deliver("3.xml", creditNote("CN-1", "ORD-1", "EUR", "1.00", "INV-3"));
        stage.awaitAttempts("3.xml", 2);
        assertThat(stage.row("3.xml").get("reason")).isEqualTo("invoice INV-3 has not arrived");

        assertThat(stage.awaitRejected("3.xml")).contains("more than was captured for invoice INV-3");
    }

    private String captured(String invoice, String amount, String other, String otherAmount) throws Exception {
        String payment = stage.paidOrder("ORD-1", "EUR", "10.00");
        stage.deliver("1.xml", invoice(invoice, "ORD-1", "EUR", amount));
        stage.deliver("2.xml", invoice(other, "ORD-1", "EUR", otherAmount));
        stage.awaitDone("2.xml");
        return payment;
    }

    private static String creditLine(String invoice) {
        return "<cac:CreditNoteLine><cbc:ID>1</cbc:ID>" + billingReference(invoice) + "</cac:CreditNoteLine>";
    }
}
