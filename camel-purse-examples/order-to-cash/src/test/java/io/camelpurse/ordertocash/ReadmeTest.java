package io.camelpurse.ordertocash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's statements run, and the files that it names exist. */
class ReadmeTest {

    private static final Pattern SQL = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL);
    private static final Pattern NAMED = Pattern.compile("`((?:routes|transports|sql|ubl|db/migration)/[^`]+)`");

    private final String readme = Files.readString(Path.of("README.md"));

    private final List<String> statements =
            SQL.matcher(readme).results().map(found -> found.group(1)).toList();

    @TempDir
    private Path root;

    ReadmeTest() throws IOException {}

    @Test
    void theStatementsDoWhatTheySay() throws Exception {
        assertThat(statements).hasSize(11);
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

            List<String> cleaning = statements.subList(4, statements.size());
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

            assertThat(stage.orderBook().execute(statements.get(2))).isEqualTo(1);
            assertThat(stage.orderBook().execute(statements.get(3))).isEqualTo(1);
            stage.restart(Map.of("orderToCash.work", "false"));
            Path reports = stage.folders().root().resolve("reconciliation");
            await().until(() -> !Folders.files(reports, ".csv").isEmpty());
            assertThat(Folders.text(Folders.files(reports, ".csv").get(0)))
                    .contains(
                            "\"ORD-1\",\"captured\",\"0.00\",\"6.00\",\"EUR\",",
                            "\"decide first what waits in the worklist\"");
            stage.deliver("2.xml", Documents.invoice("INV-2", "ORD-1", "EUR", "1.00"));
            stage.awaitStored("2.xml");
            await().during(Duration.ofMillis(500)).until(() -> stage.isOpen("2.xml"));

            assertThat(stage.orderBook().execute(statements.get(0))).isEqualTo(1);
            assertThat(stage.application().reconcile()).isEmpty();
            stage.restart();
            stage.awaitDone("2.xml");
            assertThat(stage.amount(payment, "total_captured")).isEqualTo(700);
            assertThat(stage.purse().journal("capturePayment")).hasSize(2);
        }
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
