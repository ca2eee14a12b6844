package io.camelpurse.ordertocash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelpurse.sandbox.Fault;
import io.camelpurse.sandbox.state.OperationStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's statements run, and the files that it names exist. */
class ReadmeTest {

    private static final Pattern SQL = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL);
    private static final Pattern NAMED = Pattern.compile("`((?:routes|transports|sql|ubl|db/migration)/[^`]+)`");

    private static final Map<String, String> WITHOUT_WORK = Map.of("orderToCash.work", "false");

    private final String readme = Files.readString(Path.of("README.md"));

    private final List<String> statements =
            SQL.matcher(readme).results().map(found -> found.group(1)).toList();

    @TempDir
    private Path root;

    ReadmeTest() throws IOException {}

    @Test
    void theStatementsDoWhatTheySay() throws Exception {
        assertThat(statements).hasSize(18);
        try (Stage stage = new Stage(root, Map.of())) {
            stage.paidOrder("ORD-1", "EUR", "10.00");
            stage.deliver("1.xml", Documents.invoice("INV-1", "ORD-1", "EUR", "6.00"));
            stage.awaitDone("1.xml");
            OrderBook orderBook = stage.orderBook();

            orderBook.execute("UPDATE business_document SET state = 'manual' WHERE number = 'INV-1'");
            assertThat(orderBook.execute(statements.get(0))).isEqualTo(1);
            assertThat(stage.row("1.xml")).containsEntry("state", "done");

            orderBook.execute("UPDATE business_document SET state = 'manual' WHERE number = 'INV-1'");
            assertThat(orderBook.execute(statements.get(1))).isEqualTo(1);
            stage.awaitDone("1.xml");
            stage.purse().assertMovedExactlyOnce("ORD-1");
            await().until(() -> orderBook
                    .rows("SELECT * FROM business_document WHERE acknowledged_at IS NULL")
                    .isEmpty());

            assertThat(orderBook.execute(statements.get(2))).isEqualTo(1);
            assertThat(stage.application().reconcile())
                    .as("a refund that Purse does not have")
                    .singleElement()
                    .satisfies(row ->
                            assertThat(row).containsEntry("what", "refunded").containsEntry("documents", "2.00"));
            orderBook.execute("DELETE FROM business_document WHERE number = 'CN-9'");
            orderBook.execute("INSERT INTO orphan_link (link_id, order_number) VALUES ('LINK-ID', 'ORD-1')");
            assertThat(orderBook.execute(statements.get(3))).isEqualTo(1);

            List<String> cleaning = statements.subList(11, statements.size());
            stage.deliver("2.xml", "<no XML");
            stage.deliver("3.xml", Documents.invoice("INV-3", "", "EUR", "1.00"));
            stage.awaitRejected("2.xml");
            stage.awaitRejected("3.xml");
            for (String link : List.of("EXPIRED", "CREATED")) {
                orderBook.execute(
                        "INSERT INTO orphan_link (link_id, order_number, link_status) VALUES (?, 'ORD-1', ?)",
                        link,
                        link);
            }
            await().until(() -> orderBook
                    .rows("SELECT * FROM business_document WHERE acknowledged_at IS NULL")
                    .isEmpty());
            assertThat(cleaning).as("nothing is that old").allSatisfy(statement -> assertThat(
                            orderBook.execute(statement))
                    .isZero());

            orderBook.execute("UPDATE business_document SET received_at = received_at - INTERVAL '500' DAY,"
                    + " acknowledged_at = CURRENT_TIMESTAMP - INTERVAL '500' DAY");
            orderBook.execute("UPDATE order_event SET at = at - INTERVAL '500' DAY");
            orderBook.execute("UPDATE sales_order SET created_at = created_at - INTERVAL '500' DAY");
            orderBook.execute("UPDATE orphan_link SET seen_at = seen_at - INTERVAL '500' DAY");
            assertThat(orderBook.execute(cleaning.get(0))).isEqualTo(4);
            assertThat(stage.content("1.xml")).isEmpty();
            assertThat(orderBook.execute(cleaning.get(1))).isEqualTo(1);
            assertThat(orderBook.rows("SELECT shopper_url FROM sales_order"))
                    .singleElement()
                    .satisfies(order -> assertThat(order.get("shopper_url")).isNull());
            assertThat(orderBook.execute(cleaning.get(2))).isPositive();
            stage.deliver("4.xml", "<no XML either");
            stage.awaitRejected("4.xml");
            orderBook.execute(
                    "UPDATE business_document SET acknowledged_at = CURRENT_TIMESTAMP WHERE number = 'ORD-1'");
            assertThat(orderBook.execute(cleaning.get(3)))
                    .as("an order is deleted as a whole")
                    .isEqualTo(1);
            orderBook.execute("UPDATE business_document SET acknowledged_at = CURRENT_TIMESTAMP - INTERVAL '500' DAY"
                    + " WHERE number = 'ORD-1'");
            assertThat(orderBook.execute(cleaning.get(3)))
                    .as("the order's documents")
                    .isEqualTo(2);
            assertThat(orderBook.execute(cleaning.get(4)))
                    .as("those of no order do not wait for later ones")
                    .isEqualTo(1);
            assertThat(orderBook.execute(cleaning.get(5))).isEqualTo(1);
            assertThat(orderBook.execute(cleaning.get(6))).isEqualTo(1);
            assertThat(orderBook.rows("SELECT link_id FROM orphan_link")).containsExactly(Map.of("link_id", "CREATED"));
        }
    }

    @Test
    void whatARestoredStateHasOpenIsReconciledAndDecidedAndNotExecutedAgain() throws Exception {
        try (Stage stage = new Stage(root, Map.of())) {
            String payment = stage.paidOrder("ORD-1", "EUR", "20.00");
            stage.deliver("1.xml", Documents.invoice("INV-1", "ORD-1", "EUR", "6.00"));
            stage.awaitDone("1.xml");
            stage.application().close();
            // As the backup has it, which was made before the capture.
            stage.orderBook()
                    .execute(
                            "UPDATE business_document SET state = 'open', operation_id = NULL, operation_status = NULL,"
                                    + " operation_amount = NULL, outcome_at = NULL, acknowledged_at = NULL"
                                    + " WHERE number = 'INV-1'");

            stage.restart(WITHOUT_WORK);
            stage.deliver("2.xml", Documents.invoice("INV-2", "ORD-1", "EUR", "1.00"));
            stage.awaitStored("2.xml");
            assertThat(stage.orderBook().execute(statements.get(7))).isEqualTo(2);
            assertThat(report(stage))
                    .contains(
                            "\"ORD-1\",\"captured\",\"0.00\",\"6.00\",\"EUR\",",
                            "\"decide first what waits in the worklist\"");

            assertThat(stage.orderBook().execute(statements.get(0))).isEqualTo(1);
            assertThat(stage.orderBook().execute(statements.get(10))).isEqualTo(1);
            await().during(Duration.ofMillis(500)).until(() -> stage.isOpen("2.xml"));
            assertThat(stage.application().reconcile()).isEmpty();
            stage.restart();
            stage.awaitDone("2.xml");
            assertThat(stage.amount(payment, "total_captured")).isEqualTo(700);
            assertThat(stage.purse().journal("capturePayment")).hasSize(2);
        }
    }

    @Test
    void aRestoredOrderThatWasPaidSinceIsReadInTheSameNight() throws Exception {
        try (Stage stage = new Stage(root, Map.of())) {
            stage.paidOrder("ORD-1", "EUR", "20.00");
            stage.deliver("1.xml", Documents.invoice("INV-1", "ORD-1", "EUR", "6.00"));
            stage.awaitDone("1.xml");
            stage.application().close();
            // As the backup has it, which was made when the link was sent.
            stage.orderBook().execute("DELETE FROM business_document WHERE number = 'INV-1'");
            stage.orderBook()
                    .execute("UPDATE sales_order SET payment_id = NULL, payment_status = NULL, payment_version = NULL,"
                            + " authorized = NULL, captured = NULL, voided = NULL, refunded = NULL, paid_at = NULL,"
                            + " link_status = 'CREATED', link_version = 1, read_at = NULL");
            stage.restart(WITHOUT_WORK);

            assertThat(report(stage)).contains("\"ORD-1\",\"captured\",\"0.00\",\"6.00\",\"EUR\",");
        }
    }

    @Test
    void anOrderThatARestoredStateDoesNotHaveKeepsItsPaymentLink() throws Exception {
        try (Stage stage = new Stage(root, Map.of())) {
            String payment = stage.paidOrder("ORD-1", "EUR", "20.00");
            stage.deliver("1.xml", Documents.invoice("INV-1", "ORD-1", "EUR", "6.00"));
            stage.awaitDone("1.xml");
            forget(stage);
            stage.restart(WITHOUT_WORK);
            stage.deliver("0-ORD-1.xml", Documents.order("ORD-1", "EUR", "20.00"));
            stage.deliver("1.xml", Documents.invoice("INV-1", "ORD-1", "EUR", "6.00"));
            stage.awaitStored("1.xml");

            attach(stage);
            assertThat(report(stage)).contains("\"ORD-1\",\"captured\",\"0.00\",\"6.00\",\"EUR\",");
            stage.restart();
            stage.awaitDone("1.xml");

            assertThat(stage.purse().journal("createPaymentLink")).hasSize(1);
            assertThat(stage.amount(payment, "total_captured")).isEqualTo(600);
            stage.purse().assertMovedExactlyOnce("ORD-1");
            assertThat(stage.application().reconcile()).isEmpty();
        }
    }

    @Test
    void anOrderThatARestoredStateDoesNotHaveIsPaidByTheLinkThatTheShopperHas() throws Exception {
        try (Stage stage = new Stage(root, Map.of())) {
            stage.deliver("0.xml", Documents.order("ORD-1", "EUR", "20.00"));
            String link = stage.link("ORD-1");
            stage.awaitDone("0.xml");
            forget(stage);
            stage.restart(WITHOUT_WORK);
            stage.deliver("0.xml", Documents.order("ORD-1", "EUR", "20.00"));
            stage.awaitStored("0.xml");

            attach(stage);
            stage.restart();
            String payment = stage.purse().shopper().pay(link);
            stage.deliver("1.xml", Documents.invoice("INV-1", "ORD-1", "EUR", "20.00"));
            stage.awaitDone("1.xml");

            assertThat(stage.purse().journal("createPaymentLink")).hasSize(1);
            assertThat(stage.amount(payment, "total_captured")).isEqualTo(2000);
        }
    }

    @Test
    void theDecisionAboutAFinalInvoiceIsAcknowledgedWithoutContradiction() throws Exception {
        try (Stage stage = new Stage(root, Map.of("orderToCash.followPeriod", "1"))) {
            String payment = stage.paidOrder("ORD-1", "EUR", "10.00");
            stage.purse().faults().next("voidPayment", Fault.uncertain());
            stage.deliver("1.xml", Documents.finalInvoice("INV-1", "ORD-1", "EUR", "4.00"));
            await().atMost(Duration.ofSeconds(30)).until(() -> !stage.orderBook()
                    .rows("SELECT * FROM business_document WHERE state = 'manual' AND acknowledged_at IS NOT NULL")
                    .isEmpty());
            stage.purse().settle(payment, OperationStatus.SUCCESS);

            assertThat(stage.orderBook().execute(statements.get(0).replace("'Invoice'", "'FinalInvoice'")))
                    .isEqualTo(1);

            await().untilAsserted(() -> assertThat(stage.transport().acknowledgements())
                    .filteredOn(text -> text.contains("captured in part"))
                    .singleElement(InstanceOfAssertFactories.STRING)
                    .contains(">AP<", ">done<", ">6.00 EUR<")
                    .doesNotContain("UNCERTAIN", "see what became of the operation"));
            assertThat(stage.application().reconcile()).isEmpty();
        }
    }

    /** The backup is older than all that was sent. */
    private static void forget(Stage stage) {
        await().until(() -> stage.orderBook()
                .rows("SELECT * FROM business_document WHERE acknowledged_at IS NULL")
                .isEmpty());
        stage.application().close();
        for (String table : List.of("business_document", "sales_order", "order_event", "orphan_link")) {
            stage.orderBook().execute("DELETE FROM " + table);
        }
    }

    /** With what the acknowledgement and the mail say. */
    private void attach(Stage stage) {
        assertThat(stage.orderBook().rows(statements.get(4))).singleElement().satisfies(order -> assertThat(order)
                .containsEntry("number", "ORD-1"));
        String acknowledgement = stage.transport().acknowledgements().stream()
                .filter(text -> text.contains("<cbc:DocumentType>Order<"))
                .findFirst()
                .orElseThrow();
        Matcher operation = Pattern.compile(">operation</cbc:AttributeID>\\s*<cbc:Description>([^<]+)<")
                .matcher(acknowledgement);
        assertThat(operation.find()).as(acknowledgement).isTrue();
        String attaching = statements
                .get(5)
                .replace("LINK-ID", operation.group(1))
                .replace("LINK-ADDRESS", "https://pay.example/" + operation.group(1));
        assertThat(stage.orderBook().execute(attaching)).isEqualTo(1);
        assertThat(stage.orderBook().execute(statements.get(6))).isEqualTo(1);
    }

    /** The list of the next reconciliation. */
    private String report(Stage stage) {
        Path reports = stage.folders().root().resolve("reconciliation");
        int before = Folders.files(reports, ".csv").size();
        assertThat(stage.orderBook().execute(statements.get(8))).isPositive();
        assertThat(stage.orderBook().execute(statements.get(9))).isEqualTo(1);
        await().until(() -> Folders.files(reports, ".csv").size() > before);
        return Folders.text(Folders.files(reports, ".csv").get(before));
    }

    @Test
    void theFilesThatItNamesExist() throws IOException {
        Matcher named = NAMED.matcher(readme);
        while (named.find()) {
            String path = named.group(1);
            Path folder = Path.of("src/main/resources").resolve(path).getParent();
            String pattern = path.substring(path.lastIndexOf('/') + 1)
                    .replace(".", "\\.")
                    .replace("*", ".*");
            try (var files = Files.list(folder)) {
                assertThat(files.map(file -> file.getFileName().toString()))
                        .as(path)
                        .anyMatch(name -> name.matches(pattern));
            }
        }
    }
}
