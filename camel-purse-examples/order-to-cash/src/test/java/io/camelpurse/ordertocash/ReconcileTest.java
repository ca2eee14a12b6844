package io.camelpurse.ordertocash;

import static io.camelpurse.ordertocash.Documents.cancellation;
import static io.camelpurse.ordertocash.Documents.creditNote;
import static io.camelpurse.ordertocash.Documents.invoice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import io.camelpurse.sandbox.Fault;
import io.camelpurse.sandbox.FaultRule;
import io.camelpurse.sandbox.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The documents of every order against Purse, and the operation that would fix a difference. */
@Order(5)
class ReconcileTest {

    @RegisterExtension
    private final Stage stage = new Stage(Map.of());

    @Test
    void documentsThatAgreeWithPurseAreNoDifference() throws Exception {
        bookedOrder();

        assertThat(stage.application().reconcile()).isEmpty();
        assertThat(csv()).isEqualTo("number,what,documents,purse,currency,remedy\r\n");
    }

    @Test
    void aDocumentWhoseOperationPurseDoesNotHaveIsADifference() throws Exception {
        bookedOrder();
        stage.orderBook()
                .execute("UPDATE business_document SET operation_amount = operation_amount + 100"
                        + " WHERE kind <> 'Order'");

        assertThat(stage.application().reconcile())
                .extracting(row -> row.get("what") + " " + row.get("documents") + " " + row.get("purse") + ": "
                        + row.get("remedy"))
                .containsExactly(
                        "captured 7.00 6.00: purse:capturePayment over the difference",
                        "refunded 3.00 2.00: purse:refundPayment over the difference",
                        "voided 5.00 4.00: purse:voidPayment over the difference");
        assertThat(csv())
                .contains("\"ORD-1\",\"captured\",\"7.00\",\"6.00\",\"EUR\","
                        + "\"purse:capturePayment over the difference\"");
    }

    @Test
    void anOperationThatNoDocumentAskedForIsADifference() throws Exception {
        bookedOrder();
        stage.orderBook().execute("DELETE FROM business_document WHERE kind <> 'Order'");

        assertThat(stage.application().reconcile())
                .extracting(row -> row.get("what") + ": " + row.get("remedy"))
                .containsExactly(
                        "captured: purse:refundPayment over the difference, or the invoice that is missing, under the"
                                + " number that is its merchant reference at Purse",
                        "refunded: the credit note that is missing, under the number that is its merchant reference at"
                                + " Purse",
                        "voided: the cancellation that is missing, under the number that is its merchant reference at"
                                + " Purse");
    }

    @Test
    void anAuthorizationThatIsAboutToExpireWithMoneyStillOpenIsListed() throws Exception {
        String payment = stage.paidOrder("ORD-1", "EUR", "10.00");
        stage.deliver("1.xml", invoice("INV-1", "ORD-1", "EUR", "6.00"));
        stage.awaitDone("1.xml");
        assertThat(stage.application().reconcile()).isEmpty();

        authorizedDaysAgo(6, payment);

        assertThat(stage.application().reconcile()).singleElement().satisfies(row -> assertThat(row)
                .contains(
                        entry("number", "ORD-1"),
                        entry("what", "about to expire"),
                        entry("documents", "6.00"),
                        entry("purse", "10.00"),
                        entry("remedy", "an Invoice or an OrderCancellation before the authorization expires")));
    }

    @Test
    void anAuthorizationThatHasExpiredIsListedAsExpiredAndNotForever() throws Exception {
        String payment = stage.paidOrder("ORD-1", "EUR", "10.00");
        stage.deliver("1.xml", invoice("INV-1", "ORD-1", "EUR", "6.00"));
        stage.awaitDone("1.xml");
        authorizedDaysAgo(8, payment);

        assertThat(stage.application().reconcile()).singleElement().satisfies(row -> assertThat(row)
                .contains(
                        entry("what", "expired"),
                        entry("documents", "6.00"),
                        entry("purse", "10.00"),
                        entry("remedy", "an OrderCancellation, and a new Order for what is still to be paid")));

        authorizedDaysAgo(400, payment);
        assertThat(stage.application().reconcile()).isEmpty();
    }

    @Test
    void aPaymentLinkThatNoOrderHasIsListed() throws Exception {
        stage.deliver("0.xml", Documents.order("ORD-1", "EUR", "10.00"));
        String known = stage.link("ORD-1");
        stage.awaitDone("0.xml");
        // As if the process that created the link had died before it could store it.
        stage.orderBook().execute("UPDATE sales_order SET link_id = 'another link', link_status = 'EXPIRED'");
        stage.purse().shopper().pay(known);

        await().until(() -> !stage.orderBook().rows("SELECT * FROM orphan_link").isEmpty());
        assertThat(stage.application().reconcile()).singleElement().satisfies(row -> assertThat(row)
                .containsEntry("number", "ORD-1")
                .containsEntry("what", "payment link " + known)
                .satisfies(found ->
                        assertThat(found.get("remedy").toString()).startsWith("purse:reversePayment of payment ")));
    }

    @Test
    void aPaymentLinkThatNoOrderHasAndNobodyCanPayIsNoDifference() throws Exception {
        stage.deliver("0.xml", Documents.order("ORD-1", "EUR", "10.00"));
        stage.awaitDone("0.xml");

        stage.orderBook()
                .execute("INSERT INTO orphan_link (link_id, order_number, link_status)"
                        + " VALUES ('withdrawn', 'ORD-1', 'CANCELLED')");

        assertThat(stage.application().reconcile()).isEmpty();
    }

    @Test
    void aPaymentThatCannotBeReadIsListedAndTheOthersAreComparedAllTheSame() throws Exception {
        String unreadable = stage.paidOrder("ORD-0", "EUR", "10.00");
        bookedOrder();
        stage.orderBook().execute("UPDATE business_document SET operation_amount = 700 WHERE number = 'INV-1'");
        stage.purse().faults().add(FaultRule.on("getPayment", Fault.forbidden()).withPath(unreadable));

        assertThat(stage.application().reconcile())
                .extracting(row -> row.get("number") + " " + row.get("what") + ": " + row.get("remedy"))
                .containsExactly(
                        "ORD-0 payment " + unreadable + " was not read: reconcile once more",
                        "ORD-1 captured: purse:capturePayment over the difference");
    }

    @Test
    void anOrderWhosePaymentWasNeverReadIsNotReadInsteadOfInAgreement() throws Exception {
        stage.restart(Map.of("orderToCash.linkPollInterval", "0.5", "orderToCash.compareInterval", "100"));
        stage.purse().faults().always("webhook", Fault.dropped());
        String payment = stage.paidOrder("ORD-1", "EUR", "10.00");
        await().until(() -> !stage.orderBook()
                .rows("SELECT * FROM sales_order WHERE payment_id IS NOT NULL")
                .isEmpty());

        await().untilAsserted(() -> assertThat(HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(URI.create(stage.page("/orders")))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString())
                        .body())
                .contains("payment " + payment + " was not read"));
        assertThat(stage.application().reconcile()).isEmpty();
    }

    @Test
    void aPaymentIsReadInTheNightInWhichItsLinkIs() throws Exception {
        stage.purse().faults().always("webhook", Fault.dropped());
        String payment = stage.paidOrder("ORD-1", "EUR", "10.00");
        stage.awaitDone("0-ORD-1.xml");

        assertThat(stage.application().reconcile()).isEmpty();

        assertThat(stage.orderBook().rows("SELECT payment_id, authorized FROM sales_order"))
                .containsExactly(Map.of("payment_id", payment, "authorized", "1000"));
    }

    @Test
    void aPaymentLinkThatCannotBeReadIsListed() throws Exception {
        stage.deliver("0.xml", Documents.order("ORD-1", "EUR", "10.00"));
        String link = stage.link("ORD-1");
        stage.awaitDone("0.xml");
        stage.purse().faults().always("getPaymentLink", Fault.status(503));

        assertThat(stage.application().reconcile()).singleElement().satisfies(row -> assertThat(row)
                .containsEntry("what", "payment link " + link + " was not read"));

        stage.purse().faults().clear();
        assertThat(stage.application().reconcile()).isEmpty();
    }

    @Test
    void aNightInWhichPurseIsUnavailableIsRepeatedForWhatWasNotRead() throws Exception {
        String unavailable = stage.paidOrder("ORD-0", "EUR", "10.00");
        bookedOrder();
        stage.awaitDone("0-ORD-0.xml");
        // A payment's notification may come before its link's, and is then of no order: the payment is read here.
        assertThat(stage.application().reconcile()).isEmpty();
        int before = reports().size();
        stage.restart(Map.of("orderToCash.reconcileRetryDelay", "1"));
        stage.purse().faults().add(FaultRule.on("getPayment", Fault.status(503)).withPath(unavailable));
        long reads = reads("ORD-1");

        stage.orderBook().execute("UPDATE reconciliation SET night = '2000-01-01'");
        await().until(() -> reports().size() >= before + 2);
        assertThat(night()).isEqualTo("2000-01-01");
        assertThat(reads("ORD-1")).as("the other payment").isEqualTo(reads + 1);

        stage.purse().faults().clear();
        await().atMost(Duration.ofSeconds(20)).until(() -> night().compareTo("2026") > 0);
        assertThat(csv()).isEqualTo("number,what,documents,purse,currency,remedy\r\n");
    }

    @Test
    void aLinkThatWasCancelledWhileItWasPaidIsFoundInTheNight() throws Exception {
        stage.purse().faults().always("webhook", Fault.dropped());
        String payment = stage.paidOrder("ORD-1", "EUR", "10.00");
        stage.awaitDone("0-ORD-1.xml");
        stage.orderBook().execute("UPDATE sales_order SET link_status = 'CANCELLED', payment_id = NULL");

        stage.application().reconcile();

        assertThat(stage.orderBook().rows("SELECT payment_id, authorized FROM sales_order"))
                .containsExactly(Map.of("payment_id", payment, "authorized", "1000"));
    }

    @Test
    void whatIsStillOpenThoughItWasCancelledIsListed() throws Exception {
        String payment = stage.paidOrder("ORD-1", "EUR", "10.00");
        stage.deliver("1.xml", Documents.cancellation("CAN-1", "ORD-1"));
        stage.awaitDone("1.xml");
        stage.orderBook().execute("UPDATE business_document SET operation_amount = 0 WHERE number = 'CAN-1'");
        stage.orderBook()
                .execute("UPDATE sales_order SET voided = 0, payment_version = 1000 WHERE payment_id = '" + payment
                        + "'");

        assertThat(stage.application().reconcile()).singleElement().satisfies(row -> assertThat(row)
                .containsEntry("what", "open though closed")
                .containsEntry("purse", "10.00")
                .containsEntry("remedy", "purse:voidPayment over the difference"));
    }

    @Test
    void whatWasExecutedWithoutAPaymentIsListed() throws Exception {
        stage.deliver("0.xml", Documents.order("ORD-1", "EUR", "10.00"));
        stage.awaitDone("0.xml");
        stage.deliver("1.xml", Documents.invoice("INV-1", "ORD-1", "EUR", "6.00"));
        stage.awaitStored("1.xml");
        stage.orderBook()
                .execute("UPDATE business_document SET state = 'done', outcome_at = CURRENT_TIMESTAMP"
                        + " WHERE number = 'INV-1'");

        assertThat(stage.application().reconcile()).singleElement().satisfies(row -> assertThat(row)
                .containsEntry("what", "executed without a payment")
                .containsEntry("documents", "6.00"));
        stage.orderBook().execute("DELETE FROM sales_order");
        assertThat(stage.application().reconcile()).singleElement().satisfies(row -> assertThat(row)
                .containsEntry("what", "executed without a payment"));
    }

    @Test
    void aPaymentLinkWithoutAnOrderIsReadInTheNight() throws Exception {
        stage.purse().faults().always("webhook", Fault.dropped());
        String payment = stage.paidOrder("ORD-1", "EUR", "10.00");
        stage.awaitDone("0-ORD-1.xml");
        stage.orderBook()
                .execute("INSERT INTO orphan_link (link_id, order_number, link_status)"
                        + " SELECT link_id, number, 'OPENED' FROM sales_order");
        stage.orderBook().execute("UPDATE sales_order SET link_id = 'another', payment_id = '" + payment + "'");

        assertThat(stage.application().reconcile()).singleElement().satisfies(row -> assertThat(row)
                .containsEntry("remedy", "purse:reversePayment of payment " + payment));
    }

    @Test
    void aLateResponseReopensNoPaymentLink() throws Exception {
        stage.deliver("0.xml", Documents.order("ORD-1", "EUR", "10.00"));
        stage.awaitDone("0.xml");
        stage.orderBook().execute("UPDATE sales_order SET link_status = 'CANCELLED', link_version = NULL");

        stage.application().reconcile();
        assertThat(linkStatus()).as("it has ended").isEqualTo("CANCELLED");

        stage.orderBook().execute("UPDATE sales_order SET link_status = 'OPENED', link_version = 1000");
        stage.application().reconcile();
        assertThat(linkStatus()).as("an older version").isEqualTo("OPENED");
    }

    @Test
    void theFirstNightIsThatOfTheTimeZone() {
        ZoneId zone = LocalDate.now(ZoneOffset.UTC).equals(LocalDate.now(ZoneId.of("Pacific/Kiritimati")))
                ? ZoneId.of("Etc/GMT+12")
                : ZoneId.of("Pacific/Kiritimati");
        Path other = stage.folders().root().resolve("another");
        Map<String, String> settings =
                Map.of("orderToCash.timeZone", zone.getId(), "orderToCash.database", Demo.database(other));
        stage.application().close();
        try (OrderToCash application = stage.start(settings)) {
            assertThat(application).isNotNull();
            assertThat(new OrderBook(settings).rows("SELECT night FROM reconciliation"))
                    .containsExactly(Map.of("night", LocalDate.now(zone).toString()));
        }
    }

    @Test
    void aValueThatBeginsLikeAFormulaIsTextInTheCsv() throws Exception {
        bookedOrder();
        stage.orderBook().execute("UPDATE business_document SET order_number = '=1+1' WHERE order_number = 'ORD-1'");
        stage.orderBook()
                .execute("UPDATE sales_order SET number = '=1+1', captured = 0, payment_version = 1000000"
                        + " WHERE number = 'ORD-1'");

        assertThat(stage.application().reconcile()).isNotEmpty();
        assertThat(csv()).contains("\"'=1+1\"").doesNotContain("\"=1+1\"");
    }

    @Test
    void oneInstanceAloneReconcilesAtNight() throws Exception {
        bookedOrder();
        try (OrderToCash other = stage.start(
                Map.of("orderToCash.instance", "other", "camel.server.port", String.valueOf(FreePort.find())))) {
            assertThat(other).isNotNull();
            stage.orderBook().execute("UPDATE reconciliation SET night = '2000-01-01'");
            await().until(() -> !reports().isEmpty());
            await().during(Duration.ofSeconds(1)).until(() -> reports().size() == 1);
        }
        assertThat(stage.orderBook().rows("SELECT night, claimed_by, claimed_until FROM reconciliation"))
                .singleElement()
                .satisfies(night -> assertThat(reports().get(0).getFileName().toString())
                        .startsWith(LocalDate.now(ZoneOffset.UTC).toString())
                        .endsWith("-" + night.get("claimed_by") + ".csv"))
                .satisfies(night -> assertThat(night.get("night")).isGreaterThan("2026"))
                .satisfies(night -> assertThat(night.get("claimed_until")).isNull());
    }

    @Test
    void aNightInWhichNoInstanceRanIsMadeUpFor() {
        stage.application().close();
        stage.orderBook().execute("UPDATE reconciliation SET night = '2000-01-01'");
        stage.restart();

        await().until(() -> reports().size() == 1);
    }

    @Test
    void aReconciliationWhoseProcessDiedIsRepeatedWhenItsClaimHasExpired() {
        stage.orderBook()
                .execute("UPDATE reconciliation SET night = '2000-01-01', claimed_by = 'dead',"
                        + " claimed_until = CURRENT_TIMESTAMP + INTERVAL '1' DAY");
        await().during(Duration.ofMillis(500)).until(() -> reports().isEmpty());

        stage.orderBook().execute("UPDATE reconciliation SET claimed_until = CURRENT_TIMESTAMP");
        await().until(() -> reports().size() == 1);
    }

    @Test
    void theNightIsThatOfTheTimeZone() {
        // Where the day ends last, and where it begins first: 26 hours lie between.
        ZoneId last = ZoneId.of("Etc/GMT+12");
        ZoneId first = ZoneId.of("Pacific/Kiritimati");
        Map<String, String> atMidnight =
                Map.of("orderToCash.reconcileAt", "00:00", "orderToCash.timeZone", last.getId());
        stage.orderBook()
                .execute(
                        "UPDATE reconciliation SET night = ?",
                        LocalDate.now(last).plusDays(1).toString());
        stage.restart(atMidnight);
        await().during(Duration.ofMillis(500)).until(() -> reports().isEmpty());

        stage.orderBook()
                .execute(
                        "UPDATE reconciliation SET night = ?",
                        LocalDate.now(last).toString());
        stage.restart(Map.of("orderToCash.reconcileAt", "00:00", "orderToCash.timeZone", first.getId()));
        await().until(() -> reports().size() == 1);
        await().untilAsserted(() -> assertThat(stage.orderBook()
                        .rows("SELECT night FROM reconciliation")
                        .get(0)
                        .get("night"))
                .isEqualTo(LocalDate.now(first).toString()));
    }

    @Test
    void theTimeOfDayIsAwaited() {
        stage.orderBook().execute("UPDATE reconciliation SET night = '2000-01-01'");
        await().until(() -> reports().size() == 1);
        String today = LocalDate.now(ZoneOffset.UTC).toString();
        stage.restart(Map.of("orderToCash.reconcileAt", "24:00"));
        stage.orderBook().execute("UPDATE reconciliation SET night = '2000-01-01'");
        await().until(() -> reports().size() == 2);

        assertThat(stage.orderBook()
                        .rows("SELECT night FROM reconciliation")
                        .get(0)
                        .get("night"))
                .as("the night before")
                .isLessThan(today);
    }

    @Test
    void thePaymentOfAnOrderThatWasClosedLongAgoIsNotReadForever() throws Exception {
        bookedOrder();
        stage.orderBook()
                .execute("UPDATE business_document SET received_at = CURRENT_TIMESTAMP - INTERVAL '40' DAY,"
                        + " outcome_at = CURRENT_TIMESTAMP - INTERVAL '40' DAY");
        stage.orderBook().execute("UPDATE sales_order SET paid_at = CURRENT_TIMESTAMP - INTERVAL '40' DAY");
        int reads = reads();
        stage.application().reconcile();
        assertThat(reads()).isEqualTo(reads);

        stage.orderBook().execute("UPDATE business_document SET outcome_at = CURRENT_TIMESTAMP WHERE number = 'CN-1'");
        stage.application().reconcile();
        assertThat(reads()).as("something has happened").isEqualTo(reads + 1);

        stage.orderBook().execute("UPDATE business_document SET outcome_at = received_at");
        stage.orderBook().execute("UPDATE sales_order SET voided = 0");
        stage.application().reconcile();
        assertThat(reads()).as("money is open").isEqualTo(reads + 2);
    }

    private int reads() {
        return stage.purse().journal("getPayment").size();
    }

    private long reads(String order) {
        String payment = stage.orderBook()
                .rows("SELECT payment_id FROM sales_order WHERE number = ?", order)
                .get(0)
                .get("payment_id");
        return stage.purse().journal("getPayment").stream()
                .filter(request -> request.path().contains(payment))
                .count();
    }

    private String night() {
        return stage.orderBook().rows("SELECT night FROM reconciliation").get(0).get("night");
    }

    private String linkStatus() {
        return stage.orderBook()
                .rows("SELECT link_status FROM sales_order")
                .get(0)
                .get("link_status");
    }

    /** As if the payment had been created so long ago: Purse says so from now on. */
    private void authorizedDaysAgo(int days, String payment) {
        stage.purse().faults().clear();
        stage.purse()
                .faults()
                .add(FaultRule.on(
                                "getPayment",
                                Fault.edited(json -> json.put(
                                        "created_at",
                                        stage.purse()
                                                .now()
                                                .minus(Duration.ofDays(days))
                                                .toString())))
                        .withPath(payment));
        stage.orderBook().execute("UPDATE sales_order SET read_at = NULL WHERE payment_id = ?", payment);
    }

    /** An order over 10.00 of which 6.00 are captured, 4.00 voided and 2.00 refunded. */
    private void bookedOrder() throws IOException {
        stage.paidOrder("ORD-1", "EUR", "10.00");
        stage.deliver("1.xml", invoice("INV-1", "ORD-1", "EUR", "6.00"));
        stage.deliver("2.xml", cancellation("CAN-1", "ORD-1"));
        stage.deliver("3.xml", creditNote("CN-1", "ORD-1", "EUR", "2.00", "INV-1"));
        stage.awaitDone("1.xml");
        stage.awaitDone("2.xml");
        stage.awaitDone("3.xml");
    }

    private String csv() throws IOException {
        List<Path> reports = reports();
        return Files.readString(reports.get(reports.size() - 1));
    }

    private List<Path> reports() {
        return Folders.files(stage.folders().root().resolve("reconciliation"), ".csv");
    }
}
