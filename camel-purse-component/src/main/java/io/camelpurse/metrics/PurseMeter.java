package io.camelpurse.metrics;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The table of all metrics. Their tags have few values: none contains an id, an amount or what a peer sent. */
public enum PurseMeter {

    /** Calls. */
    CALLS(Kind.COUNTER, "purse.calls", "Calls that have ended", "operation", "outcome"),

    /** Duration of calls. */
    CALL_DURATION(Kind.TIMER, "purse.call.duration", "How long a call took with all retries", "operation", "outcome"),

    /** Requests of a call. */
    CALL_ATTEMPTS(Kind.HISTOGRAM, "purse.call.attempts", "Requests that a call took", "operation"),

    /** Calls in flight. */
    ACTIVE_CALLS(Kind.GAUGE, "purse.calls.active", "Calls that have not ended yet", "operation"),

    /** Executed captures, refunds and voids. */
    MONEY_OPERATIONS(
            Kind.COUNTER, "purse.money.operations", "Captures, refunds and voids that were executed", "operation"),

    /** Duplicates that were recovered. */
    DUPLICATES(
            Kind.COUNTER,
            "purse.duplicates",
            "Captures, refunds and voids that had been executed before and were found",
            "operation"),

    /** Retries. */
    RETRIES(Kind.COUNTER, "purse.retries", "Requests that were resent"),

    /** What is left of the retry budget. */
    RETRY_BUDGET(Kind.GAUGE, "purse.retry.budget", "Retries that the budget still allows; of several APIs, the lowest"),

    /** Age of the access token. */
    TOKEN_AGE(
            Kind.SECONDS,
            "purse.token.age",
            "Time since the access token in use was fetched; of several accounts, the longest"),

    /** Requests for access tokens. */
    TOKEN_FETCHES(Kind.COUNTER, "purse.token.fetches", "Requests for an access token", "outcome"),

    /** Connections of the pools. */
    CONNECTIONS(Kind.GAUGE, "purse.connections", "Connections to Purse, and calls that wait for one", "state"),

    /** Age of the signing keys. */
    SIGNING_KEYS_AGE(
            Kind.SECONDS,
            "purse.signing.keys.age",
            "Time since the signing keys were fetched, or since they could not be; of several accounts, the longest"),

    /** Webhook notifications. */
    WEBHOOKS(Kind.COUNTER, "purse.webhooks", "Webhook requests", "outcome", "resource"),

    /** Reasons of rejected webhook requests. */
    WEBHOOK_REJECTIONS(Kind.COUNTER, "purse.webhook.rejections", "Webhook requests that were rejected", "reason"),

    /** Age of the last notification. */
    WEBHOOK_AGE(
            Kind.SECONDS,
            "purse.webhook.age",
            "Time since the last webhook request with a valid token, or since the route was started");

    /** What is measured. */
    public enum Kind {

        /** A sum that only grows. */
        COUNTER,

        /** A value at a time. */
        GAUGE,

        /** A gauge in seconds. */
        SECONDS,

        /** Counts durations, by how long they were. */
        TIMER,

        /** Counts values, by how large they were. */
        HISTOGRAM
    }

    private final Kind kind;
    private final String meter;
    private final String description;
    private final List<String> tags;

    PurseMeter(Kind kind, String meter, String description, String... tags) {
        this.kind = kind;
        this.meter = meter;
        this.description = description;
        this.tags = List.of(tags);
    }

    public Kind kind() {
        return kind;
    }

    /** In Micrometer's spelling; Prometheus shows {@code purse.calls} as {@code purse_calls_total}. */
    public String meter() {
        return meter;
    }

    public String description() {
        return description;
    }

    /** The names of its tags, beside {@code component}, which all of them have. */
    public List<String> tags() {
        return tags;
    }

    /** One of its series, such as {@code purse.calls{operation=capturePayment,outcome=success}}. */
    String series(List<String> values) {
        if (values.isEmpty()) {
            return meter;
        }
        return IntStream.range(0, values.size())
                .mapToObj(i -> tags.get(i) + "=" + values.get(i))
                .collect(Collectors.joining(",", meter + "{", "}"));
    }
}
