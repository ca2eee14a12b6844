package io.camelpurse.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheck.Result;
import org.apache.camel.health.HealthCheck.State;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.junit.jupiter.api.Test;

/** Tests {@link ApiHealth} and {@link ApiState}. */
class ApiHealthTest {

    private static final Instant NOW = Instant.parse("2026-11-27T10:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final ApiState fine = ApiState.UNKNOWN.responded(NOW);

    @Test
    void nothingIsKnownBeforeTheFirstCall() {
        assertThat(available(List.of()).getState()).isEqualTo(State.UNKNOWN);
        assertThat(available(List.of(ApiState.UNKNOWN)).getState()).isEqualTo(State.UNKNOWN);
        assertThat(accepted(List.of()).getMessage()).hasValue("Purse has not been called yet");
        assertThat(clock(ApiState.UNKNOWN).getMessage()).hasValue("no response of Purse has shown its time yet");
    }

    @Test
    void oneAccountThatIsRejectedIsEnoughToBeDown() {
        List<ApiState> accounts = List.of(fine, fine.rejected(NOW, "401 unauthorized"), fine);
        assertThat(accepted(accounts).getState()).isEqualTo(State.DOWN);
        assertThat(available(accounts).getMessage()).hasValue("401 unauthorized");
    }

    @Test
    void anAccountIsNotAcceptedAgainBecausePurseIsDown() {
        ApiState both = fine.rejected(NOW, "401 unauthorized").unavailable(NOW, "no connection could be made");
        assertThat(accepted(List.of(both)).getMessage()).hasValue("401 unauthorized");
        assertThat(available(List.of(both)).getMessage()).hasValue("no connection could be made");
        assertThat(accepted(List.of(both.responded(NOW))).getState()).isEqualTo(State.UP);
    }

    @Test
    void theTimeOfTheLatestCallIsShown() {
        ApiState later = ApiState.UNKNOWN.responded(NOW.plusSeconds(5));
        assertThat(available(List.of(fine, later)).getDetails())
                .containsEntry("api.observed.at", "2026-11-27T10:00:05Z");
    }

    @Test
    void aClockMayDifferByAsMuchAsIsAllowed() {
        assertThat(clock(fine.showing(MINUTE)).getState()).isEqualTo(State.UP);
        assertThat(clock(fine.showing(MINUTE.negated())).getState()).isEqualTo(State.UP);
        assertThat(clock(fine.showing(MINUTE.plusSeconds(1))).getMessage())
                .hasValue("Purse's clock is 61 s ahead of this machine's: synchronize the clock of this machine");
        assertThat(clock(fine.showing(Duration.ofHours(-1))).getMessage())
                .hasValue("Purse's clock is 3600 s behind this machine's: synchronize the clock of this machine");
        assertThat(clock(fine.showing(Duration.ofHours(-1))).getDetails()).containsEntry("clock.ahead.seconds", -3600L);
    }

    private static Result available(List<ApiState> accounts) {
        return result(builder -> ApiHealth.available(accounts, builder));
    }

    private static Result accepted(List<ApiState> accounts) {
        return result(builder -> ApiHealth.accepted(accounts, builder));
    }

    private static Result clock(ApiState account) {
        return result(builder -> ApiHealth.clock(List.of(account), MINUTE, builder));
    }

    private static Result result(UnaryOperator<HealthCheckResultBuilder> check) {
        HealthCheck any = new AbstractHealthCheck("any") {
            @Override
            protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {}
        };
        return check.apply(HealthCheckResultBuilder.on(any)).build();
    }
}
