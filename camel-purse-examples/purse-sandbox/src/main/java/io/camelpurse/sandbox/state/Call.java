package io.camelpurse.sandbox.state;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A request that was found right and whose key is taken, ready to be executed: at once, or later. */
@FunctionalInterface
public interface Call {
    /**
     * Executes it. To be called once.
     *
     * @param outcome how an operation or authorization is to end; others ignore it
     * @return the body of the response
     * @throws Problem if the state does not allow it any more
     */
    ObjectNode execute(Outcome outcome);
}
