package io.camelpurse.producer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camelpurse.CallOutcome;
import io.camelpurse.PurseConfiguration;
import io.camelpurse.PurseConstants;
import io.camelpurse.PurseOperation;
import io.camelpurse.PurseValidationException;
import io.camelpurse.ResourceId;
import io.camelpurse.client.CallFailedException;
import io.camelpurse.client.CallFailures;
import io.camelpurse.client.Json;
import io.camelpurse.client.KeyConflict;
import io.camelpurse.client.PurseClient;
import io.camelpurse.client.PurseRequest;
import io.camelpurse.client.PurseResponse;
import io.camelpurse.message.ExchangeCall;
import io.camelpurse.message.ExchangeUpdate;
import io.camelpurse.message.IdempotencyKeySource;
import io.camelpurse.message.IdempotencyKeySource.Key;
import io.camelpurse.message.IdempotencyKeySource.Origin;
import io.camelpurse.message.MaxAge;
import io.camelpurse.message.RequestBodyFactory;
import io.camelpurse.message.RequestedId;
import io.camelpurse.message.ResponseBody;
import io.camelpurse.message.ResponseHeaders;
import io.camelpurse.message.WebhookRequestObject;
import io.camelpurse.model.JsonFields;
import io.camelpurse.producer.PaymentCreations.Creation;
import io.camelpurse.text.LoggableText;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.Exchange;

/** Executes the operations that are one request of the API and move no money. */
final class ApiCall implements OperationCall {

    private final PurseClient client;
    private final PurseOperation operation;
    private final PurseConfiguration configuration;
    private final String endpointId;
    private final AtomicBoolean warned;
    private final RequestBodyFactory bodies;
    private final ResponseHeaders headers;
    private final ResponseBody responses;

    /**
     * @param endpointId the resource of the endpoint URI, or {@code null}
     * @param warned     whether the endpoint has warned that nothing names a webhook
     */
    ApiCall(
            PurseClient client,
            PurseOperation operation,
            PurseConfiguration configuration,
            String endpointId,
            AtomicBoolean warned) {
        this.client = client;
        this.operation = operation;
        this.configuration = configuration;
        this.endpointId = endpointId;
        this.warned = warned;
        this.bodies = new RequestBodyFactory(operation, configuration);
        this.responses = new ResponseBody(configuration);
        this.headers = new ResponseHeaders(operation, configuration.getApiUrl());
    }

    @Override
    public Pending make(Exchange exchange) throws PurseValidationException {
        Prepared prepared = prepare(exchange);
        PurseRequest request = prepared.request();
        CompletableFuture<ExchangeUpdate> result;
        if (!operation.authorizesMoney()) {
            result = call(prepared);
        } else if (configuration.isDryRun()) {
            result = CompletableFuture.completedFuture(
                    dry -> DryRun.setOn(dry, configuration, DryRun.of(request, configuration)));
        } else {
            result = createOnce(exchange, prepared);
        }
        return new Pending(request.toString(), request.idempotencyKey(), request.safeToRetry(), result);
    }

    private CompletableFuture<ExchangeUpdate> call(Prepared prepared) {
        String key = prepared.key() == null ? null : prepared.key().value();
        return client.call(prepared.request()).thenApply(response -> result -> populate(result, key, response));
    }

    /** @param key the idempotency key that was sent, or {@code null} */
    private void populate(Exchange exchange, String key, PurseResponse response) throws Exception {
        headers.set(exchange.getMessage(), response);
        if (key != null) {
            exchange.getMessage().setHeader(PurseConstants.IDEMPOTENCY_KEY_USED, key);
        }
        exchange.getMessage().setBody(responses.of(response, operation));
        IdempotencyKeySource.done(exchange);
    }

    /** A key that the route sets says that another payment is meant: then, and only then, it is created again. */
    private CompletableFuture<ExchangeUpdate> createOnce(Exchange exchange, Prepared prepared) {
        if (prepared.key().origin() == Origin.HEADER) {
            return call(prepared)
                    .exceptionallyCompose(failure -> afterConflict(prepared, CallFailures.ofCall(failure)));
        }
        PaymentCreations creations = new PaymentCreations(exchange);
        return creations
                .of(prepared.call())
                .map(earlier -> found(earlier, prepared))
                .orElseGet(() -> client.call(prepared.request())
                        .whenComplete((response, failure) -> keep(creations, prepared, response, failure))
                        .thenApply(response ->
                                result -> populate(result, prepared.key().value(), response)));
    }

    /** What this exchange has created before, or may have, is not created again. */
    private CompletableFuture<ExchangeUpdate> found(Creation earlier, Prepared prepared) {
        if (earlier.paymentId() == null) {
            return CompletableFuture.failedFuture(CallFailedException.outcomeUnknown(
                    "this exchange has sent it before, with an unknown outcome, and does not resend it"));
        }
        // The payment has to be of the amount, currency and order of this request: a key may have been used for
        // another.
        return client.call(PurseRequest.readPayment(earlier.paymentId())
                        .expecting(prepared.request().expected()))
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(
                        CallFailedException.outcomeUnknown("payment " + LoggableText.id(earlier.paymentId())
                                + " has been created before, and cannot be read now: "
                                + CallFailures.ofCall(failure).getMessage())))
                .thenApply(payment -> result -> {
                    populate(result, earlier.key(), payment);
                    result.getMessage().setHeader(PurseConstants.DUPLICATE, true);
                });
    }

    /** Where Purse honors the key that the route set, a conflict says that the payment was created before. */
    private CompletableFuture<ExchangeUpdate> afterConflict(Prepared prepared, CallFailedException failure) {
        if (!KeyConflict.isReportedBy(failure)) {
            return CompletableFuture.failedFuture(failure);
        }
        return KeyConflict.resourceId(failure)
                .filter(ResourceId::isValid)
                .map(id -> found(new Creation(prepared.key().value(), id), prepared))
                .orElseGet(() -> CompletableFuture.failedFuture(CallFailedException.outcomeUnknown(
                        "the idempotency key was used before, and the response does not name the payment")));
    }

    /** What makes two requests the same: the account, and the content whatever the order of its members. */
    private String identity(ObjectNode body) {
        try {
            Object content = body == null ? "" : Json.mapper().treeToValue(body, Object.class);
            return configuration.getApiUrl()
                    + '\n'
                    + configuration.getClientId()
                    + '\n'
                    + Json.mapper()
                            .writer(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                            .writeValueAsString(content);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("JSON that was read cannot be written", e);
        }
    }

    private static void keep(PaymentCreations creations, Prepared prepared, PurseResponse response, Throwable failure) {
        String key = prepared.key().value();
        if (failure == null) {
            creations.executed(
                    prepared.call(), key, response.json().path(JsonFields.ID).asText());
        } else if (CallFailures.ofCall(failure).callOutcome() == CallOutcome.UNKNOWN) {
            creations.outcomeUnknown(prepared.call(), key);
        }
    }

    private Prepared prepare(Exchange exchange) throws PurseValidationException {
        String id = operation.resourceId().isEmpty()
                ? null
                : RequestedId.of(exchange.getMessage(), operation.resourceId().get(), endpointId);
        ObjectNode body = operation.hasBody() ? bodies.create(exchange, warned) : null;
        if (!operation.changes()) {
            PurseRequest request = body == null
                    ? PurseRequest.read(operation, id, MaxAge.of(exchange, configuration))
                    : PurseRequest.query(operation, id, body);
            return new Prepared(request, null, null);
        }
        ExchangeCall call = ExchangeCall.of(exchange, operation, id, identity(body));
        Key key = IdempotencyKeySource.key(exchange, operation, id, null, () -> call, client.randomness());
        // For these, Purse does not document that it honors a key: whoever sets one says that it does.
        PurseRequest change = PurseRequest.change(operation, id, body, key.value(), key.origin() == Origin.HEADER);
        return new Prepared(operation.creates() ? change.hiding(secrets(body)) : change, key, call);
    }

    private List<String> secrets(ObjectNode body) {
        return WebhookRequestObject.tokens(body, configuration.getWebhookTokenHeader());
    }

    /**
     * @param key  of what changes something, or {@code null}
     * @param call likewise
     */
    private record Prepared(PurseRequest request, Key key, ExchangeCall call) {}
}
