package io.camelpurse.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camelpurse.sandbox.state.Problem;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;

/** Writes responses, whole ones and broken ones. */
final class Responses {
    static final String JSON = "application/json";
    static final String PROBLEM = "application/problem+json";
    private static final int SLOW_PARTS = 10;

    private Responses() {}

    static Buffer bytes(JsonNode json) {
        try {
            return Buffer.buffer(RunningSandbox.JSON.writeValueAsBytes(json));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("JSON trees can always be written", e);
        }
    }

    /**
     * The tree as a reader of the bytes gets it: equal to what came over the wire, also in the types of its numbers.
     */
    static ObjectNode asSent(ObjectNode json) {
        try {
            return (ObjectNode) RunningSandbox.JSON.readTree(bytes(json).getBytes());
        } catch (IOException e) {
            throw new IllegalStateException("What was written can be read", e);
        }
    }

    static void json(HttpServerResponse response, int status, JsonNode body) {
        whole(response, status, JSON, bytes(body));
    }

    static void problem(HttpServerResponse response, Problem problem, String path) {
        whole(response, problem.status(), PROBLEM, bytes(problem.json(instance(path))));
    }

    static void whole(HttpServerResponse response, int status, String contentType, Buffer body) {
        response.setStatusCode(status).putHeader("Content-Type", contentType).end(body);
    }

    /** A fault of the sandbox itself: reported, so that nobody waits for a response. */
    static void failure(HttpServerRequest request, RuntimeException cause) {
        if (!request.response().headWritten() && !request.response().closed()) {
            Problem problem = Problem.of(500, "internal-error", "The sandbox failed", cause.toString());
            problem(request.response(), problem, request.path());
        }
    }

    /** The usual body for a status that a fault asked for. */
    static Buffer problemBody(int status, String path) {
        String title =
                switch (status) {
                    case 400 -> "Bad request";
                    case 401 -> "Unauthorized";
                    case 403 -> "Forbidden";
                    case 404 -> "Not found";
                    case 409 -> "Conflict";
                    case 429 -> "Too Many Requests";
                    case 500 -> "Internal Server Error";
                    case 502 -> "Bad Gateway";
                    case 503 -> "Service Unavailable";
                    case 504 -> "Gateway timeout";
                    default -> "Status " + status;
                };
        String type = title.toLowerCase(Locale.ROOT).replace(' ', '-');
        ObjectNode json = Problem.of(status, type, title, null).json(instance(path));
        return bytes(json);
    }

    /** What a problem names as its instance: the path below {@code /payment}, as in the vendor's samples. */
    static String instance(String path) {
        return path.startsWith("/payment/") ? path.substring("/payment".length()) : path;
    }

    /** Ends the exchange without a response. */
    static void reset(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            request.response().reset();
        } else {
            request.connection().close();
        }
    }

    static void truncated(HttpServerRequest request, int status, String contentType, Buffer body) {
        head(request.response(), status, contentType, body)
                .write(body.slice(0, body.length() / 2))
                .onComplete(written -> reset(request));
    }

    static void slowly(
            Vertx vertx, HttpServerRequest request, int status, String contentType, Buffer body, Duration time) {
        HttpServerResponse response = head(request.response(), status, contentType, body);
        int size = Math.max(1, (body.length() + SLOW_PARTS - 1) / SLOW_PARTS);
        long pause = Math.max(1, time.toMillis() / SLOW_PARTS);
        response.write(body.slice(0, Math.min(size, body.length())));
        slowPart(vertx, response, body, size, size, pause);
    }

    private static void slowPart(
            Vertx vertx, HttpServerResponse response, Buffer body, int from, int size, long pause) {
        vertx.setTimer(pause, ignored -> {
            if (response.closed()) {
                return;
            }
            if (from >= body.length()) {
                response.end();
                return;
            }
            response.write(body.slice(from, Math.min(from + size, body.length())));
            slowPart(vertx, response, body, from + size, size, pause);
        });
    }

    private static HttpServerResponse head(HttpServerResponse response, int status, String contentType, Buffer body) {
        return response.setStatusCode(status)
                .putHeader("Content-Type", contentType)
                .putHeader("Content-Length", Integer.toString(body.length()));
    }
}
