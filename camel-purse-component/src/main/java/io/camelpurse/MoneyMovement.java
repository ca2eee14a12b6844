package io.camelpurse;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camelpurse.IdempotencyKeySource.Key;
import io.camelpurse.IdempotencyKeySource.Origin;
import io.camelpurse.client.Failures;
import io.camelpurse.client.MoneyAnswer;
import io.camelpurse.client.MoneyRequest;
import io.camelpurse.client.PurseClient;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Captures, refunds and voids. */
final class MoneyMovement implements OperationCall {

    private static final Logger LOG = LoggerFactory.getLogger(MoneyMovement.class);

    private final PurseClient client;
    private final PurseOperation operation;
    private final PurseConfiguration configuration;
    private final RequestBodyFactory bodies;
    private final RequestAmounts amounts;
    private final MoneyResult result;
    private final CallCounters counters;
    private final AtomicBoolean warned;

    MoneyMovement(
            PurseClient client,
            PurseOperation operation,
            PurseConfiguration configuration,
            CallCounters counters,
            AtomicBoolean warned) {
        this.client = client;
        this.operation = operation;
        this.configuration = configuration;
        this.warned = warned;
        this.bodies = new RequestBodyFactory(operation, configuration);
        this.amounts = new RequestAmounts(operation, configuration);
        this.counters = counters;
        this.result = new MoneyResult(operation, configuration);
    }

    @Override
    public Pending make(Exchange exchange) throws PurseInvalidRequestException {
        String paymentId = operation.resourceId().of(exchange.getMessage(), configuration);
        ObjectNode body = bodies.create(exchange, paymentId);
        String reference = body.path(RequestBodyFactory.MERCHANT_REFERENCE).textValue();
        Key key = IdempotencyKeySource.key(exchange, operation, paymentId, reference, body.toString());
        refuseOrWarnWithoutDocument(key, reference);
        MoneyRequest request = new MoneyRequest(
                operation.operationKind(),
                paymentId,
                body,
                key.value(),
                key.origin() == Origin.DOCUMENT,
                amounts.maximum(body, exchange.getMessage(), paymentId),
                configuration.isDryRun(),
                Duration.ofMillis(configuration.getAwaitCompletion()));
        Evidence evidence = new Evidence(counters);
        return new Pending(
                request.toString(),
                key.value(),
                true,
                client.moveMoney(request)
                        .whenComplete((answer, failure) -> {
                            if (failure != null) {
                                evidence.failed(request, Failures.ofCall(failure));
                            }
                        })
                        .thenApply(answer -> handOn -> handOn(handOn, key, answer, evidence)));
    }

    private void handOn(Exchange exchange, Key key, MoneyAnswer answer, Evidence evidence) throws Exception {
        if (answer.request().dryRun()) {
            DryRun.handTo(exchange, configuration, DryRun.of(answer.request()));
            return;
        }
        evidence.moved(answer);
        result.handOn(exchange, answer);
        // Not before: what ended as a failure keeps its random key, so that Camel's redelivery is the same call.
        IdempotencyKeySource.done(exchange, key);
    }

    private void refuseOrWarnWithoutDocument(Key key, String reference) throws PurseInvalidRequestException {
        if (reference == null && configuration.isRequireMerchantReference()) {
            throw new PurseInvalidRequestException("merchant_reference is missing: put the business document (an"
                    + " invoice, a credit note) into the body, the header " + PurseConstants.MERCHANT_REFERENCE
                    + " or the option merchantReference, or set requireMerchantReference=false");
        }
        if (key.origin() == Origin.RANDOM && warned.compareAndSet(false, true)) {
            LOG.warn(
                    "{} has no merchant reference, so that its idempotency key is random: a message that comes again,"
                            + " after a crash or from another node, moves the money again. Name the business document"
                            + " in the header {}",
                    operation,
                    PurseConstants.MERCHANT_REFERENCE);
        }
    }
}
