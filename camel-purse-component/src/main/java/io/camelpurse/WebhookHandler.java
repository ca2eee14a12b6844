package io.camelpurse;

import io.camelpurse.WebhookCall.Refused;
import io.camelpurse.client.PurseResponse;
import io.camelpurse.webhook.DeliveryClaim;
import io.camelpurse.webhook.DeliveryGuard;
import io.camelpurse.webhook.Notification;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.AsyncProcessorSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a webhook call from the HTTP engine to the route, on an exchange of its own so that nothing of the request but
 * what Purse tells gets in, and answers when it is known what became of it.
 */
final class WebhookHandler extends AsyncProcessorSupport {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookHandler.class);
    private static final int OK = 200;
    private static final int FAILED = 500;

    private final PurseEndpoint endpoint;
    private final AsyncProcessor route;
    private final WebhookCall call;
    private final DeliveryGuard guard;
    private final Function<Notification, CompletableFuture<PurseResponse>> truth;
    private final NotificationMessage messages;
    private final WebhookCounters counters;
    private final int places;
    private final Semaphore free;
    private final Executor worker;
    private final boolean acknowledgeReceived;

    /**
     * @param truth reads the resource again, or {@code null} if the body is believed
     */
    WebhookHandler(
            PurseEndpoint endpoint,
            AsyncProcessor route,
            WebhookCall call,
            DeliveryGuard guard,
            Function<Notification, CompletableFuture<PurseResponse>> truth,
            Executor worker) {
        PurseConfiguration configuration = endpoint.getConfiguration();
        this.endpoint = endpoint;
        this.route = route;
        this.call = call;
        this.guard = guard;
        this.truth = truth;
        this.messages = new NotificationMessage(configuration);
        this.counters = endpoint.webhookCounters();
        this.places = configuration.getMaxConcurrentWebhooks();
        this.free = new Semaphore(places);
        this.worker = worker;
        this.acknowledgeReceived = configuration.getAcknowledge() == WebhookAcknowledgement.received;
    }

    /** Those whose route is not done, answered or not. */
    int underWay() {
        return places - free.availablePermits();
    }

    @Override
    public boolean process(Exchange http, AsyncCallback callback) {
        try {
            call.authenticate(http);
            counters.heard(Clock.systemUTC().instant());
            if (!free.tryAcquire()) {
                throw new Refused(WebhookRefusal.BUSY);
            }
        } catch (Refused e) {
            refuse(http, e.reason());
            return answered(callback);
        }
        try {
            return accept(http, callback, call.read(http));
        } catch (Refused e) {
            return refuseInside(http, callback, e.reason());
        }
    }

    private boolean accept(Exchange http, AsyncCallback callback, Notification notification) {
        DeliveryClaim claim;
        try {
            claim = guard.enter(notification);
        } catch (RuntimeException e) {
            LOG.warn("Webhook {} cannot be checked for having been seen: {}", notification, e.toString());
            return refuseInside(http, callback, WebhookRefusal.REPOSITORY);
        }
        switch (claim.verdict()) {
            case IN_PROGRESS:
                return refuseInside(http, callback, WebhookRefusal.IN_PROGRESS);
            case DUPLICATE:
                counters.duplicate();
                return answerInside(http, callback, OK);
            case STALE:
                counters.stale();
                return answerInside(http, callback, OK);
            default:
                return truth == null
                        ? run(http, callback, claim, notification)
                        : confirm(http, callback, claim, notification);
        }
    }

    private boolean confirm(Exchange http, AsyncCallback callback, DeliveryClaim claim, Notification notification) {
        AsyncCallback asynchronous = sync -> callback.done(false);
        CompletableFuture.completedFuture(notification)
                .thenCompose(truth)
                .thenApply(response -> notification.confirmedBy(response.json()))
                .whenCompleteAsync(
                        (confirmed, failure) -> {
                            if (failure == null) {
                                run(http, asynchronous, claim, confirmed);
                                return;
                            }
                            guard.release(claim, notification);
                            LOG.warn("Webhook {} cannot be confirmed: {}", notification, cause(failure));
                            refuseInside(http, asynchronous, WebhookRefusal.UNCONFIRMED);
                        },
                        worker);
        return false;
    }

    private boolean run(Exchange http, AsyncCallback callback, DeliveryClaim claim, Notification notification) {
        Exchange exchange = endpoint.createExchange();
        try {
            messages.fill(exchange.getMessage(), notification);
        } catch (IOException | RuntimeException e) {
            guard.release(claim, notification);
            LOG.warn(
                    "Webhook {} cannot be read as outputType says: {}",
                    notification,
                    e.getClass().getName());
            return refuseInside(http, callback, WebhookRefusal.RESOURCE);
        }
        if (acknowledgeReceived) {
            worker.execute(() -> route.process(exchange, sync -> {
                finish(exchange, claim, notification);
                free.release();
            }));
            respond(http, OK);
            return answered(callback);
        }
        return route.process(exchange, sync -> {
            respond(http, finish(exchange, claim, notification) ? OK : FAILED);
            free.release();
            callback.done(sync);
        });
    }

    /** Remembers the delivery only now, so that one whose route failed is accepted again. */
    private boolean finish(Exchange exchange, DeliveryClaim claim, Notification notification) {
        if (exchange.isFailed()) {
            counters.routeFailed();
            LOG.warn("The route failed for webhook {}: {}", notification, String.valueOf(exchange.getException()));
            guard.release(claim, notification);
            return false;
        }
        try {
            guard.remember(claim, notification);
            counters.accepted();
            return true;
        } catch (RuntimeException e) {
            LOG.warn("Webhook {} was processed but cannot be remembered: {}", notification, e.toString());
            guard.release(claim, notification);
            return false;
        }
    }

    /** For a call that took a place. */
    private boolean refuseInside(Exchange http, AsyncCallback callback, WebhookRefusal reason) {
        refuse(http, reason);
        free.release();
        return answered(callback);
    }

    private boolean answerInside(Exchange http, AsyncCallback callback, int status) {
        respond(http, status);
        free.release();
        return answered(callback);
    }

    private void refuse(Exchange http, WebhookRefusal reason) {
        counters.refused(reason);
        LOG.warn("Refused a webhook call: {}", reason);
        Message message = respond(http, reason.status());
        if (reason.isForNow()) {
            message.setHeader("Retry-After", 1);
        }
    }

    private static Message respond(Exchange http, int status) {
        Message message = http.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        message.setHeader(Exchange.CONTENT_TYPE, "text/plain");
        message.setBody("");
        return message;
    }

    private static boolean answered(AsyncCallback callback) {
        callback.done(true);
        return true;
    }

    private static String cause(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause.getMessage();
    }
}
