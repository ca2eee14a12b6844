package io.camelpurse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheck.Result;
import org.apache.camel.health.HealthCheck.State;
import org.junit.jupiter.api.Test;

class PurseHealthCheckTest {

    private final PurseHealthCheck check =
            new PurseHealthCheck("purse-keys", true, result -> result.down().message("no keys"));

    @Test
    void theResultIsWhatTheFunctionFindsUnderTheIdOfTheCheck() {
        Result result = check.call(Map.of());
        assertThat(result.getState()).isEqualTo(State.DOWN);
        assertThat(result.getMessage()).contains("no keys");
        assertThat(result.getDetails())
                .containsEntry(HealthCheck.CHECK_ID, "purse-keys")
                .containsEntry(HealthCheck.CHECK_GROUP, "camel");
    }

    @Test
    void aCheckThatIsSwitchedOffDoesNotAsk() {
        check.setEnabled(false);
        Result result = check.call(Map.of());
        assertThat(result.getState()).isEqualTo(State.UNKNOWN);
        assertThat(result.getDetails()).containsEntry(HealthCheck.CHECK_ENABLED, false);
    }

    @Test
    void itSaysWhetherToSendRequestsAndNotWhetherToRestart() {
        assertThat(check.isReadiness()).isTrue();
        assertThat(check.isLiveness()).isFalse();
    }
}
