package io.camelpurse.sandbox;

import static io.camelpurse.sandbox.Patience.PATIENCE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A merchant's side of the API: a plain HTTP client that knows nothing but URLs and JSON. */
final class Merchant {
    static final ObjectMapper JSON = new ObjectMapper();

    private final PurseSandbox sandbox;
    private final Account account;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private String token;

    record Response(int status, String contentType, JsonNode json) {}

    Merchant(PurseSandbox sandbox) {
        this(sandbox, sandbox.account());
    }

    Merchant(PurseSandbox sandbox, Account account) {
        this.sandbox = sandbox;
        this.account = account;
    }

    Response get(String path) {
        return send(request(path).GET());
    }

    Response post(String path, JsonNode body) {
        return send(posting(path, body));
    }

    Response post(String path, JsonNode body, String key) {
        return send(posting(path, body).header("x-idempotency-key", key));
    }

    CompletableFuture<Response> postAsync(String path, JsonNode body, String key) {
        HttpRequest request =
                posting(path, body).header("x-idempotency-key", key).build();
        return client.sendAsync(request, HttpResponse.BodyHandlers.ofString()).thenApply(Merchant::response);
    }

    Response control(String method, String path, String body) {
        return send(HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + "/_sandbox" + path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    HttpResponse<String> raw(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    HttpRequest.Builder posting(String path, JsonNode body) {
        return request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
    }

    HttpRequest.Builder request(String path) {
        if (token == null) {
            token = token();
        }
        return HttpRequest.newBuilder(URI.create(sandbox.apiUrl() + path))
                .timeout(Duration.ofSeconds(PATIENCE))
                .header("Authorization", "Bearer " + token);
    }

    Response send(HttpRequest.Builder request) {
        return response(raw(request.build()));
    }

    void forgetToken() {
        token = null;
    }

    HttpRequest.Builder tokenRequest() {
        String pair = encode(account.clientId()) + ":" + encode(account.clientSecret());
        return HttpRequest.newBuilder(URI.create(sandbox.tokenUrl()))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)))
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials"));
    }

    ObjectNode order(String reference, long amount) {
        return object(order -> order.put("entity_id", account.entityId())
                .put("amount", amount)
                .put("currency", "EUR")
                .put("shopper_redirection_url", "https://shop.example/return?order=" + reference)
                .putObject("order")
                .put("reference", reference)
                .put("net_amount", amount));
    }

    static ObjectNode amount(long amount, String reference) {
        return object(body -> body.put("amount", amount).put("merchant_reference", reference));
    }

    static ObjectNode object(Consumer<ObjectNode> fill) {
        ObjectNode object = JSON.createObjectNode();
        fill.accept(object);
        return object;
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private String token() {
        return send(tokenRequest()).json().path("access_token").asText();
    }

    private static Response response(HttpResponse<String> response) {
        try {
            return new Response(
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse(null),
                    JSON.readTree(response.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
