package io.camelpurse;

import org.apache.camel.Exchange;

/** The limit of what one call may move. */
final class MaximumAmount {

    private MaximumAmount() {}

    /**
     * In minor units.
     *
     * @param paymentId the payment that money is to be moved on
     */
    static long of(Exchange exchange, PurseConfiguration configuration, String paymentId) throws PurseInvalidRequestException {
        String maximum = configuration.getMaximumAmount();
        if (maximum == null || maximum.isBlank()) {
            return Long.MAX_VALUE;
        }
        String currency = EarlierAnswer.currency(exchange.getMessage(), configuration, paymentId);
        return new MinorUnits(configuration.getAmountUnit(), currency)
                .of("The option maximumAmount", maximum);
    }
}
