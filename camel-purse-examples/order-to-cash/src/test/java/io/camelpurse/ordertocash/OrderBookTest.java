package io.camelpurse.ordertocash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the statements of the application expect of H2. */
class OrderBookTest {

    private static final String QUERY = """
            WITH document AS (SELECT id, payment_id FROM paid WHERE id = ?),
            failed_check AS (SELECT 'not paid' AS reason FROM document WHERE payment_id IS NULL)
            SELECT failed_check.reason FROM document LEFT JOIN failed_check ON TRUE""";

    @TempDir
    private Path root;

    @Test
    void aStatementForOneDocumentDoesNotReturnTheRowsOfTheOneBefore() throws Exception {
        try (Connection connection = DriverManager.getConnection(Demo.database(root.resolve("orders")), "sa", "")) {
            execute(connection, "CREATE TABLE paid (id INTEGER PRIMARY KEY, payment_id VARCHAR(9))");
            execute(connection, "INSERT INTO paid VALUES (1, NULL), (2, 'payment')");

            assertThat(failedCheck(connection, 1)).isEqualTo("not paid");
            assertThat(failedCheck(connection, 2)).isNull();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }

    private static String failedCheck(Connection connection, int document) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(QUERY)) {
            statement.setInt(1, document);
            try (ResultSet row = statement.executeQuery()) {
                assertThat(row.next()).isTrue();
                return row.getString(1);
            }
        }
    }
}
