package io.camelpurse.webhook;

/** Why a webhook request is rejected, and with which HTTP status. The response contains no more than the status. */
enum WebhookRejection {
    METHOD(405),
    CONTENT_TYPE(415),
    SIZE(413),
    ADDRESS(403),
    TOKEN(401),
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

    WebhookRejection(int status) {
        this.status = status;
    }

    int status() {
        return status;
    }

    /** Whether the same request may be accepted later. */
    boolean isTemporary() {
        return status == 503;
    }
}
