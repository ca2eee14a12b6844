package io.camelpurse.producer;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.PurseOperation;
import io.camelpurse.PurseOutcomeUnknownException;
import io.camelpurse.client.TimeSource;
import io.camelpurse.metrics.Metrics;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class CallCountersTest {

    @AutoClose
    private final DefaultCamelContext context = new DefaultCamelContext();

    private final CallCounters counters =
            new CallCounters(PurseOperation.capturePayment, TimeSource.system(), () -> Metrics.NONE);

    @Test
    void anUnknownOutcomeIsAFailureToo() {
        end(new IllegalStateException());
        end(new PurseOutcomeUnknownException("lost"));
        assertThat(counters.calls()).isEqualTo(2);
        assertThat(counters.failures()).isEqualTo(2);
        assertThat(counters.unknownOutcomes()).isEqualTo(1);
    }

    @Test
    void aCallIsActiveUntilItEnds() {
        counters.called();
        end(null);
        assertThat(counters.calls()).isEqualTo(2);
        assertThat(counters.active()).isEqualTo(1);
        assertThat(counters.failures()).isZero();
    }

    @Test
    void anOperationIsExecutedOrFound() {
        counters.moved(false);
        counters.moved(true);
        counters.moved(true);
        assertThat(counters.moneyOperations()).isEqualTo(1);
        assertThat(counters.duplicates()).isEqualTo(2);
    }

    private void end(Exception failure) {
        Exchange exchange = new DefaultExchange(context);
        exchange.setException(failure);
        counters.ended(counters.called(), exchange);
    }
}
