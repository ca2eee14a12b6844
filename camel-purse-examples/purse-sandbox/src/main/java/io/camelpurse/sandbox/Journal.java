package io.camelpurse.sandbox;

import io.camelpurse.sandbox.state.MovableClock;
import io.vertx.core.MultiMap;
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

    /** A request whose response is still being made. It becomes readable, and masked, only when somebody reads. */
    static final class Entry {
        private final long number;
        private final Instant time;
        private final ApiOperation operation;
        private final String method;
        private final String path;
        private final String query;
        private final MultiMap headers;
        private final Buffer body;
        private final String connection;
        private int status;
        private String entityId;
        private Fault fault;

        private Entry(
                long number,
                Instant time,
                ApiOperation operation,
                HttpServerRequest request,
                Buffer body,
                String connection) {
            this.number = number;
            this.time = time;
            this.operation = operation;
            this.method = request.method().name();
            this.path = request.path();
            this.query = request.query();
            this.headers = request.headers();
            this.body = body;
            this.connection = connection;
        }

        void responded(int sent) {
            status = sent;
        }

        void acceptedAs(String entity) {
            entityId = entity;
        }

        void metBy(Fault met) {
            fault = met;
        }

        private RecordedRequest toRecord() {
            return new RecordedRequest(
                    number,
                    time,
                    operation == null ? null : operation.label(),
                    method,
                    path,
                    query,
                    Masks.headers(headers),
                    text(),
                    status,
                    headers.get("x-idempotency-key"),
                    connection,
                    entityId,
                    fault == null ? null : fault.toString());
        }

        private String text() {
            String text = body.getString(0, Math.min(body.length(), BODY_LIMIT));
            return operation == ApiOperation.GET_ACCESS_TOKEN ? Masks.form(text) : text;
        }
    }

    Entry arrive(ApiOperation operation, HttpServerRequest request, Buffer body) {
        requests++;
        if (operation == ApiOperation.GET_ACCESS_TOKEN) {
            tokenCalls++;
        }
        Entry entry = new Entry(requests, clock.instant(), operation, request, body, connection(request.connection()));
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
}
