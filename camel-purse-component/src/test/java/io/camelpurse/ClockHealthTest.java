package io.camelpurse;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.client.ManualTime;
import io.camelpurse.fixture.ProducerChecks;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.ScriptedServer;
import java.time.Instant;
import org.apache.camel.health.HealthCheck.Result;
import org.apache.camel.health.HealthCheck.State;
import org.apache.camel.health.HealthCheckHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The health check that compares Purse's clock with this machine's. Tests {@link ComponentHealth}. */
class ClockHealthTest {

    private static final ManualTime TIME = new ManualTime(Instant.parse("2026-11-27T12:00:00Z"), 0);

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder()
            .time(TIME)
            .server((request, socket, output) ->
                    ScriptedServer.send(output, 200, "Date: Fri, 27 Nov 2026 12:10:00 GMT\r\n", "{\"keys\":[]}"))
            .build();

    @Test
    void aClockThatDiffersIsDownButDoesNotEndTheReadiness() {
        ProducerChecks.enable(PURSE.context());
        PURSE.succeed("purse:getSigningKeys");

        Result clock = HealthCheckHelper.invoke(PURSE.context(), "full").stream()
                .filter(result -> result.getCheck().getId().equals("producer:purse-clock"))
                .findFirst()
                .orElseThrow();
        assertThat(clock.getState()).isEqualTo(State.DOWN);
        assertThat(clock.getMessage())
                .contains("Purse's clock is 600 s ahead of this machine's: synchronize the clock of this machine");
        assertThat(HealthCheckHelper.invokeReadiness(PURSE.context(), "full"))
                .noneMatch(result -> result.getCheck().getId().endsWith("-clock"));
    }
}
