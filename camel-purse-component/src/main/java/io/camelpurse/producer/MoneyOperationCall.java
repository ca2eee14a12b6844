package io.camelpurse.producer;

import io.camelpurse.CallOutcome;
import io.camelpurse.PurseConfiguration;
import io.camelpurse.PurseConstants;
import io.camelpurse.PurseOperation;
import io.camelpurse.PurseValidationException;
import io.camelpurse.ResourceId;
import io.camelpurse.client.CallFailedException;
import io.camelpurse.client.CallFailedException.ErrorCategory;
import io.camelpurse.client.CallFailures;
import io.camelpurse.client.Deadline;
import io.camelpurse.client.LogContext;
import io.camelpurse.client.MoneyRequest;
import io.camelpurse.client.MoneyRequest.Match;
import io.camelpurse.client.MoneyResponse;
import io.camelpurse.client.PurseClient;
import io.camelpurse.message.ExchangeCall;
import io.camelpurse.message.ExchangeUpdate;
import io.camelpurse.message.IdempotencyKeySource;
import io.camelpurse.message.IdempotencyKeySource.Key;
import io.camelpurse.message.IdempotencyKeySource.Origin;
import io.camelpurse.message.MoneyRequestBody;
import io.camelpurse.message.MoneyRequestBody.Converted;
import io.camelpurse.message.RequestBodyFactory;
import io.camelpurse.message.RequestedId;
import io.camelpurse.message.RequiredReference;
import io.camelpurse.model.JsonFields;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Captures, refunds and voids. */
final class MoneyOperationCall implements OperationCall {

    private static final Logger LOG = LoggerFactory.getLogger(MoneyOperationCall.class);

    private final PurseClient client;
    private final PurseOperation operation;
    private final PurseConfiguration configuration;
    private final String endpointId;
    private final RequestBodyFactory bodies;
    private final MoneyResponseWriter result;
    private final CallCounters counters;
    private final AtomicBoolean warned;

    /** @param endpointId the payment of the endpoint URI, or {@code null} */
    MoneyOperationCall(
            PurseClient client,
            PurseOperation operation,
            PurseConfiguration configuration,
            String endpointId,
            CallCounters counters,
            AtomicBoolean warned) {
        this.client = client;
        this.operation = operation;
        this.configuration = configuration;
        this.endpointId = endpointId;
        this.warned = warned;
        this.bodies = new RequestBodyFactory(operation, configuration);
        this.counters = counters;
        this.result = new MoneyResponseWriter(operation, configuration);
    }

    @Override
    public Pending make(Exchange exchange) throws PurseValidationException {
        String paymentId = RequestedId.of(exchange.getMessage(), ResourceId.PAYMENT, endpointId);
        MoneyRequestBody body = bodies.createMoneyBody(exchange);
        RequiredReference.require(exchange.getMessage(), body.reference(), configuration);
        Deadline deadline = client.deadline();
        CompletableFuture<Converted> converted = converted(body, paymentId, client, deadline);
        Key key = IdempotencyKeySource.key(
                exchange,
                operation,
                paymentId,
                body.reference(),
                () -> ExchangeCall.of(exchange, operation, paymentId, body.content()),
                client.randomness());
        AuditLog auditLog = new AuditLog(counters, configuration.getAuditLogFormat(), client.time());
        warnOfRandomKey(exchange, paymentId, key);
        CompletableFuture<ExchangeUpdate> response = converted
                .thenCompose(content -> move(request(exchange, paymentId, key, content), deadline, auditLog))
                .thenApply(moved -> updated -> populate(updated, key, moved, auditLog));
        response.whenComplete((moved, failure) -> forgetKeyOfRejected(exchange, failure));
        return new Pending(operation.methodAndPath(paymentId), key.value(), true, response);
    }

    /**
     * Converts the amounts of a call, a reversal too, by the currency of its payment where they need it.
     *
     * @throws PurseValidationException if it is known without the payment that nothing can be sent; nothing was read
     */
    static CompletableFuture<Converted> converted(
            MoneyRequestBody body, String paymentId, PurseClient client, Deadline deadline)
            throws PurseValidationException {
        if (!body.needsCurrency()) {
            return CompletableFuture.completedFuture(body.converted());
        }
        body.check();
        return client.currencyOf(paymentId, deadline).thenCompose(currency -> {
            try {
                return CompletableFuture.completedFuture(body.converted(paymentId, currency));
            } catch (PurseValidationException e) {
                return CompletableFuture.failedFuture(e);
            }
        });
    }

    private CompletableFuture<MoneyResponse> move(MoneyRequest request, Deadline deadline, AuditLog auditLog) {
        return client.moveMoney(request, deadline).whenComplete((moved, failure) -> {
            if (failure != null) {
                auditLog.failed(request, CallFailures.ofCall(failure));
            }
        });
    }

    private MoneyRequest request(Exchange exchange, String paymentId, Key key, Converted content) {
        return new MoneyRequest(
                operation.operationKind().orElseThrow(),
                paymentId,
                content.json(),
                key.value(),
                content.json().hasNonNull(JsonFields.AMOUNT) ? Match.EXACT : Match.ANY_AMOUNT,
                key.origin() == Origin.DOCUMENT,
                content.maximum(),
                configuration.isDryRun(),
                Duration.ofMillis(configuration.getCompletionTimeout()),
                exchange.getExchangeId());
    }

    private void populate(Exchange exchange, Key key, MoneyResponse response, AuditLog auditLog) throws Exception {
        if (response.request().dryRun()) {
            DryRun.setOn(exchange, configuration, DryRun.of(response.request()));
            return;
        }
        auditLog.moved(response);
        result.populate(exchange, key.value(), response);
        // Not before: what ended as a failure keeps its random key, so that Camel's redelivery is the same call.
        IdempotencyKeySource.done(exchange);
    }

    /**
     * Nothing was executed under it, and a corrected request is another call. Where only the credentials were rejected,
     * Purse has not checked the key: an earlier call under it may have been executed.
     */
    private static void forgetKeyOfRejected(Exchange exchange, Throwable failure) {
        boolean rejected = failure != null
                && CallFailures.rootOf(failure) instanceof CallFailedException failed
                && failed.callOutcome() == CallOutcome.REJECTED
                && failed.category() != ErrorCategory.CREDENTIALS;
        if (rejected) {
            IdempotencyKeySource.done(exchange);
        }
    }

    private void warnOfRandomKey(Exchange exchange, String paymentId, Key key) {
        if (key.origin() != Origin.RANDOM || !warned.compareAndSet(false, true)) {
            return;
        }
        new LogContext(exchange.getExchangeId(), operation, paymentId, null)
                .write(() -> LOG.warn(
                        "{} has no merchant reference, so that its idempotency key is random: a message that is"
                                + " redelivered, after a crash or by another node, moves the money again. Name the"
                                + " business document in the header {} (exchange {})",
                        operation,
                        PurseConstants.MERCHANT_REFERENCE,
                        exchange.getExchangeId()));
    }
}
