package io.camelpurse.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.sandbox.Fault;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ClientFiguresTest {

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder().sandbox().build();

    @Test
    void beforeTheFirstEndpointThereIsNothingToCount() {
        assertThat(figures()).isEqualTo(new ClientFigures(0, null, null, 0, 0, 0, 0, 0));
    }

    @Test
    void whatCallsTookIsCounted() {
        PURSE.sandbox().faults().next("getAccessToken", Fault.status(503));
        PURSE.sandbox().faults().next("getSigningKeys", Fault.status(503));
        PURSE.succeed("purse:getSigningKeys");
        ClientFigures figures = figures();
        assertThat(figures.retries()).isEqualTo(2);
        assertThat(figures.retryBudget()).isEqualTo(8);
        assertThat(figures.tokenFetches()).isEqualTo(1);
        assertThat(figures.tokenFailures()).isEqualTo(1);
        assertThat(figures.tokenAge()).isBetween(Duration.ZERO, Duration.ofMinutes(1));
        // A connection returns to the pool after the route has its response.
        await().until(() -> figures().leasedConnections() == 0);
        assertThat(figures().availableConnections()).isPositive();
        assertThat(figures.pendingCalls()).isZero();
    }

    private static ClientFigures figures() {
        return PoolFigures.clients(PURSE.component()).figures();
    }
}
