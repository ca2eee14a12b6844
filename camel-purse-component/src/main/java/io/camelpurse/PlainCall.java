package io.camelpurse;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camelpurse.IdempotencyKeySource.Key;
import io.camelpurse.IdempotencyKeySource.Origin;
import io.camelpurse.client.PurseClient;
import io.camelpurse.client.PurseRequest;
import io.camelpurse.webhook.WebhookRequestObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;

/** Reads, asks, creates and changes. */
final class PlainCall implements OperationCall {

    private final PurseClient client;
    private final PurseOperation operation;
    private final PurseConfiguration configuration;
    private final RequestBodyFactory bodies;
    private final AnswerHeaders headers;
    private final AnswerBody answers;

    PlainCall(PurseClient client, PurseOperation operation, PurseConfiguration configuration) {
        this.client = client;
        this.operation = operation;
        this.configuration = configuration;
        this.bodies = new RequestBodyFactory(operation, configuration);
        this.answers = new AnswerBody(configuration);
        this.headers = new AnswerHeaders(operation, configuration.getApiUrl());
    }

    @Override
    public Pending make(Exchange exchange) throws PurseInvalidRequestException {
        Prepared prepared = prepare(exchange);
        PurseRequest request = prepared.request();
        if (configuration.isDryRun() && operation == PurseOperation.createPayment) {
            return new Pending(
                    request.toString(),
                    request.idempotencyKey(),
                    request.repeatable(),
                    CompletableFuture.completedFuture(
                            answer -> DryRun.handTo(answer, configuration, DryRun.of(request, configuration))));
        }
        return new Pending(
                request.toString(),
                request.idempotencyKey(),
                request.repeatable(),
                client.call(request).thenApply(response -> answer -> {
                    headers.set(answer.getMessage(), response);
                    if (prepared.key() != null) {
                        IdempotencyKeySource.done(answer, prepared.key());
                    }
                    answer.getMessage().setBody(answers.of(response, operation.answerType()));
                }));
    }

    private Prepared prepare(Exchange exchange) throws PurseInvalidRequestException {
        ResourceId resource = operation.resourceId();
        String id = resource == null ? null : resource.of(exchange.getMessage(), configuration);
        String path = operation.path(id);
        if (operation.reads()) {
            return new Prepared(PurseRequest.get(path, MaxAge.of(exchange, configuration)), null);
        }
        ObjectNode body = operation.hasBody() ? bodies.create(exchange, id) : null;
        String content = body == null ? "" : body.toString();
        byte[] bytes = body == null ? null : content.getBytes(StandardCharsets.UTF_8);
        if (!operation.changes()) {
            return new Prepared(PurseRequest.ask(path, bytes), null);
        }
        Key key = IdempotencyKeySource.key(exchange, operation, id, null, content);
        // For these, Purse does not document that it honours a key: whoever sets one says that it does.
        PurseRequest change = PurseRequest.change(path, bytes, key.value(), key.origin() == Origin.HEADER);
        return new Prepared(operation.creates() ? change.hiding(secrets(body)) : change, key);
    }

    private List<String> secrets(ObjectNode body) {
        return WebhookRequestObject.secrets(body, configuration.getWebhookSecretHeader());
    }

    /** @param key of what changes something, or {@code null} */
    private record Prepared(PurseRequest request, Key key) {}
}
