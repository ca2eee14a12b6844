package io.camelpurse;

import io.camelpurse.OperationCall.Answer;
import io.camelpurse.OperationCall.Pending;
import io.camelpurse.client.Failures;
import io.camelpurse.client.PurseClient;
import java.util.concurrent.Executor;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;

/** Makes one exchange's call, and lets go of the thread until the answer is there. */
final class PurseProducer extends DefaultAsyncProducer {

    private final PurseOperation operation;
    private final FailureTranslator failures;
    private final CallCounters counters;
    private OperationCall call;
    private Executor worker;

    PurseProducer(PurseEndpoint endpoint) {
        super(endpoint);
        this.operation = endpoint.getOperation();
        this.counters = endpoint.counters();
        this.failures = new FailureTranslator(operation);
    }

    @Override
    public PurseEndpoint getEndpoint() {
        return (PurseEndpoint) super.getEndpoint();
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        counters.called();
        AnswerHeaders.clear(exchange.getMessage(), operation);
        try {
            Pending pending = call.make(exchange);
            // What needs no waiting, as a token whose key is known, goes on where it is.
            boolean sync = pending.answer().isDone();
            pending.answer()
                    .whenCompleteAsync(
                            (answer, failure) -> finish(exchange, callback, pending, answer, failure, sync),
                            sync ? Runnable::run : threads(exchange));
            return sync;
        } catch (PurseValidationException e) {
            fail(exchange, new PurseValidationException(operation, e));
        } catch (Throwable e) {
            // Errors too: a class of the application that is missing must not look like a call that was made.
            fail(exchange, e);
        }
        callback.done(true);
        return true;
    }

    /** The route of a webhook goes on where it began: slow ones would else take the threads of all calls. */
    private Executor threads(Exchange exchange) {
        Executor webhooks = exchange.getFromEndpoint() instanceof PurseEndpoint from ? from.webhookThreads() : null;
        return webhooks == null ? worker : webhooks;
    }

    private void finish(
            Exchange exchange,
            AsyncCallback callback,
            Pending pending,
            Answer answer,
            Throwable failure,
            boolean sync) {
        try {
            if (failure == null) {
                answer.handTo(exchange);
            } else {
                fail(exchange, failures.translate(Failures.rootOf(failure), pending, exchange.getMessage()));
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
        ResourceId.checkOptions(getEndpoint());
        PurseConfiguration configuration = getEndpoint().getConfiguration();
        PurseClient client = getEndpoint().client();
        worker = ((PurseComponent) getEndpoint().getComponent()).worker();
        String endpointId =
                operation.resourceId() == null ? null : operation.resourceId().of(getEndpoint());
        call = switch (operation) {
            case getAccessToken -> new TokenCall(client, configuration);
            case capturePayment, refundPayment, voidPayment ->
                new MoneyMovement(
                        client,
                        operation,
                        configuration,
                        endpointId,
                        counters,
                        getEndpoint().warnedOfRandomKey());
            case reversePayment -> new Reversal(client, configuration, endpointId, counters);
            case verifyRedirection -> RedirectionCheck.of(getEndpoint(), client, worker);
            default -> new PlainCall(client, operation, configuration, endpointId);
        };
    }
}
