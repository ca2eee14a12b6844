package io.camelpurse.webhook;

import io.camelpurse.client.CallFailures;
import io.camelpurse.client.TimeSource;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.camel.spi.ExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Processes a notification: claims its resource, fetches the current state if the payload is to be verified, runs the
 * route, and records the notification as processed.
 */
final class NotificationProcessing {

    private static final Logger LOG = LoggerFactory.getLogger(NotificationProcessing.class);

    private final NotificationGuard guard;
    private final Function<Notification, CompletableFuture<Notification>> verification;
    private final WebhookRoute route;
    private final Duration claimTimeout;
    private final TimeSource time;
    private final ExceptionHandler failures;

    /** @param verification returns the notification to route: as received, or with the current state of its resource */
    NotificationProcessing(
            NotificationGuard guard,
            Function<Notification, CompletableFuture<Notification>> verification,
            WebhookRoute route,
            Duration claimTimeout,
            TimeSource time,
            ExceptionHandler failures) {
        this.guard = guard;
        this.verification = verification;
        this.route = route;
        this.claimTimeout = claimTimeout;
        this.time = time;
        this.failures = failures;
    }

    /** @param onRouteStarted runs when nothing but the route can fail anymore */
    WebhookOutcome process(Notification notification, Runnable onRouteStarted) throws Exception {
        NotificationClaim claim;
        try {
            claim = guard.enter(notification);
        } catch (RuntimeException e) {
            failures.handleException(
                    "The notification of " + notification + " cannot be checked for having been processed", e);
            return WebhookOutcome.rejected(WebhookRejection.REPOSITORY);
        }
        return switch (claim.verdict()) {
            case DUPLICATE -> WebhookOutcome.DUPLICATE;
            case STALE -> WebhookOutcome.STALE;
            case IN_PROGRESS -> WebhookOutcome.rejected(WebhookRejection.IN_PROGRESS);
            case CLAIMED -> {
                try {
                    yield processClaimed(claim, notification, onRouteStarted);
                } finally {
                    guard.release(claim, notification);
                }
            }
        };
    }

    private WebhookOutcome processClaimed(NotificationClaim claim, Notification notification, Runnable onRouteStarted)
            throws Exception {
        Optional<Notification> verified = verified(notification);
        if (verified.isEmpty()) {
            return WebhookOutcome.rejected(WebhookRejection.UNVERIFIED);
        }
        // The verification has taken a part of the claim's time, and may have taken all of it.
        Duration timeLeft = claimTimeout.minusNanos(time.nanoTime() - claim.madeAt());
        if (timeLeft.isNegative() || timeLeft.isZero()) {
            LOG.warn("The claim of the notification of {} expired before its route began", verified.get());
            return WebhookOutcome.rejected(WebhookRejection.UNVERIFIED);
        }
        WebhookOutcome outcome = route.run(verified.get(), timeLeft, onRouteStarted);
        return outcome == WebhookOutcome.PROCESSED ? recorded(claim, verified.get()) : outcome;
    }

    private Optional<Notification> verified(Notification notification) {
        try {
            return Optional.of(verification.apply(notification).join());
        } catch (RuntimeException e) {
            failures.handleException(
                    "The current state for the notification of " + notification + " cannot be fetched",
                    CallFailures.rootOf(e));
            return Optional.empty();
        }
    }

    /** Not before the route has succeeded, so that a notification whose route failed is accepted again. */
    private WebhookOutcome recorded(NotificationClaim claim, Notification notification) {
        try {
            guard.record(claim, notification);
            return WebhookOutcome.PROCESSED;
        } catch (RuntimeException e) {
            failures.handleException(
                    "The notification of " + notification + " was processed but cannot be recorded", e);
            return WebhookOutcome.FAILED;
        }
    }
}
