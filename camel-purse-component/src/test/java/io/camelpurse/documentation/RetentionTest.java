package io.camelpurse.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.documentation.Document.CodeBlock;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.processor.idempotent.jdbc.JdbcMessageIdRepository;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The statements of {@code webhooks.adoc} that delete repository rows, on the table of Camel's JDBC repository. */
class RetentionTest {

    private final JdbcDataSource database = new JdbcDataSource();
    private Connection connection;

    @BeforeEach
    void fill() throws Exception {
        database.setUrl("jdbc:h2:mem:retention");
        connection = database.getConnection();
        try (JdbcMessageIdRepository repository = new JdbcMessageIdRepository(database, "purse")) {
            repository.start();
        }
        row("purse", "old", "31' day");
        row("purse", "recent", "29' day");
        row("purse", "key:claim:1", "11' minute");
        row("purse", "key:claim:2", "9' minute");
        row("other", "old", "31' day");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void rowsBeyondThePeriodAreDeleted() throws SQLException {
        execute(statements().get(0));

        assertThat(rows()).containsExactly("other old", "purse key:claim:1", "purse key:claim:2", "purse recent");
    }

    @Test
    void claimsThatHaveExpiredAreDeleted() throws SQLException {
        execute(statements().get(1));

        assertThat(rows()).containsExactly("other old", "purse key:claim:2", "purse old", "purse recent");
    }

    private static List<String> statements() {
        return Document.page("webhooks.adoc").blocks("sql").stream()
                .map(CodeBlock::code)
                .toList();
    }

    private void row(String processor, String id, String age) throws SQLException {
        execute("insert into CAMEL_MESSAGEPROCESSED (processorName, messageId, createdAt) values ('%s', '%s', "
                        .formatted(processor, id)
                + "current_timestamp - interval '" + age + ")");
    }

    private List<String> rows() throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(
                        "select processorName, messageId from CAMEL_MESSAGEPROCESSED order by 1, 2")) {
            while (found.next()) {
                rows.add(found.getString(1) + " " + found.getString(2));
            }
        }
        return rows;
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
