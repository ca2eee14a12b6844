package io.camelpurse.ordertocash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The query for work finds what the claim takes. Otherwise documents wait, or nothing is claimed again and again. */
class ClaimTest {

    @Test
    void theQueryForWorkHasTheConditionOfTheClaim() throws IOException {
        String due = condition("due.sql", "FETCH FIRST");

        assertThat(due).contains("due_at", "claimed_until", "sales_order");
        assertThat(condition("claim.sql", "ORDER BY")).isEqualTo(due);
    }

    private static String condition(String file, String end) throws IOException {
        String sql = Files.readString(Path.of("src/main/resources/sql", file)).replaceAll("\\s+", " ");
        int begin = sql.indexOf("WHERE d.state");
        return sql.substring(begin, sql.indexOf(end, begin)).strip();
    }
}
