package io.camelpurse.message;

import org.apache.camel.Exchange;

/** Sets a result on the message of an exchange, once the call is complete. */
@FunctionalInterface
public interface ExchangeUpdate {

    /**
     * @throws Exception for what the result says, such as an operation that failed, or if the result does not fit
     *                   {@code outputType}
     */
    void applyTo(Exchange exchange) throws Exception;
}
