package io.camelpurse.producer;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.PurseAuthenticationException;
import io.camelpurse.PurseOperation;
import io.camelpurse.PurseOutcomeUnknownException;
import io.camelpurse.PurseRejectedException;
import io.camelpurse.PurseUnavailableException;
import io.camelpurse.PurseValidationException;
import io.camelpurse.client.TimeSource;
import io.camelpurse.metrics.Metrics;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Tests {@link CallCounters} and {@link CallResult}. */
class CallCountersTest {

    @AutoClose
    private final DefaultCamelContext context = new DefaultCamelContext();

    private final CallCounters counters =
            new CallCounters(PurseOperation.capturePayment, TimeSource.system(), new Metrics());

    @Test
    void anUnknownOutcomeIsAFailureToo() {
        end(new IllegalStateException());
        end(new PurseOutcomeUnknownException("lost"));
        assertThat(counters.calls()).isEqualTo(2);
        assertThat(counters.failures()).isEqualTo(2);
        assertThat(counters.ended(CallResult.UNKNOWN)).isEqualTo(1);
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

    @Test
    void whatAnEndpointCountsIsCountedForItsComponent() {
        CallCounters endpoint = counters.ofEndpoint();
        endpoint.called();
        endpoint.moved(false);
        counters.ofEndpoint().called();
        assertThat(endpoint.calls()).isEqualTo(1);
        assertThat(counters.calls()).isEqualTo(2);
        assertThat(counters.moneyOperations()).isEqualTo(1);
    }

    @Test
    void eachExceptionHasAResult() {
        Map.of(
                        new PurseOutcomeUnknownException("lost"), CallResult.UNKNOWN,
                        new PurseUnavailableException("down"), CallResult.UNAVAILABLE,
                        new PurseValidationException("no amount"), CallResult.INVALID,
                        new PurseAuthenticationException("wrong secret"), CallResult.UNAUTHORIZED,
                        new PurseRejectedException("too much"), CallResult.REJECTED,
                        new IllegalStateException("a bug"), CallResult.ERROR)
                .forEach((failure, result) -> assertThat(CallResult.of(failure)).isEqualTo(result));
    }

    private void end(Exception failure) {
        Exchange exchange = new DefaultExchange(context);
        exchange.setException(failure);
        counters.ended(counters.called(), exchange);
    }
}
