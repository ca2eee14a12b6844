package io.camelpurse.sandbox;

import io.camelpurse.sandbox.books.MovableClock;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Records the requests to the API, the latest ones up to a limit, and counts them all. */
final class Journal {
    private static final int BODY_LIMIT = 64 * 1024;

    private final MovableClock clock;
    private final int limit;
    private final Deque<Entry> entries = new ArrayDeque<>();
    private final Map<HttpConnection, String> connections = new HashMap<>();
    private long requests;
    private int connectionCount;
    private int tokenCalls;

    Journal(MovableClock clock, int limit) {
        this.clock = clock;
        this.limit = limit;
    }

    /** A request whose answer is still being made. */
    static final class Entry {
        private final RecordedRequest arrived;
        private int status;
        private String entityId;
        private String fault;

        private Entry(RecordedRequest arrived) {
            this.arrived = arrived;
        }

        void answered(int sent) {
            status = sent;
        }

        void acceptedAs(String entity) {
            entityId = entity;
        }

        void metBy(String description) {
            fault = description;
        }

        RecordedRequest toRecord() {
            return new RecordedRequest(
                    arrived.number(),
                    arrived.time(),
                    arrived.operation(),
                    arrived.method(),
                    arrived.path(),
                    arrived.query(),
                    arrived.headers(),
                    arrived.body(),
                    status,
                    arrived.idempotencyKey(),
                    arrived.connection(),
                    entityId,
                    fault);
        }
    }

    Entry arrive(ApiOperation operation, HttpServerRequest request, Buffer body) {
        requests++;
        if (operation == ApiOperation.GET_ACCESS_TOKEN) {
            tokenCalls++;
        }
        Instant now = clock.instant();
        Entry entry = new Entry(new RecordedRequest(
                requests,
                now,
                operation == null ? null : operation.label(),
                request.method().name(),
                request.path(),
                request.query(),
                Masks.headers(request.headers()),
                text(operation, body),
                0,
                request.getHeader("x-idempotency-key"),
                connection(request.connection()),
                null,
                null));
        entries.add(entry);
        if (entries.size() > limit) {
            entries.remove();
        }
        return entry;
    }

    List<RecordedRequest> requests() {
        return entries.stream().map(Entry::toRecord).toList();
    }

    long requestCount() {
        return requests;
    }

    int tokenCalls() {
        return tokenCalls;
    }

    int connectionCount() {
        return connectionCount;
    }

    void closed(HttpConnection connection) {
        connections.remove(connection);
    }

    void clear() {
        entries.clear();
        connections.clear();
        requests = 0;
        connectionCount = 0;
        tokenCalls = 0;
    }

    private String connection(HttpConnection connection) {
        return connections.computeIfAbsent(connection, key -> "c" + ++connectionCount);
    }

    private static String text(ApiOperation operation, Buffer body) {
        String text = body.length() > BODY_LIMIT ? body.getString(0, BODY_LIMIT) : body.toString();
        return operation == ApiOperation.GET_ACCESS_TOKEN ? Masks.form(text) : text;
    }
}
