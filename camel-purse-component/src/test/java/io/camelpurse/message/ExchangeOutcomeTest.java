package io.camelpurse.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.fixture.PurseExtension;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What failed or is rolled back was not processed. */
class ExchangeOutcomeTest {

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder().build();

    private final Exchange exchange = new DefaultExchange(PURSE.context());

    @Test
    void anExchangeWithoutAFailureIsProcessed() {
        assertThat(ExchangeOutcome.isProcessed(exchange)).isTrue();
    }

    @Test
    void anExchangeThatFailedIsNotProcessedUntilTheFailureIsHandled() {
        exchange.setException(new IllegalStateException());
        assertThat(ExchangeOutcome.isProcessed(exchange)).isFalse();
        exchange.setException(null);
        assertThat(ExchangeOutcome.isProcessed(exchange)).isTrue();
    }

    @Test
    void anExchangeThatIsMarkedForRollbackIsNotProcessed() {
        exchange.setRollbackOnly(true);
        assertThat(ExchangeOutcome.isProcessed(exchange)).isFalse();
        exchange.setRollbackOnly(false);
        exchange.setRollbackOnlyLast(true);
        assertThat(ExchangeOutcome.isProcessed(exchange)).isFalse();
    }
}
