package io.camelpurse.ordertocash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * H2 keeps the result of a query for the next time, and does not notice that a parameter of a nested WITH clause
 * differs: as is, {@code document.sql} would return the decision about another document.
 */
class ReusedResultsTest {

    private static final String DEFAULT_FILE = "./order-to-cash/orders";

    @TempDir
    private Path folder;

    @Test
    void theDemosOrderBookNeverReturnsTheRowsOfAnEarlierQuery() throws Exception {
        assertThat(decisions(Demo.database(folder.resolve("orders")))).containsExactly("later", null, "later");
    }

    @Test
    void theDefaultOrderBookNeverReturnsTheRowsOfAnEarlierQuery() throws Exception {
        String url =
                defaultDatabase().replace(DEFAULT_FILE, folder.resolve("orders").toString());

        assertThat(decisions(url)).containsExactly("later", null, "later");
    }

    /** What is decided about an unpaid document, about a paid one, and about the unpaid one once more. */
    private static List<String> decisions(String url) throws SQLException {
        List<String> decisions = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url, "sa", "")) {
            connection.createStatement().execute("CREATE TABLE document (id INTEGER, paid BOOLEAN)");
            connection.createStatement().execute("INSERT INTO document VALUES (1, FALSE), (2, TRUE)");
            for (int id : new int[] {1, 2, 1}) {
                try (PreparedStatement query = connection.prepareStatement("""
                    WITH claimed AS (SELECT id, paid FROM document WHERE id = ?),
                    found AS (
                        SELECT 1 AS rank, 'reject' AS decision FROM claimed WHERE id < 0
                        UNION ALL
                        SELECT 2, 'later' FROM claimed WHERE NOT paid)
                    SELECT found.decision FROM claimed LEFT JOIN found ON TRUE
                    ORDER BY found.rank FETCH FIRST 1 ROW ONLY
                    """)) {
                    query.setInt(1, id);
                    ResultSet rows = query.executeQuery();
                    decisions.add(rows.next() ? rows.getString("decision") : "no document");
                }
            }
        }
        return decisions;
    }

    private static String defaultDatabase() throws IOException {
        Properties properties = new Properties();
        try (InputStream file = ReusedResultsTest.class.getResourceAsStream("/application.properties")) {
            properties.load(file);
        }
        return properties
                .getProperty("orderToCash.database")
                .replaceFirst("^\\{\\{env:ORDER_TO_CASH_DATABASE:(.*)}}$", "$1");
    }
}
