package io.camelpurse.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyResponseTest {

    @ParameterizedTest
    @CsvSource({"SUCCESS, false", "PENDING, false", "UNCERTAIN, false", "FAILURE, true", "CONFLICT, true"})
    void aFailureOrConflictHasFailed(String status, boolean failed) {
        assertThat(response(status).hasFailed()).isEqualTo(failed);
    }

    @Test
    void earlierAttemptsAreAdded() {
        assertThat(response("SUCCESS").afterAttempts(3).attempts()).isEqualTo(5);
    }

    @Test
    void itsTextShowsNeitherPaymentNorOperation() {
        assertThat(response("SUCCESS")).hasToString("MoneyResponse[SUCCESS, duplicate=true, attempts=2]");
    }

    @Test
    void aDryRunHasNoStatus() {
        MoneyResponse dryRun = new MoneyResponse(null, MissingNode.getInstance(), false, false, 0, null, null);
        assertThat(dryRun.status()).isEmpty();
        assertThat(dryRun.hasFailed()).isFalse();
    }

    private static MoneyResponse response(String status) {
        return new MoneyResponse(
                null,
                JsonNodeFactory.instance.objectNode().put("id", "c-1").put("status", status),
                true,
                false,
                2,
                null,
                null);
    }
}
