package io.camelpurse.ordertocash;

import static io.camelpurse.ordertocash.Documents.cancellation;
import static io.camelpurse.ordertocash.Documents.creditNote;
import static io.camelpurse.ordertocash.Documents.invoice;
import static io.camelpurse.ordertocash.Documents.order;
import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.sandbox.Fault;
import io.camelpurse.sandbox.FaultRule;
import io.camelpurse.sandbox.RecordedRequest;
import io.camelpurse.sandbox.state.OperationStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoutesTest {

    @TempDir
    private Path root;

    private Stage stage;

    @BeforeEach
    void start() {
        stage = new Stage(root, Map.of());
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void anInvoiceIsCapturedUnderItsOwnNumber() throws Exception {
        String payment = stage.paidOrder("ORD-1", "EUR", "42.99");

        stage.deliver("1.xml", invoice("INV/2026 #7", "ORD-1", "EUR", "40.00"));
        stage.awaitDone("1.xml");

        assertThat(stage.payment(payment).path("captures")).singleElement().satisfies(capture -> {
            assertThat(capture.path("merchant_reference").asText()).isEqualTo("INV/2026 #7");
            assertThat(capture.path("amount").asLong()).isEqualTo(4000);
        });
    }

    @Test
    void anInvoiceWaitsForTheShopperAndNothingOvertakesIt() throws Exception {
        stage.deliver("0.xml", order("ORD-1", "JPY", "1000"));
        String link = stage.link("ORD-1");
        stage.deliver("1.xml", invoice("INV-1", "ORD-1", "JPY", "600"));
        stage.deliver("2.xml", cancellation("CAN-1", "ORD-1"));
        stage.awaitPolls(2);
        assertThat(stage.isInInbox("1.xml") && stage.isInInbox("2.xml")).isTrue();

        String payment = stage.purse().shopper().pay(link);
        stage.awaitDone("2.xml");

        assertThat(stage.amount(payment, "total_captured")).isEqualTo(600);
        assertThat(stage.amount(payment, "total_voided")).isEqualTo(400);
    }

    @Test
    void aFileThatKeepsGrowingHoldsUpNoOther() throws Exception {
        stage.deliver("1.xml", order("ORD-1", "EUR", "10.00"));
        String link = stage.link("ORD-1");
        Path growing = root.resolve("inbox").resolve("0.xml");
        ScheduledExecutorService erp = Executors.newSingleThreadScheduledExecutor();
        erp.scheduleAtFixedRate(() -> append(growing), 0, 10, TimeUnit.MILLISECONDS);
        try {
            stage.deliver("2.xml", invoice("INV-1", "ORD-1", "EUR", "10.00"));
            stage.awaitPolls(2);
            stage.purse().shopper().pay(link);

            stage.awaitDone("2.xml");
            assertThat(growing).exists();
        } finally {
            erp.shutdownNow();
        }
    }

    @Test
    void nobodyAsksWhetherTheShopperHasPaid() throws Exception {
        stage.deliver("0.xml", order("ORD-1", "EUR", "10.00"));
        stage.link("ORD-1");
        stage.deliver("1.xml", invoice("INV-1", "ORD-1", "EUR", "10.00"));
        stage.awaitPolls(3);

        assertThat(stage.purse().journal("getPaymentLink")).isEmpty();
    }

    @Test
    void aWebhookThatCannotBeProcessedIsRedelivered() throws Exception {
        stage.deliver("0.xml", order("ORD-1", "EUR", "10.00"));
        String link = stage.link("ORD-1");
        stage.deliver("1.xml", invoice("INV-1", "ORD-1", "EUR", "10.00"));
        stage.purse()
                .faults()
                .add(FaultRule.on("getPaymentLink", Fault.forbidden()).withTurns(1, 4));

        stage.purse().shopper().pay(link);
        stage.awaitDone("1.xml");

        assertThat(stage.purse().webhooks())
                .anyMatch(webhook -> webhook.statuses().contains(500));
    }

    @Test
    void aLostResponseIsRecoveredInsteadOfCapturedAgain() throws Exception {
        String payment = stage.paidOrder("ORD-1", "EUR", "10.00");
        stage.purse().faults().next("capturePayment", Fault.dropResponse());

        stage.deliver("1.xml", invoice("INV-1", "ORD-1", "EUR", "6.00"));
        stage.awaitDone("1.xml");

        assertThat(stage.amount(payment, "total_captured")).isEqualTo(600);
        assertThat(stage.purse().journal("capturePayment").stream()
                        .map(RecordedRequest::idempotencyKey)
                        .distinct())
                .hasSize(1);
        stage.purse().assertMovedExactlyOnce("ORD-1");
    }

    @Test
    void aDocumentStaysInTheInboxWhilePurseIsAway() throws Exception {
        String payment = stage.paidOrder("ORD-1", "EUR", "10.00");
        stage.purse()
                .faults()
                .next(
                        "capturePayment",
                        Fault.status(503),
                        Fault.status(503),
                        Fault.badGatewayPage(),
                        Fault.status(503),
                        Fault.resetBefore());

        stage.deliver("1.xml", invoice("INV-1", "ORD-1", "EUR", "6.00"));
        stage.awaitDone("1.xml");

        assertThat(stage.amount(payment, "total_captured")).isEqualTo(600);
    }

    @Test
    void whatPurseRejectsIsRejectedWithPursesReason() throws Exception {
        stage.paidOrder("ORD-1", "EUR", "10.00");
        stage.purse().faults().next("capturePayment", Fault.response(400, "application/problem+json", """
            {"type":"urn:eu.purse:closed","title":"The shop is closed","status":400,"detail":"Until Monday"}\
            """));

        stage.deliver("1.xml", invoice("INV-1", "ORD-1", "EUR", "6.00"));

        assertThat(stage.awaitRejected("1.xml"))
                .contains("The shop is closed", "Until Monday", "Invoice INV-1", "6.00 EUR");
    }

    @Test
    void anOperationThatFailsIsRejectedAndNotTriedAgainUnderTheSameNumber() throws Exception {
        stage.paidOrder("ORD-1", "EUR", "10.00");
        stage.purse().faults().next("capturePayment", Fault.failure());

        stage.deliver("1.xml", invoice("INV-1", "ORD-1", "EUR", "6.00"));
        assertThat(stage.awaitRejected("1.xml")).contains("ended as FAILURE", "under a new number");

        stage.deliver("2.xml", invoice("INV-1", "ORD-1", "EUR", "6.00"));
        assertThat(stage.awaitRejected("2.xml")).contains("the operation of this document ended as FAILURE");
        assertThat(stage.purse().journal("capturePayment")).hasSize(1);
    }

    @Test
    void anOperationWhoseEndIsUncertainWaitsUntilItIsKnown() throws Exception {
        String payment = stage.paidOrder("ORD-1", "EUR", "10.00");
        stage.purse().faults().next("capturePayment", Fault.uncertain());
        stage.deliver("1.xml", invoice("INV-1", "ORD-1", "EUR", "6.00"));
        stage.awaitCalls("capturePayment", 1);
        stage.awaitCalls("getPayment", 4);
        assertThat(stage.isInInbox("1.xml")).isTrue();

        stage.purse().settle(payment, OperationStatus.SUCCESS);
        stage.awaitDone("1.xml");

        assertThat(stage.amount(payment, "total_captured")).isEqualTo(600);
    }

    @Test
    void aCreditNoteWithoutAnInvoiceNumberIsRefundedAsLongAsThereIsMoney() throws Exception {
        String payment = stage.paidOrder("ORD-1", "EUR", "10.00");
        stage.deliver("1.xml", invoice("INV-1", "ORD-1", "EUR", "10.00"));
        stage.deliver("2.xml", creditNote("CN-1", "ORD-1", "EUR", "9.99"));
        stage.deliver("3.xml", creditNote("CN-2", "ORD-1", "EUR", "0.02"));

        assertThat(stage.awaitRejected("3.xml"))
                .contains("gives back more than is left to refund, 0.01 EUR", "value     0.02 EUR");
        assertThat(stage.amount(payment, "total_refunded")).isEqualTo(999);
    }

    @Test
    void anInvoiceForAWithdrawnOrderIsRejected() throws Exception {
        stage.deliver("0.xml", order("ORD-1", "EUR", "10.00"));
        String link = stage.link("ORD-1");
        stage.deliver("1.xml", cancellation("CAN-1", "ORD-1"));
        stage.awaitDone("1.xml");
        assertThat(stage.purse().paymentLink(link).path("status").asText()).isEqualTo("CANCELLED");

        stage.deliver("2.xml", invoice("INV-1", "ORD-1", "EUR", "10.00"));

        assertThat(stage.awaitRejected("2.xml")).contains("never paid, its payment link is CANCELLED");
    }

    @Test
    void theSameOrderTwiceHasOnePaymentLinkAndAnotherOneUnderItsNumberIsRejected() throws Exception {
        stage.deliver("0.xml", order("ORD-1", "EUR", "10.00"));
        stage.awaitDone("0.xml");
        stage.deliver("1.xml", order("ORD-1", "EUR", "10.00"));
        stage.awaitDone("1.xml");
        stage.deliver("2.xml", order("ORD-1", "EUR", "11.00"));

        assertThat(stage.awaitRejected("2.xml")).contains("another order has this number: it was over 10.00 EUR");
        assertThat(stage.purse().journal("createPaymentLink")).hasSize(1);
    }

    @Test
    void aDocumentWithoutAnOrderNumberIsRejected() throws Exception {
        stage.deliver("1.xml", invoice("INV-1", "", "EUR", "10.00"));

        assertThat(stage.awaitRejected("1.xml"))
                .contains("order     unknown", "field     cac:OrderReference/cbc:ID", "value     (nothing)");
    }

    @Test
    void numbersAreTextAndNeverCode() throws Exception {
        stage.paidOrder("ORD-1", "EUR", "10.00");
        stage.deliver("1.xml", invoice("${sysenv.PATH}", "ORD-1", "EUR", "1.00"));
        stage.deliver("2.xml", invoice("x' || true || 'x", "ORD-1", "EUR", "1.00"));
        stage.deliver("3 ${sysenv.PATH}.xml", invoice("INV-1", "{{env:PATH}}/../x", "EUR", "1.00"));
        String creditNote = creditNote("CN-1", "ORD-1", "EUR", "1.00")
                .replace(
                        "<cac:Legal",
                        "<cac:BillingReference><cac:InvoiceDocumentReference><cbc:ID>x' || true || 'x"
                                + "</cbc:ID></cac:InvoiceDocumentReference></cac:BillingReference><cac:Legal");
        stage.deliver("4.xml", creditNote);

        assertThat(stage.awaitRejected("1.xml")).contains("value     ${sysenv.PATH}");
        assertThat(stage.awaitRejected("2.xml")).contains("value     x' || true || 'x");
        assertThat(stage.awaitRejected("3 ${sysenv.PATH}.xml")).contains("value     {{env:PATH}}/../x");
        assertThat(stage.awaitRejected("4.xml")).contains("no invoice can have this number");
    }

    @Test
    void aDoctypeInAnotherEncodingIsRejected() throws Exception {
        String evil = order("ORD-1", "EUR", "10.00")
                .replace("encoding=\"UTF-8\"", "encoding=\"UTF-16\"")
                .replace("?>", "?><!DOCTYPE Order [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>")
                .replace("Lamp", "&x;");

        stage.deliver("1.xml", evil, StandardCharsets.UTF_16);

        assertThat(stage.awaitRejected("1.xml")).contains("the file has a DOCTYPE");
        assertThat(stage.purse().journal("createPaymentLink")).isEmpty();
    }

    @Test
    void whatIsNoXmlAtAllIsRejected() throws Exception {
        stage.deliver("1.xml", "Dear Sir or Madam");

        assertThat(stage.awaitRejected("1.xml")).contains("cannot be read as XML: Content is not allowed in prolog");
    }

    @Test
    void anEmptyFileIsRejected() throws Exception {
        stage.deliver("1.xml", "");

        assertThat(stage.awaitRejected("1.xml")).contains("cannot be read as XML: Premature end of file");
    }

    @Test
    void aFileThatIsNestedWithoutEndIsRejected() throws Exception {
        stage.deliver("1.xml", "<a>".repeat(200_000) + "</a>".repeat(200_000));

        assertThat(stage.awaitRejected("1.xml")).contains("depth of", "field     the whole file");
    }

    @Test
    void anEnormousFileIsRejectedUnread() throws Exception {
        stage.deliver("1.xml", "x".repeat(2_000_001));

        assertThat(stage.awaitRejected("1.xml")).contains("too large", "2000001 bytes");
    }

    private static void append(Path file) {
        try {
            Files.writeString(file, "<", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }
}
