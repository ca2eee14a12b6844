package io.camelpurse.ordertocash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Instances are killed, without a chance to tidy up, and started again on the same order book and inbox. */
@Order(1)
class CrashTest {

    @Test
    void everyOrderIsExactAndEveryDocumentAcknowledgedAlthoughInstancesWereKilledInTheMiddle() throws Exception {
        CrashRun.Plan plan = new CrashRun.Plan(20_200_825, 1, 2, Duration.ofSeconds(10));

        CrashReport report = new CrashRun(plan, Path.of("target/crash-test").toAbsolutePath()).run();

        assertThat(report.purseAgrees()).as(report::toString).isTrue();
        assertThat(report.interrupting()).as(report::toString).isGreaterThanOrEqualTo(plan.kills());
        System.out.println(report);
    }
}
