package io.camelpurse.producer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.camelpurse.PurseConfiguration;
import io.camelpurse.PurseConstants;
import io.camelpurse.PurseOperation;
import io.camelpurse.PurseValidationException;
import io.camelpurse.ResourceId;
import io.camelpurse.client.Deadline;
import io.camelpurse.client.MoneyResponse;
import io.camelpurse.client.PurseClient;
import io.camelpurse.client.ReversalRequest;
import io.camelpurse.client.ReversalResponse;
import io.camelpurse.message.ExchangeUpdate;
import io.camelpurse.message.MoneyRequestBody;
import io.camelpurse.message.MoneyRequestBody.Converted;
import io.camelpurse.message.RequestBodyFactory;
import io.camelpurse.message.RequestedId;
import io.camelpurse.message.RequiredReference;
import io.camelpurse.message.ResponseBody;
import io.camelpurse.message.ResponseHeaders;
import io.camelpurse.model.JsonFields;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;

/** Reverses a payment with one call. */
final class ReversalOperationCall implements OperationCall {

    /** Names a reversal where the route need not name a document: a payment is reversed as a whole only once. */
    private static final String REFERENCE = "reversal";

    private final PurseClient client;
    private final PurseOperation operation;
    private final PurseConfiguration configuration;
    private final String endpointId;
    private final RequestBodyFactory bodies;
    private final ResponseHeaders headers;
    private final ResponseBody responses;
    private final MoneyResponseWriter result;
    private final CallCounters counters;

    /** @param endpointId the payment of the endpoint URI, or {@code null} */
    ReversalOperationCall(
            PurseClient client,
            PurseOperation operation,
            PurseConfiguration configuration,
            String endpointId,
            CallCounters counters) {
        this.client = client;
        this.operation = operation;
        this.configuration = configuration;
        this.endpointId = endpointId;
        this.bodies = new RequestBodyFactory(operation, configuration);
        this.responses = new ResponseBody(configuration);
        this.headers = new ResponseHeaders(operation, configuration.getApiUrl());
        this.result = new MoneyResponseWriter(operation, configuration);
        this.counters = counters;
    }

    @Override
    public Pending make(Exchange exchange) throws PurseValidationException {
        String paymentId = RequestedId.of(exchange.getMessage(), ResourceId.PAYMENT, endpointId);
        MoneyRequestBody body = bodies.createMoneyBody(exchange);
        String document = RequiredReference.require(exchange.getMessage(), body.reference(), configuration);
        Deadline deadline = client.deadline();
        CompletableFuture<ExchangeUpdate> response = MoneyOperationCall.converted(body, paymentId, client, deadline)
                .thenCompose(content -> reverse(exchange, paymentId, document, body.reference(), content, deadline));
        return new Pending(ReversalRequest.describe(paymentId), null, true, response);
    }

    private CompletableFuture<ExchangeUpdate> reverse(
            Exchange exchange,
            String paymentId,
            String document,
            String reference,
            Converted content,
            Deadline deadline) {
        Long amount = content.json().hasNonNull(JsonFields.AMOUNT)
                ? content.json().get(JsonFields.AMOUNT).longValue()
                : null;
        if (document == null && amount != null) {
            return CompletableFuture.failedFuture(new PurseValidationException(
                    "merchant_reference is missing: a reversal of a part needs the business document that it is for;"
                            + " put it into the body, the header " + PurseConstants.MERCHANT_REFERENCE
                            + " or the option merchantReference"));
        }
        String named = document == null ? REFERENCE : document;
        ReversalRequest request = new ReversalRequest(
                paymentId,
                amount,
                named,
                reference == null ? named : reference,
                content.maximum(),
                configuration.isDryRun(),
                Duration.ofMillis(configuration.getCompletionTimeout()),
                exchange.getExchangeId());
        AuditLog auditLog = new AuditLog(counters, configuration.getAuditLogFormat(), client.time());
        return client.reverse(request, deadline, auditLog)
                .thenApply(reversed -> updated -> populate(updated, request, reversed));
    }

    private void populate(Exchange exchange, ReversalRequest request, ReversalResponse response) throws Exception {
        if (request.dryRun()) {
            ArrayNode wouldBeSent = JsonNodeFactory.instance.arrayNode();
            response.operations().forEach(part -> wouldBeSent.add(DryRun.of(part.request())));
            DryRun.setOn(exchange, configuration, wouldBeSent);
            return;
        }
        headers.set(exchange.getMessage(), response.payment());
        headers.set(exchange.getMessage(), response);
        for (MoneyResponse part : response.operations()) {
            result.rejectFailure(part);
        }
        exchange.getMessage().setBody(responses.of(response.payment(), operation));
    }
}
