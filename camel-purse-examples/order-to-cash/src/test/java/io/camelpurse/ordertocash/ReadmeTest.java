package io.camelpurse.ordertocash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    @TempDir
    private Path root;

    ReadmeTest() throws IOException {}

    @Test
    void theStatementsDoWhatTheySay() throws Exception {
        List<String> statements =
                SQL.matcher(readme).results().map(found -> found.group(1)).toList();
        assertThat(statements).hasSize(6);
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

            assertThat(orderBook.execute(statements.get(2)))
                    .as("nothing is that old")
                    .isZero();
            assertThat(orderBook.execute(statements.get(3))).isZero();
            assertThat(orderBook.execute(statements.get(4))).isZero();
            assertThat(orderBook.execute(statements.get(5))).isZero();
            orderBook.execute("UPDATE business_document SET received_at = received_at - INTERVAL '500' DAY,"
                    + " acknowledged_at = CURRENT_TIMESTAMP - INTERVAL '500' DAY");
            orderBook.execute("UPDATE order_event SET at = at - INTERVAL '500' DAY");
            assertThat(orderBook.execute(statements.get(2))).isEqualTo(2);
            assertThat(stage.content("1.xml")).isEmpty();
            assertThat(orderBook.execute(statements.get(3))).isPositive();
            assertThat(orderBook.execute(statements.get(4))).isEqualTo(2);
            assertThat(orderBook.execute(statements.get(5))).isEqualTo(1);
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
