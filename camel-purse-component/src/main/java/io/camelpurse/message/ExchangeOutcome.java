package io.camelpurse.message;

import org.apache.camel.Exchange;

/** Determines how the route of an exchange ended. */
public final class ExchangeOutcome {

    private ExchangeOutcome() {}

    /**
     * Whether the route has processed the exchange. An exchange whose failure was handled counts as processed, unless
     * the route marked it for rollback: that asks for redelivery.
     *
     * @param exchange whose route has ended
     * @return whether nothing failed and nothing is to be rolled back
     */
    public static boolean isProcessed(Exchange exchange) {
        return !exchange.isFailed() && !exchange.isRollbackOnly() && !exchange.isRollbackOnlyLast();
    }
}
