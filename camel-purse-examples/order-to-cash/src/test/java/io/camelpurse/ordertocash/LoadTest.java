package io.camelpurse.ordertocash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** A small load run, so that the large one stays executable. */
@Order(2)
class LoadTest {

    @Test
    void everyOrderIsExactAndEveryDocumentAcknowledged() throws Exception {
        LoadRun.Plan plan = new LoadRun.Plan(
                20_200_825,
                10,
                2,
                10,
                KafkaChannel::new,
                Map.of("orderToCash.orderPeriod", "3", "orderToCash.claimPeriod", "3"),
                CrashRun.JVM_OPTIONS);

        LoadReport report = new LoadRun(plan, Path.of("target/load-test").toAbsolutePath()).run();

        assertThat(report.isGood()).as(report::toString).isTrue();
        System.out.println(report);
    }
}
