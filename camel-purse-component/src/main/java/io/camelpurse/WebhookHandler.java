package io.camelpurse;

import io.camelpurse.WebhookCall.Refused;
import io.camelpurse.client.PurseResponse;
import io.camelpurse.webhook.DeliveryMemory;
import io.camelpurse.webhook.DeliveryMemory.Verdict;
import io.camelpurse.webhook.Notification;
import io.camelpurse.webhook.VersionMemory;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
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
    private final DeliveryMemory deliveries;
    private final VersionMemory versions;
    private final Function<Notification, CompletableFuture<PurseResponse>> truth;
    private final NotificationMessage messages;
    private final WebhookCounters counters;
    private final Semaphore permits;
    private final Executor worker;
    private final boolean acknowledgeReceived;

    /**
     * @param deliveries {@code null} if duplicates are let in
     * @param versions   {@code null} if stale versions are let in
     * @param truth      reads the resource again, or {@code null} if the body is believed
     */
    WebhookHandler(
            PurseEndpoint endpoint,
            AsyncProcessor route,
            WebhookCall call,
            DeliveryMemory deliveries,
            VersionMemory versions,
            Function<Notification, CompletableFuture<PurseResponse>> truth,
            Executor worker) {
        PurseConfiguration configuration = endpoint.getConfiguration();
        this.endpoint = endpoint;
        this.route = route;
        this.call = call;
        this.deliveries = deliveries;
        this.versions = versions;
        this.truth = truth;
        this.messages = new NotificationMessage(configuration);
        this.counters = endpoint.webhookCounters();
        this.permits = new Semaphore(configuration.getMaxConcurrentWebhooks());
        this.worker = worker;
        this.acknowledgeReceived = configuration.getAcknowledge() == WebhookAcknowledgement.received;
    }

    @Override
    public boolean process(Exchange http, AsyncCallback callback) {
        try {
            call.authenticate(http);
            counters.heard(Clock.systemUTC().instant());
            if (!permits.tryAcquire()) {
                throw new Refused(WebhookRefusal.BUSY);
            }
        } catch (Refused e) {
            return refuse(http, callback, e.reason());
        }
        AsyncCallback done = sync -> {
            permits.release();
            callback.done(sync);
        };
        try {
            return accept(http, done, call.read(http));
        } catch (Refused e) {
            return refuse(http, done, e.reason());
        }
    }

    private boolean accept(Exchange http, AsyncCallback done, Notification notification) throws Refused {
        try {
            Verdict verdict = deliveries == null ? Verdict.CLAIMED : deliveries.claim(notification);
            if (verdict == Verdict.IN_PROGRESS) {
                throw new Refused(WebhookRefusal.IN_PROGRESS);
            }
            if (verdict == Verdict.DUPLICATE) {
                counters.duplicate();
                return answer(http, done, OK);
            }
            if (versions != null && versions.isStale(notification)) {
                release(notification);
                counters.stale();
                return answer(http, done, OK);
            }
        } catch (RuntimeException e) {
            LOG.warn("Webhook {} cannot be checked for having been seen: {}", notification, e.toString());
            throw new Refused(WebhookRefusal.REPOSITORY);
        }
        if (truth == null) {
            return run(http, done, notification);
        }
        truth.apply(notification)
                .whenCompleteAsync(
                        (response, failure) -> confirmed(http, done, notification, response, failure), worker);
        return false;
    }

    private void confirmed(
            Exchange http, AsyncCallback done, Notification notification, PurseResponse response, Throwable failure) {
        AsyncCallback asynchronous = sync -> done.done(false);
        if (failure != null) {
            release(notification);
            LOG.warn("Webhook {} cannot be confirmed: {}", notification, failure.getMessage());
            refuse(http, asynchronous, WebhookRefusal.UNCONFIRMED);
            return;
        }
        run(http, asynchronous, notification.confirmedBy(response.json()));
    }

    private boolean run(Exchange http, AsyncCallback done, Notification notification) {
        Exchange exchange = endpoint.createExchange();
        try {
            messages.fill(exchange.getMessage(), notification);
        } catch (Exception e) {
            exchange.setException(e);
            finish(exchange, notification);
            return answer(http, done, FAILED);
        }
        if (acknowledgeReceived) {
            worker.execute(() -> route.process(exchange, sync -> finish(exchange, notification)));
            return answer(http, done, OK);
        }
        return route.process(exchange, sync -> {
            boolean succeeded = finish(exchange, notification);
            respond(http, succeeded ? OK : FAILED);
            done.done(sync);
        });
    }

    /** Remembers the delivery only now, so that one whose route failed is accepted again. */
    private boolean finish(Exchange exchange, Notification notification) {
        boolean succeeded = !exchange.isFailed();
        try {
            if (succeeded) {
                if (versions != null) {
                    versions.remember(notification);
                }
                if (deliveries != null) {
                    deliveries.remember(notification);
                }
                counters.accepted();
                return true;
            }
        } catch (RuntimeException e) {
            LOG.warn("Webhook {} was processed but cannot be remembered: {}", notification, e.toString());
        }
        if (!succeeded) {
            counters.routeFailed();
            LOG.warn("The route failed for webhook {}: {}", notification, String.valueOf(exchange.getException()));
        }
        release(notification);
        return false;
    }

    private void release(Notification notification) {
        try {
            if (deliveries != null) {
                deliveries.release(notification);
            }
        } catch (RuntimeException e) {
            LOG.warn("The claim of webhook {} cannot be released; it lapses by itself: {}", notification, e.toString());
        }
    }

    private boolean refuse(Exchange http, AsyncCallback done, WebhookRefusal reason) {
        counters.refused(reason);
        LOG.warn("Refused a webhook call: {}", reason);
        Message message = respond(http, reason.status());
        if (reason.isForNow()) {
            message.setHeader("Retry-After", 1);
        }
        done.done(true);
        return true;
    }

    private static boolean answer(Exchange http, AsyncCallback done, int status) {
        respond(http, status);
        done.done(true);
        return true;
    }

    private static Message respond(Exchange http, int status) {
        Message message = http.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        message.setHeader(Exchange.CONTENT_TYPE, "text/plain");
        message.setBody("");
        return message;
    }
}
