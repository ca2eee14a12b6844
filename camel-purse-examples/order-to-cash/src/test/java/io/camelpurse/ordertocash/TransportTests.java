package io.camelpurse.ordertocash;

import static io.camelpurse.ordertocash.Documents.creditNote;
import static io.camelpurse.ordertocash.Documents.finalInvoice;
import static io.camelpurse.ordertocash.Documents.invoice;
import static io.camelpurse.ordertocash.Documents.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelpurse.ordertocash.Transport.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What holds with every transport and on every database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TransportTests {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    private Stage stage;

    /** Starts the broker and the database, if they are not part of the application. */
    abstract Stage start(Path root) throws Exception;

    /** Stops what has been started. */
    abstract void stop();

    Stage stage() {
        return stage;
    }

    @BeforeAll
    void startStage(@TempDir Path root) throws Exception {
        stage = start(root);
    }

    @AfterAll
    void stopStage() {
        if (stage != null) {
            stage.close();
        }
        stop();
    }

    @Test
    void documentsAreExecutedAndAcknowledgedAndAgreeWithPurse() throws Exception {
        String payment = stage.paidOrder("ORD-1", "EUR", "42.99");

        stage.deliver("1.xml", invoice("INV-1", "ORD-1", "EUR", "40.00"));
        stage.awaitDone("1.xml");
        stage.deliver("2.xml", creditNote("CN-1", "ORD-1", "EUR", "5.00", "INV-1"));
        stage.awaitDone("2.xml");

        assertThat(stage.amount(payment, "total_captured")).isEqualTo(4000);
        assertThat(stage.amount(payment, "total_refunded")).isEqualTo(500);
        awaitAcknowledged("Order ORD-1", Acknowledgements.ACCEPTED);
        awaitAcknowledged("Invoice INV-1", Acknowledgements.ACCEPTED);
        awaitAcknowledged("CreditNote CN-1", Acknowledgements.ACCEPTED);
        assertThat(stage.acknowledgements().all())
                .filteredOn(acknowledgement -> acknowledgement.document().equals("Invoice INV-1"))
                .singleElement()
                .satisfies(acknowledgement -> assertThat(acknowledgement.text())
                        .contains(">40.00 EUR", stage.row("1.xml").get("operation_id")));
        assertThat(stage.application().reconcile()).isEmpty();
    }

    @Test
    void aDocumentThatArrivesAgainIsAcknowledgedAgainAndExecutedOnce() throws Exception {
        stage.paidOrder("ORD-2", "EUR", "42.99");
        stage.deliver("1-of-2.xml", invoice("INV-2", "ORD-2", "EUR", "40.00"));
        stage.awaitDone("1-of-2.xml");
        awaitAcknowledged("Invoice INV-2", Acknowledgements.ACCEPTED);
        await().atMost(PATIENCE).until(() -> stage.row("1-of-2.xml").get("acknowledged_at") != null);
        String acknowledgedAt = stage.row("1-of-2.xml").get("acknowledged_at");

        stage.deliver("1-of-2.xml", invoice("INV-2", "ORD-2", "EUR", "40.00"));

        await().atMost(PATIENCE)
                .until(() -> !acknowledgedAt.equals(
                        stage.row("1-of-2.xml").getOrDefault("acknowledged_at", acknowledgedAt)));
        assertThat(stage.acknowledgements().contradictions()).isEmpty();
        stage.purse().assertMovedExactlyOnce("ORD-2");
    }

    @Test
    void otherContentUnderTheSameNumberIsRejected() throws Exception {
        String payment = stage.paidOrder("ORD-3", "EUR", "42.99");
        stage.deliver("1-of-3.xml", invoice("INV-3", "ORD-3", "EUR", "40.00"));
        stage.awaitDone("1-of-3.xml");

        stage.deliver("2-of-3.xml", invoice("INV-3", "ORD-3", "EUR", "2.00"));

        assertThat(stage.awaitRejected("2-of-3.xml")).contains("another document of this kind has this number");
        awaitAcknowledged("Invoice INV-3", Acknowledgements.ACCEPTED, Acknowledgements.REJECTED);
        assertThat(stage.amount(payment, "total_captured")).isEqualTo(4000);
    }

    /** Two instances store two invoices under one number at the same instant. */
    @Test
    void aFinalInvoiceThatLosesAgainstAnotherOneUnderItsNumberIsRejectedAsAWhole() throws Exception {
        stage.paidOrder("ORD-7", "EUR", "10.00");
        stage.deliver("1-of-7.xml", invoice("INV-7a", "ORD-7", "EUR", "6.00"));
        stage.awaitDone("1-of-7.xml");
        try (Connection other = stage.orderBook().connect()) {
            other.setAutoCommit(false);
            try (Statement statement = other.createStatement()) {
                statement.execute("INSERT INTO business_document"
                        + " (identity, kind, number, order_number, currency, decimals, amount, content, digest, state)"
                        + " SELECT 'Invoice INV-7b', kind, 'INV-7b', order_number, currency, decimals, amount, content,"
                        + " 'other', 'rejected' FROM business_document WHERE identity = 'Invoice INV-7a'");
            }
            stage.deliver("2-of-7.xml", finalInvoice("INV-7b", "ORD-7", "EUR", "1.00"));
            await().during(Duration.ofMillis(500))
                    .until(() -> stage.row("2-of-7.xml").isEmpty());
            other.commit();
        }

        assertThat(stage.awaitRejected("2-of-7.xml")).contains("another document of this kind has this number");
        assertThat(stage.orderBook().rows("SELECT id FROM business_document WHERE kind = 'FinalInvoice'"))
                .isEmpty();
    }

    @Test
    void anUnreadableDocumentIsRejectedAndKeptByteForByte() throws Exception {
        byte[] document = "<Order>Lamp\u00e9</Ord".getBytes(StandardCharsets.ISO_8859_1);

        stage.deliver("1-of-4.xml", document);

        assertThat(stage.awaitRejected("1-of-4.xml")).contains("cannot be read");
        assertThat(stage.content("1-of-4.xml")).isEqualTo(document);
        awaitAcknowledged("unreadable " + stage.row("1-of-4.xml").get("number"), Acknowledgements.REJECTED);
    }

    @Test
    void aTextIsCutAtTheSameCharacterOnEveryDatabase() throws Exception {
        String character = "\uD83D\uDE00";

        stage.deliver("1-of-8.xml", invoice(character.repeat(201), "ORD-8", "EUR", "40.00"));

        stage.awaitRejected("1-of-8.xml");
        assertThat(stage.row("1-of-8.xml"))
                .containsEntry("number", character.repeat(200))
                .containsEntry("field_value", character.repeat(200));
        awaitAcknowledged("Invoice " + character.repeat(200), Acknowledgements.REJECTED);
    }

    @Test
    void ordersAreReconciledAtNight() {
        Path reports = stage.folders().root().resolve("reconciliation");
        int before = Folders.files(reports, ".csv").size();

        stage.orderBook().execute("UPDATE reconciliation SET night = '2000-01-01'");

        await().atMost(PATIENCE).until(() -> Folders.files(reports, ".csv").size() == before + 1);
        await().atMost(PATIENCE)
                .until(() -> stage.orderBook()
                                .rows("SELECT night FROM reconciliation WHERE claimed_until IS NULL AND night > '2026'")
                                .size()
                        == 1);
    }

    @Test
    void whatTheDatabaseRejectsIsADeadLetterUntilItIsReplayed() throws Exception {
        stage.paidOrder("ORD-5", "EUR", "42.99");
        stage.orderBook().execute("ALTER TABLE business_document ADD CONSTRAINT only_known CHECK (number <> 'INV-5')");
        String document = invoice("INV-5", "ORD-5", "EUR", "40.00");

        stage.deliver("1-of-5.xml", document);
        stage.deliver("2-of-5.xml", invoice("INV-5b", "ORD-5", "EUR", "1.00"));

        stage.awaitDone("2-of-5.xml");
        assertThat(stage.row("1-of-5.xml")).isEmpty();
        assertThat(stage.transport().deadLetters())
                .filteredOn(letter ->
                        letter.reason() != null && letter.reason().toLowerCase().contains("only_known"))
                .singleElement()
                .satisfies(letter -> assertKept(letter, document));

        stage.transport().replay(stage);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(stage.transport().deadLetters())
                        .as("put aside again, and not forever")
                        .filteredOn(letter -> letter.content() != null)
                        .hasSizeBetween(1, 2));
        stage.orderBook().execute("ALTER TABLE business_document DROP CONSTRAINT only_known");
        replayOnceMore();

        stage.awaitDone("1-of-5.xml");
        stage.purse().assertMovedExactlyOnce("ORD-5");
    }

    @Test
    void aDocumentWaitsWhileTheDatabaseFailsEvenIfTheApplicationStops() throws Exception {
        stage.deliver("0-of-6.xml", order("ORD-10", "EUR", "10.00"));
        stage.awaitDone("0-of-6.xml");
        int deadLetters = stage.transport().deadLetters().size();

        stage.orderBook().execute("ALTER TABLE business_document RENAME TO away");
        stage.deliver("1-of-6.xml", order("ORD-11", "EUR", "10.00"));
        Thread.sleep(3000);
        stage.restart();
        stage.orderBook().execute("ALTER TABLE away RENAME TO business_document");

        stage.awaitDone("1-of-6.xml");
        assertThat(stage.transport().deadLetters()).hasSize(deadLetters);
    }

    /** Puts the dead letters through for the second time. */
    void replayOnceMore() {
        stage.restart(Map.of("orderToCash.replay", "tomorrow"));
    }

    private static void assertKept(DeadLetter letter, String document) {
        assertThat(new String(letter.content(), StandardCharsets.UTF_8)).isEqualTo(document);
        assertThat(letter.source()).isNotEmpty();
        assertThat(letter.key()).isIn("ORD-5", "");
    }

    void awaitAcknowledged(String document, String... codes) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(stage.acknowledgements().codes()).containsEntry(document, Set.of(codes)));
    }
}
