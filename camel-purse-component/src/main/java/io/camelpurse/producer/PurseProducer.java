package io.camelpurse.producer;

import io.camelpurse.PurseOperation;
import io.camelpurse.PurseValidationException;
import io.camelpurse.client.CallFailures;
import io.camelpurse.message.ExchangeUpdate;
import io.camelpurse.message.ResponseHeaders;
import io.camelpurse.producer.OperationCall.Pending;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;

/** Executes the operation for each exchange, without a thread that waits for the response. */
public final class PurseProducer extends DefaultAsyncProducer {

    private final PurseOperation operation;
    private final CallCounters counters;
    private final OperationCallSource calls;
    private final Function<Exchange, Executor> continuation;
    private final FailureTranslator failures;
    private OperationCall call;

    /**
     * @param calls        creates the operation's call
     * @param continuation what carries an exchange on after a response
     */
    public PurseProducer(
            Endpoint endpoint,
            PurseOperation operation,
            CallCounters counters,
            OperationCallSource calls,
            Function<Exchange, Executor> continuation) {
        super(endpoint);
        this.operation = operation;
        this.counters = counters;
        this.calls = calls;
        this.continuation = continuation;
        this.failures = new FailureTranslator(operation);
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        long begun = counters.called();
        ResponseHeaders.clear(exchange.getMessage(), operation);
        try {
            Pending pending = call.make(exchange);
            // What needs no waiting, as a token whose key is known, goes on where it is.
            boolean sync = pending.result().isDone();
            pending.result()
                    .whenCompleteAsync(
                            (result, failure) -> {
                                try {
                                    finish(exchange, pending, result, failure);
                                } finally {
                                    end(exchange, begun, callback, sync);
                                }
                            },
                            sync ? Runnable::run : continuation.apply(exchange));
            return sync;
        } catch (PurseValidationException e) {
            exchange.setException(new PurseValidationException(operation, e));
        } catch (Throwable e) {
            // Errors too: a class of the application that is missing must not be counted as a call that was made.
            exchange.setException(e);
        }
        end(exchange, begun, callback, true);
        return true;
    }

    private void finish(Exchange exchange, Pending pending, ExchangeUpdate result, Throwable failure) {
        try {
            if (failure == null) {
                result.applyTo(exchange);
            } else {
                exchange.setException(failures.translate(CallFailures.rootOf(failure), pending, exchange.getMessage()));
            }
        } catch (Throwable e) {
            // At once: nothing that is thrown from here on may let the route go on as if the call had succeeded.
            exchange.setException(e);
            if (e instanceof Exception) {
                exchange.setException(failures.translate(e, pending, exchange.getMessage()));
            }
        }
    }

    /** Whatever the counters do: an exchange without its callback would never end. */
    private void end(Exchange exchange, long begun, AsyncCallback callback, boolean sync) {
        try {
            counters.ended(begun, exchange);
        } finally {
            callback.done(sync);
        }
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        call = calls.start();
    }

    @Override
    protected void doStop() throws Exception {
        calls.stop();
        super.doStop();
    }
}
