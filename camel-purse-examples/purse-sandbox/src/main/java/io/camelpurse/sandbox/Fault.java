package io.camelpurse.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camelpurse.sandbox.state.OperationStatus;
import io.camelpurse.sandbox.state.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What is to happen to one request, or to one webhook. Immutable. Times of latency are real time; times of settlement
 * and of webhooks go by the sandbox's clock.
 */
public final class Fault {
    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);

    private final Kind kind;
    private final Duration before;
    private final Duration time;
    private final boolean committed;
    private final FixedResponse fixedResponse;
    private final Outcome outcome;
    private final UnaryOperator<ObjectNode> edit;

    enum Kind {
        LATENCY,
        RESPONSE,
        RESET,
        DROP_RESPONSE,
        TRUNCATED_BODY,
        MALFORMED_JSON,
        SLOW_BODY,
        SLOW_RESPONSE,
        RUNNING,
        TOKENS_REVOKED,
        SIGNING_KEYS_ROTATED,
        OUTCOME,
        EDITED,
        STALE,
        WEBHOOK_DUPLICATED,
        WEBHOOK_DELAYED,
        WEBHOOK_DROPPED,
        WEBHOOK_REORDERED
    }

    /** A response that the fault defines; a {@code null} body means the usual problem body. */
    record FixedResponse(int status, String contentType, String body, Map<String, String> headers) {}

    private Fault(
            Kind kind,
            Duration before,
            Duration time,
            boolean committed,
            FixedResponse fixedResponse,
            Outcome outcome,
            UnaryOperator<ObjectNode> edit) {
        this.kind = kind;
        this.before = before;
        this.time = time;
        this.committed = committed;
        this.fixedResponse = fixedResponse;
        this.outcome = outcome;
        this.edit = edit;
    }

    private static Fault of(Kind kind) {
        return of(kind, Duration.ZERO);
    }

    private static Fault of(Kind kind, Duration time) {
        return new Fault(kind, Duration.ZERO, time, false, null, Outcome.SUCCESS, null);
    }

    private static Fault responding(FixedResponse fixedResponse) {
        return new Fault(Kind.RESPONSE, Duration.ZERO, Duration.ZERO, false, fixedResponse, Outcome.SUCCESS, null);
    }

    private static Fault ending(OperationStatus first, OperationStatus settled, Duration after, boolean onRefresh) {
        Outcome outcome = new Outcome(first, settled, after, onRefresh);
        return new Fault(Kind.OUTCOME, Duration.ZERO, Duration.ZERO, false, null, outcome, null);
    }

    /**
     * Waits, then goes on as usual.
     *
     * @param time how long
     * @return the fault
     */
    public static Fault latency(Duration time) {
        return of(Kind.LATENCY).after(time);
    }

    /**
     * Responds with this status with a problem body, without processing the request.
     *
     * @param status the HTTP status
     * @return the fault
     */
    public static Fault status(int status) {
        return responding(new FixedResponse(status, null, null, Map.of()));
    }

    /**
     * Responds with exactly this, without processing the request.
     *
     * @param status the HTTP status
     * @param contentType value of the content type header
     * @param body the body
     * @return the fault
     */
    public static Fault response(int status, String contentType, String body) {
        return responding(new FixedResponse(status, contentType, body, Map.of()));
    }

    /**
     * Responds with 429.
     *
     * @param retryAfter goes into {@code Retry-After} as seconds
     * @return the fault
     */
    public static Fault tooManyRequests(Duration retryAfter) {
        return status(429).header("Retry-After", Long.toString(retryAfter.toSeconds()));
    }

    /**
     * Responds with 429.
     *
     * @param retryAt goes into {@code Retry-After} as an HTTP date
     * @return the fault
     */
    public static Fault tooManyRequests(Instant retryAt) {
        return status(429).retryAt(retryAt);
    }

    /**
     * Responds with 502 with an HTML page, as a gateway does.
     *
     * @return the fault
     */
    public static Fault badGatewayPage() {
        return response(
                502,
                "text/html",
                "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>");
    }

    /**
     * Closes the connection (HTTP/2: resets the stream) without processing the request.
     *
     * @return the fault
     */
    public static Fault resetBefore() {
        return of(Kind.RESET);
    }

    /**
     * Processes the request, then closes the connection (HTTP/2: resets the stream) without a response.
     *
     * @return the fault
     */
    public static Fault dropResponse() {
        return of(Kind.DROP_RESPONSE);
    }

    /**
     * Processes the request and breaks off in the middle of the response.
     *
     * @return the fault
     */
    public static Fault truncatedBody() {
        return of(Kind.TRUNCATED_BODY);
    }

    /**
     * Processes the request and responds with JSON that cannot be parsed.
     *
     * @return the fault
     */
    public static Fault malformedJson() {
        return of(Kind.MALFORMED_JSON);
    }

    /**
     * Processes the request and lets the body of the response trickle.
     *
     * @param time from the first to the last byte
     * @return the fault
     */
    public static Fault slowBody(Duration time) {
        return of(Kind.SLOW_BODY, time);
    }

    /**
     * Processes the request at once and responds later: a timeout after the commit.
     *
     * @param time how much later
     * @return the fault
     */
    public static Fault slowResponse(Duration time) {
        return of(Kind.SLOW_RESPONSE, time);
    }

    /**
     * Takes the idempotency key at once, processes the request later, then responds. Meanwhile the same key gives 409
     * with the id of an operation that the payment does not show yet.
     *
     * @param time how much later
     * @return the fault
     */
    public static Fault running(Duration time) {
        return of(Kind.RUNNING, time);
    }

    /**
     * Revokes all access tokens, then goes on: a request with a bearer gets 401.
     *
     * @return the fault
     */
    public static Fault tokenRevoked() {
        return of(Kind.TOKENS_REVOKED);
    }

    /**
     * Responds with 401 although the token is right.
     *
     * @return the fault
     */
    public static Fault unauthorized() {
        return status(401);
    }

    /**
     * Responds with 403 although the entity is right.
     *
     * @return the fault
     */
    public static Fault forbidden() {
        return status(403);
    }

    /**
     * Signs with a new key from now on, keeps the old one listed, and goes on.
     *
     * @return the fault
     */
    public static Fault signingKeysRotated() {
        return of(Kind.SIGNING_KEYS_ROTATED);
    }

    /**
     * An operation that begins as PENDING and stays so until it is settled by {@link PurseSandbox#settle}.
     *
     * @return the fault
     */
    public static Fault pending() {
        return ending(OperationStatus.PENDING, null, null, false);
    }

    /**
     * An operation that begins as PENDING and becomes SUCCESS.
     *
     * @param after when, by the sandbox's clock
     * @return the fault
     */
    public static Fault pending(Duration after) {
        return pendingThen(OperationStatus.SUCCESS, after);
    }

    /**
     * An operation that begins as PENDING and becomes something else.
     *
     * @param status what it becomes
     * @param after when, by the sandbox's clock
     * @return the fault
     */
    public static Fault pendingThen(OperationStatus status, Duration after) {
        return ending(OperationStatus.PENDING, status, after, false);
    }

    /**
     * An operation that begins as PENDING and becomes SUCCESS when the payment is read without {@code max-age}.
     *
     * @return the fault
     */
    public static Fault pendingUntilRead() {
        return ending(OperationStatus.PENDING, OperationStatus.SUCCESS, null, true);
    }

    /**
     * An operation that ends as FAILURE; {@code createPayment} is REFUSED.
     *
     * @return the fault
     */
    public static Fault failure() {
        return ending(OperationStatus.FAILURE, null, null, false);
    }

    /**
     * An operation of which the first partner does its share and the others fail.
     *
     * @return the fault
     */
    public static Fault conflict() {
        return ending(OperationStatus.CONFLICT, null, null, false);
    }

    /**
     * An operation that stays UNCERTAIN until it is settled by {@link PurseSandbox#settle}.
     *
     * @return the fault
     */
    public static Fault uncertain() {
        return ending(OperationStatus.UNCERTAIN, null, null, false);
    }

    /**
     * An operation that begins as UNCERTAIN and becomes something else.
     *
     * @param status what it becomes
     * @param after when, by the sandbox's clock
     * @return the fault
     */
    public static Fault uncertainThen(OperationStatus status, Duration after) {
        return ending(OperationStatus.UNCERTAIN, status, after, false);
    }

    /**
     * Processes the request and changes the body of the response.
     *
     * @param edit makes the body that is sent of the real one
     * @return the fault
     */
    public static Fault edited(UnaryOperator<ObjectNode> edit) {
        return new Fault(Kind.EDITED, Duration.ZERO, Duration.ZERO, false, null, Outcome.SUCCESS, edit);
    }

    /**
     * Processes the request and responds with the payment as it was before its last capture, refund or void: reads that
     * lag behind writes. Of operations that were made before the fault was set, nothing is known.
     *
     * @return the fault
     */
    public static Fault stale() {
        return of(Kind.STALE);
    }

    /**
     * A webhook that is delivered twice.
     *
     * @return the fault
     */
    public static Fault duplicated() {
        return of(Kind.WEBHOOK_DUPLICATED);
    }

    /**
     * A webhook that is delivered late; later ones overtake it.
     *
     * @param time how late, by the sandbox's clock
     * @return the fault
     */
    public static Fault delayed(Duration time) {
        return of(Kind.WEBHOOK_DELAYED, time);
    }

    /**
     * A webhook that is never delivered.
     *
     * @return the fault
     */
    public static Fault dropped() {
        return of(Kind.WEBHOOK_DROPPED);
    }

    /**
     * A webhook that is delivered after the next one of its resource, or after five seconds of the sandbox's clock.
     *
     * @return the fault
     */
    public static Fault reordered() {
        return of(Kind.WEBHOOK_REORDERED);
    }

    /**
     * The same fault with latency in front of it.
     *
     * @param time how long the request waits first
     * @return a new fault
     */
    public Fault after(Duration time) {
        return new Fault(kind, time, this.time, committed, fixedResponse, outcome, edit);
    }

    /**
     * The same response, given after the request was processed: the merchant gets an error although money moved.
     *
     * @return a new fault
     */
    public Fault afterCommit() {
        requireReply();
        return new Fault(kind, before, time, true, fixedResponse, outcome, edit);
    }

    /**
     * The same response with one more header.
     *
     * @param name header name
     * @param value header value
     * @return a new fault
     */
    public Fault header(String name, String value) {
        requireReply();
        Map<String, String> headers = new LinkedHashMap<>(fixedResponse.headers());
        headers.put(name, value);
        FixedResponse next =
                new FixedResponse(fixedResponse.status(), fixedResponse.contentType(), fixedResponse.body(), headers);
        return new Fault(kind, before, time, committed, next, outcome, edit);
    }

    /**
     * The same response with {@code Retry-After} as an HTTP date.
     *
     * @param instant the date, in whole seconds
     * @return a new fault
     */
    public Fault retryAt(Instant instant) {
        return header("Retry-After", HTTP_DATE.format(instant.atZone(ZoneOffset.UTC)));
    }

    Kind kind() {
        return kind;
    }

    Duration before() {
        return before;
    }

    Duration time() {
        return time;
    }

    boolean committed() {
        return committed;
    }

    FixedResponse fixedResponse() {
        return fixedResponse;
    }

    Outcome outcome() {
        return outcome;
    }

    UnaryOperator<ObjectNode> edit() {
        return edit;
    }

    /** The kind of the fault in words, as the journal shows it. */
    @Override
    public String toString() {
        String words = kind.name();
        if (fixedResponse != null) {
            words += " " + fixedResponse.status() + (committed ? " after commit" : "");
        }
        if (kind == Kind.OUTCOME) {
            words += " " + outcome.first() + (outcome.settled() == null ? "" : " then " + outcome.settled());
        }
        if (!time.isZero()) {
            words += " " + time;
        }
        return before.isZero() ? words : words + " after " + before;
    }

    private void requireReply() {
        if (fixedResponse == null) {
            throw new IllegalStateException("Only a fault with a response of its own can do that: " + this);
        }
    }
}
