package io.camelpurse.ordertocash;

import static io.camelpurse.ordertocash.Documents.cancellation;
import static io.camelpurse.ordertocash.Documents.creditNote;
import static io.camelpurse.ordertocash.Documents.invoice;
import static io.camelpurse.ordertocash.Documents.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelpurse.sandbox.Fault;
import io.camelpurse.sandbox.FaultRule;
import io.camelpurse.sandbox.RecordedRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Order(3)
class RoutesTest {

    @RegisterExtension
    private final Stage stage = new Stage(Map.of());

    @Test
    void anInvoiceIsCapturedUnderItsOwnNumber() throws Exception {
        String payment = stage.paidOrder("ORD-1", "EUR", "42.99");

        stage.deliver("1.xml", invoice("INV/2026 #7", "ORD-1", "EUR", "40.00"));
        stage.awaitDone("1.xml");

        assertThat(stage.payment(payment).path("captures")).singleElement().satisfies(capture -> {
            assertThat(capture.path("merchant_reference").asText()).isEqualTo("INV/2026 #7");
            assertThat(capture.path("amount").asLong()).isEqualTo(4000);
            assertThat(stage.row("1.xml"))
                    .containsEntry("operation_id", capture.path("id").asText())
                    .containsEntry("operation_status", "SUCCESS")
                    .containsEntry("operation_amount", "4000");
        });
    }

    @Test
    void anInvoiceWaitsForTheShopperAndNothingOvertakesIt() throws Exception {
        stage.deliver("0.xml", order("ORD-1", "JPY", "1000"));
        String link = stage.link("ORD-1");
        stage.deliver("1.xml", invoice("INV-1", "ORD-1", "JPY", "600"));
        stage.awaitAttempts("1.xml", 1);
        stage.deliver("2.xml", invoice("INV-2", "ORD-1", "JPY", "300"));
        stage.awaitStored("2.xml");
        stage.awaitAttempts("1.xml", 3);
        assertThat(stage.row("2.xml")).containsEntry("state", "open").containsEntry("attempts", "0");

        String payment = stage.purse().shopper().pay(link);
        stage.awaitDone("2.xml");

        assertThat(stage.payment(payment).at("/captures/0/amount").asInt()).isEqualTo(600);
        assertThat(stage.amount(payment, "total_captured")).isEqualTo(900);
    }

    @Test
    void filesAreReadInTheOrderInWhichTheyWereWritten() throws Exception {
        stage.application().close();
        Path inbox = stage.folders().inbox();
        stage.deliver("z.xml", order("ORD-1", "EUR", "10.00"));
        stage.deliver("b.xml", invoice("INV-1", "ORD-1", "EUR", "6.00"));
        stage.deliver("a.xml", creditNote("CN-1", "ORD-1", "EUR", "1.00", "INV-1"));
        FileTime now = Files.getLastModifiedTime(inbox.resolve("a.xml"));
        Files.setLastModifiedTime(inbox.resolve("z.xml"), FileTime.fromMillis(now.toMillis() - 2000));
        Files.setLastModifiedTime(inbox.resolve("b.xml"), FileTime.fromMillis(now.toMillis() - 1000));
        stage.restart();
        stage.awaitStored("a.xml");

        assertThat(stage.orderBook().rows("SELECT number FROM business_document ORDER BY id"))
                .extracting(row -> row.get("number"))
                .containsExactly("ORD-1", "INV-1", "CN-1");
    }

    @Test
    void aFileThatKeepsGrowingHoldsUpNoOther() throws Exception {
        stage.deliver("1.xml", order("ORD-1", "EUR", "10.00"));
        String link = stage.link("ORD-1");
        Path growing = stage.folders().root().resolve("inbox").resolve("0.xml");
        ScheduledExecutorService erp = Executors.newSingleThreadScheduledExecutor();
        erp.scheduleAtFixedRate(() -> append(growing), 0, 10, TimeUnit.MILLISECONDS);
        try {
            stage.deliver("2.xml", invoice("INV-1", "ORD-1", "EUR", "10.00"));
            stage.awaitStored("2.xml");
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
        String link = stage.link("ORD-1");
        int notified = stage.purse().journal("getPaymentLink").size();
        stage.deliver("1.xml", invoice("INV-1", "ORD-1", "EUR", "10.00"));
        stage.awaitAttempts("1.xml", 3);

        assertThat(stage.purse().journal("getPaymentLink")).hasSize(notified);
        assertThat(stage.purse().paymentLink(link).path("status").asText()).isEqualTo("CREATED");
    }

    @Test
    void aNotificationThatCannotBeProcessedIsRedelivered() throws Exception {
        stage.deliver("0.xml", order("ORD-1", "EUR", "10.00"));
        String link = stage.link("ORD-1");
        stage.deliver("1.xml", invoice("INV-1", "ORD-1", "EUR", "10.00"));
        stage.purse()
                .faults()
                .add(FaultRule.on("getPaymentLink", Fault.forbidden()).withTurns(1, 4));

        stage.purse().shopper().pay(link);
        stage.awaitDone("1.xml");

        assertThat(stage.purse().webhooks())
                .anyMatch(webhook -> webhook.statuses().stream().anyMatch(status -> status >= 500));
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
    void aDocumentIsTriedWithoutLimitWhilePurseIsUnavailable() throws Exception {
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
    void aDocumentThatPurseRejectsIsRejectedWithPursesReason() throws Exception {
        stage.paidOrder("ORD-1", "EUR", "10.00");
        stage.purse().faults().next("capturePayment", Fault.response(400, "application/problem+json", """
            {"type":"urn:eu.purse:closed","title":"The shop is closed","status":400,"detail":"Until Monday"}\
            """));

        stage.deliver("1.xml", invoice("INV-1", "ORD-1", "EUR", "6.00"));

        assertThat(stage.awaitRejected("1.xml"))
                .contains("The shop is closed", "Until Monday", "Invoice INV-1", "6.00 EUR");
    }

    @Test
    void aDocumentThatTheComponentRejectsBeforeTheCallIsRejected() throws Exception {
        stage.paidOrder("ORD-1", "EUR", "10.00");
        stage.deliver("1.xml", invoice("INV-1", "ORD-1", "EUR", "1.00"));
        stage.awaitDone("1.xml");
        stage.orderBook().execute("UPDATE sales_order SET payment_id = 'no/id'");

        stage.deliver("2.xml", invoice("INV-2", "ORD-1", "EUR", "6.00"));

        assertThat(stage.awaitRejected("2.xml")).contains("no/id", "send the document under a new number");
        assertThat(stage.purse().journal("capturePayment")).hasSize(1);
    }

    @Test
    void anOperationThatFailsIsRejectedAndNotRetriedUnderTheSameNumber() throws Exception {
        stage.paidOrder("ORD-1", "EUR", "10.00");
        stage.purse().faults().next("capturePayment", Fault.failure());

        stage.deliver("1.xml", invoice("INV-1", "ORD-1", "EUR", "6.00"));
        assertThat(stage.awaitRejected("1.xml")).contains("FAILURE", "under a new number");

        stage.deliver("2.xml", invoice("INV-1", "ORD-1", "EUR", "6.00") + "<!-- once more -->");
        assertThat(stage.awaitRejected("2.xml")).contains("another document of this kind has this number");
        assertThat(stage.purse().journal("capturePayment")).hasSize(1);
    }

    @Test
    void aCreditNoteWithoutAnInvoiceNumberIsRefundedAsLongAsThereIsMoney() throws Exception {
        String payment = stage.paidOrder("ORD-1", "EUR", "10.00");
        stage.deliver("1.xml", invoice("INV-1", "ORD-1", "EUR", "10.00"));
        stage.awaitDone("1.xml");
        stage.deliver("2.xml", creditNote("CN-1", "ORD-1", "EUR", "9.99"));
        stage.awaitDone("2.xml");
        stage.deliver("3.xml", creditNote("CN-2", "ORD-1", "EUR", "0.02"));

        assertThat(stage.awaitRejected("3.xml")).contains("refundPayment", "was rejected", "value     0.02 EUR");
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

        assertThat(stage.awaitRejected("2.xml")).contains("not paid: its payment link is CANCELLED");
    }

    @Test
    void anOrderWhoseShopperCannotBeReachedIsRetriedAndSaysWhy() throws Exception {
        Path noFolder = Files.createDirectories(stage.folders().root()).resolve("shoppers");
        Files.writeString(noFolder, "in the way");
        stage.deliver("0.xml", order("ORD-1", "EUR", "10.00"));
        stage.awaitAttempts("0.xml", 3);
        assertThat(stage.row("0.xml").get("reason")).contains("shoppers");

        Files.delete(noFolder);
        stage.awaitDone("0.xml");

        assertThat(stage.link("ORD-1")).isNotEmpty();
        assertThat(stage.purse().journal("createPaymentLink")).hasSize(1);
    }

    @Test
    void aDocumentThatArrivesAgainWhileItIsBeingAcknowledgedIsAcknowledgedAgain() throws Exception {
        stage.restart(Map.of("orderToCash.acknowledgements", "slow"));
        stage.deliver("0.xml", order("ORD-1", "EUR", "10.00"));
        await().until(() -> stage.transport().acknowledgements().size() == 1);
        stage.deliver("1.xml", order("ORD-1", "EUR", "10.00"));

        await().atMost(Duration.ofSeconds(20))
                .until(() -> stage.transport().acknowledgements().size() == 2);
        assertThat(stage.acknowledgements().contradictions()).isEmpty();
        await().until(() -> stage.row("0.xml").get("acknowledged_at") != null);
    }

    @Test
    void aCancelledOrderWhoseShopperHasPaidMeanwhileIsVoided() throws Exception {
        stage.deliver("0.xml", order("ORD-1", "EUR", "10.00"));
        String link = stage.link("ORD-1");
        stage.purse().faults().always("webhook", Fault.dropped());
        String payment = stage.purse().shopper().pay(link);

        stage.deliver("1.xml", cancellation("CAN-1", "ORD-1"));
        stage.awaitDone("1.xml");

        assertThat(stage.amount(payment, "total_voided")).isEqualTo(1000);
    }

    @Test
    void theAmountOfACancellationIsOfNoImportance() throws Exception {
        String payment = stage.paidOrder("ORD-1", "EUR", "10.00");
        stage.deliver(
                "1.xml",
                cancellation("CAN-1", "ORD-1")
                        .replace(
                                "</OrderCancellation",
                                "<cac:LegalMonetaryTotal><cbc:PayableAmount currencyID=\"EUR\">9.00"
                                        + "</cbc:PayableAmount></cac:LegalMonetaryTotal></OrderCancellation"));
        stage.awaitDone("1.xml");

        assertThat(stage.amount(payment, "total_voided")).isEqualTo(1000);
    }

    @Test
    void theSameOrderTwiceHasOnePaymentLinkAndAnotherOneUnderItsNumberIsRejected() throws Exception {
        stage.deliver("0.xml", order("ORD-1", "EUR", "10.00"));
        stage.awaitDone("0.xml");
        Path acknowledgement = acknowledgement("0.xml", "done");
        Files.delete(acknowledgement);
        stage.deliver("1.xml", order("ORD-1", "EUR", "10.00"));
        await().untilAsserted(() ->
                assertThat(acknowledgement).as("acknowledged again").exists());
        stage.deliver("2.xml", order("ORD-1", "EUR", "11.00"));

        assertThat(stage.awaitRejected("2.xml")).contains("another document of this kind has this number");
        assertThat(acknowledgement("2.xml", "rejected")).content().contains(">RE<", ">ORD-1<", "number of its own");
        assertThat(stage.purse().journal("createPaymentLink")).hasSize(1);
    }

    @Test
    void aDocumentThatWasRejectedAndAcceptedLaterIsAcknowledgedAsAcceptedOnly() throws Exception {
        stage.deliver("0.xml", order("ORD-1", "EUR", "10.00"));
        stage.awaitDone("0.xml");
        Path acknowledgement = acknowledgement("0.xml", "done");
        // As if it had been rejected when it arrived first, by a configuration that was corrected since.
        stage.orderBook()
                .execute("INSERT INTO business_document (identity, kind, number, order_number, content, digest, state,"
                        + " outcome_at, acknowledged_at) SELECT 'rejected ' || digest, kind, number, order_number,"
                        + " content, digest, 'rejected', CURRENT_TIMESTAMP, CURRENT_TIMESTAMP FROM business_document");
        await().until(() -> stage.orderBook()
                .rows("SELECT * FROM business_document WHERE acknowledged_at IS NULL")
                .isEmpty());
        Files.delete(acknowledgement);

        stage.deliver("1.xml", order("ORD-1", "EUR", "10.00"));
        await().until(() -> Files.exists(acknowledgement));
        await().until(() -> stage.orderBook()
                .rows("SELECT * FROM business_document WHERE acknowledged_at IS NULL")
                .isEmpty());

        assertThat(stage.acknowledgements().codes()).containsExactly(Map.entry("Order ORD-1", Set.of("AP")));
    }

    @Test
    void aDocumentThatWouldBeRejectedByNowIsAcknowledgedAsBefore() throws Exception {
        stage.paidOrder("ORD-1", "EUR", "10.00");
        stage.deliver("1.xml", invoice("INV-1", "ORD-1", "EUR", "6.00"));
        stage.awaitDone("1.xml");
        Path acknowledgement = acknowledgement("1.xml", "done");
        stage.deliver("2.xml", invoice("INV-1", "", "EUR", "6.00"));
        stage.awaitRejected("2.xml");
        // As if this content had been accepted, by a configuration that is stricter since.
        stage.orderBook()
                .execute("UPDATE business_document SET digest ="
                        + " (SELECT r.digest FROM business_document r WHERE r.identity LIKE 'rejected %')"
                        + " WHERE identity = 'Invoice INV-1'");
        stage.orderBook().execute("DELETE FROM business_document WHERE identity LIKE 'rejected %'");
        await().until(() -> stage.orderBook()
                .rows("SELECT * FROM business_document WHERE acknowledged_at IS NULL")
                .isEmpty());
        Files.delete(acknowledgement);

        stage.deliver("3.xml", invoice("INV-1", "", "EUR", "6.00"));

        await().until(() -> Files.exists(acknowledgement));
        assertThat(stage.orderBook().rows("SELECT state FROM business_document WHERE kind = 'Invoice'"))
                .containsExactly(Map.of("state", "done"));
    }

    @Test
    void aLinkThatEndsWhileItIsPaidIsNoEndOfTheOrder() throws Exception {
        stage.purse().faults().always("webhook", Fault.dropped());
        stage.deliver("0.xml", order("ORD-1", "EUR", "10.00"));
        String link = stage.link("ORD-1");
        stage.awaitDone("0.xml");
        String payment = stage.purse().shopper().pay(link);
        String expired =
                stage.purse().paymentLink(link).put("status", "EXPIRED").toString();
        stage.purse().faults().next("getPaymentLink", Fault.response(200, "application/json", expired));

        stage.deliver("1.xml", cancellation("CAN-1", "ORD-1"));

        stage.awaitDone("1.xml");
        assertThat(stage.amount(payment, "total_voided")).isEqualTo(1000);
    }

    @Test
    void aDocumentWithoutAnOrderNumberIsRejected() throws Exception {
        stage.deliver("1.xml", invoice("INV-1", "", "EUR", "10.00"));

        assertThat(stage.awaitRejected("1.xml"))
                .contains("which order it belongs to", "field     cac:OrderReference/cbc:ID", "value     (nothing)");
    }

    @Test
    void numbersAreTextAndNeverCode() throws Exception {
        stage.paidOrder("ORD-1", "EUR", "10.00");
        stage.deliver("1.xml", invoice("${sysenv.PATH}", "ORD-1", "EUR", "1.00"));
        stage.deliver("2.xml", invoice("x' || true || 'x", "ORD-1", "EUR", "1.00"));
        stage.deliver("3 ${sysenv.PATH}.xml", invoice("INV-1", "{{env:PATH}}/../x", "EUR", "1.00"));
        String creditNote = creditNote("CN-1", "ORD-1", "EUR", "1.00", "x' OR TRUE OR 'x");
        stage.deliver("4.xml", creditNote);

        assertThat(stage.awaitRejected("1.xml")).contains("value     ${sysenv.PATH}");
        assertThat(stage.awaitRejected("2.xml")).contains("value     x' || true || 'x");
        assertThat(stage.awaitRejected("3 ${sysenv.PATH}.xml")).contains("value     {{env:PATH}}/../x");
        assertThat(stage.awaitRejected("4.xml")).contains("x' OR TRUE OR 'x");
        assertThat(stage.purse().journal("refundPayment")).isEmpty();
    }

    @Test
    void aDoctypeInAnotherEncodingIsRejected() throws Exception {
        String evil = order("ORD-1", "EUR", "10.00")
                .replace("encoding=\"UTF-8\"", "encoding=\"UTF-16\"")
                .replace("?>", "?><!DOCTYPE Order [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>")
                .replace("Lamp", "&x;");

        stage.deliver("1.xml", evil, StandardCharsets.UTF_16);

        assertThat(stage.awaitRejected("1.xml")).contains("DOCTYPE");
        assertThat(stage.purse().journal("createPaymentLink")).isEmpty();
    }

    @Test
    void whatIsNoXmlAtAllIsRejected() throws Exception {
        stage.deliver("1.xml", "Dear Sir or Madam");

        assertThat(stage.awaitRejected("1.xml")).contains("cannot be read: Content is not allowed in prolog");
    }

    @Test
    void anEmptyFileIsRejected() throws Exception {
        stage.deliver("1.xml", "");

        assertThat(stage.awaitRejected("1.xml")).contains("cannot be read: Premature end of file");
    }

    @Test
    void aFileThatIsNestedWithoutEndIsRejected() throws Exception {
        stage.deliver("1.xml", "<a>".repeat(200_000) + "</a>".repeat(200_000));

        assertThat(stage.awaitRejected("1.xml")).contains("depth of", "field     the whole document");
    }

    @Test
    void anEnormousFileIsRejectedUnreadAndKept() throws Exception {
        stage.deliver("1.xml", "x".repeat(2_000_001));

        await().until(() -> !stage.folders().received("1.xml").isEmpty());
        assertThat(stage.orderBook().rows("SELECT reason, field_value FROM business_document"))
                .containsExactly(
                        Map.of("reason", "the document is larger than the limit", "field_value", "2000001 bytes"));
        assertThat(stage.folders().received("1.xml")).singleElement().satisfies(file -> assertThat(file)
                .hasSize(2_000_001));
    }

    @Test
    void filesOfOneNameAreAllKept() throws Exception {
        List<String> documents = List.of(order("ORD-1", "EUR", "10.00"), order("ORD-2", "EUR", "10.00"), "<broken");
        for (int count = 1; count <= documents.size(); count++) {
            stage.deliver("1.xml", documents.get(count - 1));
            int expected = count;
            await().until(() -> stage.folders().received("1.xml").size() == expected);
        }

        assertThat(stage.folders().received("1.xml")).extracting(Folders::text).containsExactlyElementsOf(documents);
    }

    private Path acknowledgement(String name, String state) {
        String id = "order-to-cash-" + stage.row(name).get("id") + "-" + state + "-";
        return await().until(
                        () -> Folders.files(stage.folders().acknowledgements(), ".xml").stream()
                                .filter(file -> file.getFileName().toString().startsWith(id))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private static void append(Path file) {
        try {
            Files.writeString(file, "<", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }
}
