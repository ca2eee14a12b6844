package io.camelpurse.producer;

import io.camelpurse.PurseValidationException;
import io.camelpurse.redirect.RedirectionCheck;
import org.apache.camel.Exchange;

/** Verifies what a shopper brings back from the payment page. */
record RedirectionCall(RedirectionCheck check) implements OperationCall {

    @Override
    public Pending make(Exchange exchange) throws PurseValidationException {
        return new Pending("", null, true, check.verify(exchange));
    }
}
