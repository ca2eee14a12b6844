package io.camelpurse.producer;

import io.camelpurse.PurseConfiguration;
import io.camelpurse.PurseOperation;
import io.camelpurse.client.PurseClient;
import io.camelpurse.message.TraceContext;
import io.camelpurse.redirect.RedirectionCheck;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/** Creates the call of an operation, for the options that an endpoint has when a producer starts. */
public final class OperationCallFactory {

    private final PurseClient client;
    private final PurseConfiguration configuration;
    private final String endpointId;
    private final CallCounters counters;
    private final AtomicBoolean warned;

    /**
     * @param endpointId the id in the endpoint URI of the resource that the operation is about, or {@code null}
     * @param warned     whether the endpoint has warned of what its calls lack, which it does once
     */
    public OperationCallFactory(
            PurseClient client,
            PurseConfiguration configuration,
            String endpointId,
            CallCounters counters,
            AtomicBoolean warned) {
        this.client = client;
        this.configuration = configuration;
        this.endpointId = endpointId;
        this.counters = counters;
        this.warned = warned;
    }

    /** @param redirectionCheck creates what the verification of redirection data needs */
    public OperationCall create(PurseOperation operation, Callable<RedirectionCheck> redirectionCheck)
            throws Exception {
        return switch (operation.execution()) {
            case REQUEST -> traced(by -> new ApiCall(by, operation, configuration, endpointId, warned));
            case MONEY_REQUEST ->
                traced(by -> new MoneyOperationCall(by, operation, configuration, endpointId, counters, warned));
            case REVERSAL ->
                traced(by -> new ReversalOperationCall(by, operation, configuration, endpointId, counters));
            case ACCESS_TOKEN -> new AccessTokenCall(client, operation, configuration);
            case VERIFICATION -> new RedirectionCall(redirectionCheck.call());
            case CONSUMER -> throw new IllegalStateException("purse:" + operation + " has no producer");
        };
    }

    /** With a client of its own for each exchange where the requests are to carry the exchange's trace context. */
    private OperationCall traced(Function<PurseClient, OperationCall> calls) {
        return configuration.isPropagateTraceContext()
                ? exchange -> calls.apply(client.carrying(TraceContext.headers(exchange)))
                        .make(exchange)
                : calls.apply(client);
    }
}
