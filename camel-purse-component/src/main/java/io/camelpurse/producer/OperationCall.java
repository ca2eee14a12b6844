package io.camelpurse.producer;

import io.camelpurse.PurseValidationException;
import io.camelpurse.message.ExchangeUpdate;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;

/** Executes one operation for an exchange. */
public interface OperationCall {

    /**
     * Checks the message and makes the call.
     *
     * @throws PurseValidationException if the message cannot become a call; then nothing was sent
     */
    Pending make(Exchange exchange) throws PurseValidationException;

    /**
     * A call under way.
     *
     * @param subject        what is called, for messages
     * @param idempotencyKey the key, or {@code null}
     * @param safeToRetry    whether the same message may be resent even if the call may have been executed
     * @param result         what to set on the exchange once the call is complete
     */
    record Pending(
            String subject, String idempotencyKey, boolean safeToRetry, CompletableFuture<ExchangeUpdate> result) {}
}
