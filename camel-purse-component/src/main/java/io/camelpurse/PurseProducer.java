package io.camelpurse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camelpurse.client.AccessToken;
import io.camelpurse.client.Failures;
import io.camelpurse.client.Json;
import io.camelpurse.client.PurseClient;
import io.camelpurse.client.PurseRequest;
import io.camelpurse.client.PurseResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;

/** Makes one exchange's call, and lets go of the thread until the answer is there. */
final class PurseProducer extends DefaultAsyncProducer {

    private final PurseOperation operation;
    private final RequestFactory requests;
    private final FailureTranslator failures;
    private PurseClient client;
    private Executor worker;
    private AnswerHeaders headers;

    PurseProducer(PurseEndpoint endpoint) {
        super(endpoint);
        this.operation = endpoint.getOperation();
        this.requests = new RequestFactory(operation, endpoint.getConfiguration());
        this.failures = new FailureTranslator(operation);
    }

    @Override
    public PurseEndpoint getEndpoint() {
        return (PurseEndpoint) super.getEndpoint();
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        if (operation == PurseOperation.getAccessToken) {
            CompletableFuture<PurseResponse> answer = client.accessToken().thenApply(PurseProducer::tokenResponse);
            return finish(exchange, callback, null, answer);
        }
        PurseRequest request;
        try {
            request = requests.create(exchange);
        } catch (PurseInvalidRequestException e) {
            exchange.setException(new PurseInvalidRequestException(operation, e));
            callback.done(true);
            return true;
        } catch (RuntimeException e) {
            exchange.setException(e);
            callback.done(true);
            return true;
        }
        return finish(exchange, callback, request, client.call(request));
    }

    private boolean finish(
            Exchange exchange, AsyncCallback callback, PurseRequest request, CompletableFuture<PurseResponse> answer) {
        answer.whenCompleteAsync(
                (response, failure) -> {
                    try {
                        if (failure == null) {
                            handOn(exchange, request, response);
                        } else {
                            exchange.setException(failures.translate(Failures.rootOf(failure), request));
                        }
                    } catch (IOException | RuntimeException e) {
                        exchange.setException(e);
                    } finally {
                        callback.done(false);
                    }
                },
                worker);
        return false;
    }

    private void handOn(Exchange exchange, PurseRequest request, PurseResponse response) throws IOException {
        JsonNode sent = request == null || request.body() == null
                ? MissingNode.getInstance()
                : Json.mapper().readTree(request.body());
        headers.set(exchange.getMessage(), response, sent);
        if (request != null && request.idempotencyKey() != null) {
            IdempotencyKeySource.done(exchange, request.idempotencyKey());
        }
        exchange.getMessage().setBody(body(response));
    }

    private Object body(PurseResponse response) throws IOException {
        OutputType type = getEndpoint().getConfiguration().getOutputType();
        if (response.json().isMissingNode()) {
            return type == OutputType.string ? "" : null;
        }
        return switch (type) {
            case string -> response.text();
            case node -> response.json();
            case map -> Json.mapper().treeToValue(response.json(), Object.class);
            case model -> Json.mapper().treeToValue(response.json(), operation.answerType());
        };
    }

    private static PurseResponse tokenResponse(AccessToken token) {
        long seconds = Duration.between(Instant.now(), token.expiresAt()).toSeconds();
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("access_token", token.value())
                .put("token_type", "Bearer")
                .put("expires_in", Math.max(0, seconds));
        return new PurseResponse(200, json.toString().getBytes(StandardCharsets.UTF_8), json);
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        PurseComponent component = (PurseComponent) getEndpoint().getComponent();
        client = getEndpoint().client();
        worker = component.worker();
        headers = new AnswerHeaders(operation, getEndpoint().getConfiguration().getApiUrl());
    }
}
