package io.camelpurse.producer;

import io.camelpurse.PurseConfiguration;
import io.camelpurse.PurseOperation;
import io.camelpurse.PurseValidationException;
import io.camelpurse.client.CallFailures;
import io.camelpurse.client.PurseClient;
import io.camelpurse.message.ExchangeUpdate;
import io.camelpurse.message.ResponseHeaders;
import io.camelpurse.producer.OperationCall.Pending;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;

/** Makes one exchange's call, and lets go of the thread until the response is there. */
public final class PurseProducer extends DefaultAsyncProducer {

    private final PurseOperation operation;
    private final ProducerServices services;
    private final FailureTranslator failures;
    private final CallCounters counters;
    private OperationCall call;

    public PurseProducer(Endpoint endpoint, PurseOperation operation, ProducerServices services) {
        super(endpoint);
        this.operation = operation;
        this.services = services;
        this.counters = services.counters();
        this.failures = new FailureTranslator(operation);
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        counters.called();
        ResponseHeaders.clear(exchange.getMessage(), operation);
        try {
            Pending pending = call.make(exchange);
            // What needs no waiting, as a token whose key is known, goes on where it is.
            boolean sync = pending.result().isDone();
            pending.result()
                    .whenCompleteAsync(
                            (result, failure) -> finish(exchange, callback, pending, result, failure, sync),
                            sync ? Runnable::run : services.continuation(exchange));
            return sync;
        } catch (PurseValidationException e) {
            fail(exchange, new PurseValidationException(operation, e));
        } catch (Throwable e) {
            // Errors too: a class of the application that is missing must not be counted as a call that was made.
            fail(exchange, e);
        }
        callback.done(true);
        return true;
    }

    private void finish(
            Exchange exchange,
            AsyncCallback callback,
            Pending pending,
            ExchangeUpdate result,
            Throwable failure,
            boolean sync) {
        try {
            if (failure == null) {
                result.applyTo(exchange);
            } else {
                fail(exchange, failures.translate(CallFailures.rootOf(failure), pending, exchange.getMessage()));
            }
        } catch (Throwable e) {
            // At once: nothing that is thrown from here on may let the route go on as if the call had succeeded.
            exchange.setException(e);
            if (e instanceof Exception) {
                fail(exchange, failures.translate(e, pending, exchange.getMessage()));
            } else {
                counters.failed(e);
            }
        } finally {
            callback.done(sync);
        }
    }

    private void fail(Exchange exchange, Throwable failure) {
        exchange.setException(failure);
        counters.failed(failure);
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        PurseClient client = services.client();
        PurseConfiguration configuration = services.configuration();
        String endpointId = services.resourceId();
        call = switch (operation.execution()) {
            case REQUEST -> new ApiCall(client, operation, configuration, endpointId);
            case MONEY_REQUEST ->
                new MoneyOperationCall(
                        client, operation, configuration, endpointId, counters, services.warnedOfRandomKey());
            case REVERSAL -> new ReversalOperationCall(client, operation, configuration, endpointId, counters);
            case ACCESS_TOKEN -> new AccessTokenCall(client, operation, configuration);
            case VERIFICATION -> new RedirectionCall(services.redirectionCheck(client));
            case CONSUMER -> throw new IllegalStateException("purse:" + operation + " has no producer");
        };
    }
}
