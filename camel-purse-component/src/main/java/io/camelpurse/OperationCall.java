package io.camelpurse;

import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;

/** What one operation does with an exchange. */
interface OperationCall {

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
     * @param repeatable     whether the same message may be sent again even if the call may have been executed
     * @param answer         what to do with the exchange once the answer is there
     */
    record Pending(String subject, String idempotencyKey, boolean repeatable, CompletableFuture<Answer> answer) {}

    /** Hands an answer on to the route. */
    @FunctionalInterface
    interface Answer {

        /** May fail for what the answer says, such as an operation that failed. */
        void handTo(Exchange exchange) throws Exception;
    }
}
