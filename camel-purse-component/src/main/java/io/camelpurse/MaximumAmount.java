package io.camelpurse;

import org.apache.camel.Exchange;

/** The limit of what one call may move. */
final class MaximumAmount {

    private MaximumAmount() {}

    /** In minor units. */
    static long of(Exchange exchange, PurseConfiguration configuration) throws PurseInvalidRequestException {
        String maximum = configuration.getMaximumAmount();
        if (maximum == null || maximum.isBlank()) {
            return Long.MAX_VALUE;
        }
        String currency = exchange.getMessage().getHeader(PurseConstants.CURRENCY, String.class);
        return new MinorUnits(configuration.getAmountUnit(), currency == null ? configuration.getCurrency() : currency)
                .of("The option maximumAmount", maximum);
    }
}
