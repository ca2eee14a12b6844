package io.camelpurse;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.sandbox.Fault;
import java.util.Set;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The figures of a component over JMX. Tests {@link MeasuredComponent}. */
class MeasuredComponentTest {

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder().sandbox().jmx().build();

    @Test
    void theBeanOfTheComponentShowsWhatItsCallsTook() throws Exception {
        PURSE.sandbox().faults().next("getSigningKeys", Fault.status(503));
        PURSE.succeed("purse:getSigningKeys");
        assertThat(attribute("Retries")).isEqualTo(1L);
        assertThat(attribute("RetryBudgetLeft")).isEqualTo(9);
        assertThat(attribute("TokenFetches")).isEqualTo(1L);
        assertThat(attribute("TokenFailures")).isEqualTo(0L);
        assertThat((Long) attribute("TokenAge")).isBetween(0L, 60L);
        assertThat(attribute("LeasedConnections")).isEqualTo(0);
        assertThat((Integer) attribute("AvailableConnections")).isPositive();
        assertThat(attribute("PendingCalls")).isEqualTo(0);
        assertThat(attribute("SigningKeysAge")).isNull();
    }

    @Test
    void aComponentThatWasNotStartedHasNoFigures() {
        PurseComponent added = new PurseComponent();
        assertThat(added.getMetrics()).isEmpty();
        assertThat(added.getRetries()).isZero();
        assertThat(added.getRetryBudgetLeft()).isNull();
        assertThat(added.getTokenAge()).isNull();
        assertThat(added.getLeasedConnections()).isZero();
        assertThat(added.getSigningKeysAge()).isNull();
    }

    private static Object attribute(String name) throws Exception {
        MBeanServer server =
                PURSE.context().getManagementStrategy().getManagementAgent().getMBeanServer();
        Set<ObjectName> names = server.queryNames(
                new ObjectName("org.apache.camel:context=" + PURSE.context().getManagementName()
                        + ",type=components,name=\"purse\""),
                null);
        assertThat(names).hasSize(1);
        return server.getAttribute(names.iterator().next(), name);
    }
}
