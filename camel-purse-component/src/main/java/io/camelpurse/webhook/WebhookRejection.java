package io.camelpurse.webhook;

import java.util.Locale;

/** Why a webhook request is rejected, and with which HTTP status. The response contains no more than the status. */
enum WebhookRejection {
    METHOD(405),
    CONTENT_TYPE(415),
    SIZE(413),
    ADDRESS(403, "check webhookAllowedAddresses, and webhookAddressHeader behind a proxy"),
    TOKEN(401, "check webhookVerifyToken, and what the webhook was created with"),
    JSON(400),
    RESOURCE(422),
    UNREADABLE(400),
    BODY_TIMEOUT(503),
    BUSY(503),
    SUSPENDED(503),
    IN_PROGRESS(503),
    UNVERIFIED(503),
    REPOSITORY(503);

    private final int status;
    private final String remedy;

    WebhookRejection(int status) {
        this(status, "");
    }

    WebhookRejection(int status, String remedy) {
        this.status = status;
        this.remedy = remedy;
    }

    /** The reason for the log, with what to check if the request is one of Purse. */
    String description() {
        return remedy.isEmpty() ? name() : name() + ": " + remedy;
    }

    /** As a value of the tag {@code reason}. */
    String tag() {
        return name().toLowerCase(Locale.ROOT);
    }

    int status() {
        return status;
    }

    /** Whether the same request may be accepted later. */
    boolean isTemporary() {
        return status == 503;
    }
}
