package io.camelpurse.producer;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.PurseOutcomeUnknownException;
import org.junit.jupiter.api.Test;

class CallCountersTest {

    private final CallCounters counters = new CallCounters();

    @Test
    void anUnknownOutcomeIsAFailureToo() {
        counters.called();
        counters.failed(new IllegalStateException());
        counters.called();
        counters.failed(new PurseOutcomeUnknownException("lost"));
        assertThat(counters.calls()).isEqualTo(2);
        assertThat(counters.failures()).isEqualTo(2);
        assertThat(counters.unknownOutcomes()).isEqualTo(1);
    }

    @Test
    void anOperationIsExecutedOrFound() {
        counters.moved(false);
        counters.moved(true);
        counters.moved(true);
        assertThat(counters.moneyOperations()).isEqualTo(1);
        assertThat(counters.duplicates()).isEqualTo(2);
    }
}
