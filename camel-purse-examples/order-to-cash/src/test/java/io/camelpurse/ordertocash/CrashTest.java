package io.camelpurse.ordertocash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The application is killed, without a chance to tidy up, and started again on the same inbox. */
class CrashTest {

    @Test
    void theLedgerIsExactAlthoughTheApplicationWasKilledInTheMiddle() throws Exception {
        CrashRun.Plan plan = new CrashRun.Plan(20_200_825, 1, 3, Duration.ofSeconds(8));

        CrashReport report = new CrashRun(plan, Path.of("target/crash-test").toAbsolutePath()).run();

        assertThat(report.purseAgrees()).as(report::toString).isTrue();
        assertThat(report.interrupting()).as(report::toString).isGreaterThanOrEqualTo(plan.kills());
        System.out.println(report);
    }
}
