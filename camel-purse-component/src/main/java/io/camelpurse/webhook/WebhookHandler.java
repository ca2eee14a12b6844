package io.camelpurse.webhook;

import io.camelpurse.client.TimeSource;
import io.camelpurse.message.Validated;
import io.camelpurse.message.Validated.Rejected;
import io.camelpurse.message.Validated.Valid;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Service;
import org.apache.camel.Suspendable;
import org.apache.camel.spi.ExceptionHandler;
import org.apache.camel.support.AsyncProcessorSupport;
import org.apache.camel.support.service.ServiceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives webhook requests from the HTTP engine, and responds when their outcome is known. The request is validated on
 * the engine's thread. When its body is in memory and a permit is free, the notification is processed: on the engine's
 * thread where that waits for the response anyway, else on a thread of its own.
 */
public final class WebhookHandler extends AsyncProcessorSupport implements Suspendable {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookHandler.class);

    private final RequestValidation validation;
    private final PayloadReader payloads;
    private final NotificationProcessing processing;
    private final boolean acknowledgeReceived;
    private final Supplier<WebhookThreads> threadSource;
    private final Supplier<WebhookBodies> bodySource;
    private final WebhookCounters counters;
    private final TimeSource time;
    private final ExceptionHandler failures;
    private volatile WebhookThreads threads;
    private WebhookBodies bodies;
    private Service owned;

    /**
     * @param acknowledgeReceived whether to respond before the route runs
     * @param threadSource        makes the threads at each start
     * @param bodySource          makes the reader of bodies at each start
     */
    WebhookHandler(
            RequestValidation validation,
            PayloadReader payloads,
            NotificationProcessing processing,
            boolean acknowledgeReceived,
            Supplier<WebhookThreads> threadSource,
            Supplier<WebhookBodies> bodySource,
            WebhookCounters counters,
            TimeSource time,
            ExceptionHandler failures) {
        this.validation = validation;
        this.payloads = payloads;
        this.processing = processing;
        this.acknowledgeReceived = acknowledgeReceived;
        this.threadSource = threadSource;
        this.bodySource = bodySource;
        this.counters = counters;
        this.time = time;
        this.failures = failures;
    }

    /** Starts and stops a service together with this handler. */
    public void own(Service service) {
        owned = service;
    }

    /** The threads of the routes of its notifications, or {@code null} before the first start. */
    public Executor threads() {
        return threads;
    }

    /** Notifications whose route has not ended, acknowledged or not. */
    int inProgress() {
        return threads == null ? 0 : threads.inProgress();
    }

    /**
     * For an engine whose thread is free until the response is known and, on any engine, for a response that is sent
     * before the route runs.
     */
    @Override
    public boolean process(Exchange http, AsyncCallback callback) {
        WebhookResponse response = new WebhookResponse(http, callback);
        Optional<WebhookRejection> rejection = rejectionBeforeBody(http);
        if (rejection.isPresent()) {
            return reject(response, rejection.get(), true);
        }
        CompletableFuture<Optional<WebhookRejection>> body = bodies.inMemory(http);
        if (body.isDone()) {
            return processOnOwnThread(http, body.join(), response, true);
        }
        body.thenAccept(bodyRejection -> processOnOwnThread(http, bodyRejection, response, false));
        return false;
    }

    /**
     * For an engine whose thread waits for the response: it processes the notification itself, unless the response is
     * to be sent before the route runs.
     */
    @Override
    public void process(Exchange http) throws Exception {
        if (acknowledgeReceived) {
            super.process(http);
            return;
        }
        WebhookResponse response = new WebhookResponse(http, synchronously -> {});
        Optional<WebhookRejection> rejection =
                rejectionBeforeBody(http).or(() -> bodies.inMemory(http).join()).or(this::suspension);
        if (rejection.isPresent()) {
            reject(response, rejection.get(), true);
        } else if (!threads.tryRunHere(() -> processNotification(http, response), () -> response.send(true))) {
            reject(response, WebhookRejection.BUSY, true);
        }
    }

    /** The checks that need no body: no body is read that would be rejected anyway. */
    private Optional<WebhookRejection> rejectionBeforeBody(Exchange http) {
        Optional<WebhookRejection> rejection = validation.rejection(http);
        if (rejection.isPresent()) {
            return rejection;
        }
        counters.received(time.instant());
        // Who gets a permit is decided when the body is in memory.
        return suspension().or(() -> threads.hasPermit() ? Optional.empty() : Optional.of(WebhookRejection.BUSY));
    }

    private Optional<WebhookRejection> suspension() {
        return isStarted() ? Optional.empty() : Optional.of(WebhookRejection.SUSPENDED);
    }

    /** Only now that the body is in memory does the request take a permit. */
    private boolean processOnOwnThread(
            Exchange http, Optional<WebhookRejection> bodyRejection, WebhookResponse response, boolean synchronously) {
        // The route may have been suspended while the body arrived.
        Optional<WebhookRejection> rejection = bodyRejection.or(this::suspension);
        if (rejection.isPresent()) {
            return reject(response, rejection.get(), synchronously);
        }
        boolean accepted = threads.tryRun(() -> processNotification(http, response), () -> response.send(false));
        return !accepted && reject(response, WebhookRejection.BUSY, synchronously);
    }

    /** On a thread that may wait. Whatever fails here leaves the response at a failure. */
    private void processNotification(Exchange http, WebhookResponse response) {
        Optional<WebhookResource> resource = Optional.empty();
        try {
            Validated<Notification, WebhookRejection> payload = payloads.read(http);
            if (payload instanceof Rejected<Notification, WebhookRejection> rejected) {
                end(response, resource, WebhookOutcome.rejected(rejected.reason()));
                return;
            }
            Notification notification = ((Valid<Notification, WebhookRejection>) payload).value();
            resource = Optional.of(notification.resource());
            end(response, resource, processing.process(notification, () -> acknowledgeReceipt(response)));
        } catch (InterruptedException stopping) {
            end(response, resource, WebhookOutcome.FAILED);
            Thread.currentThread().interrupt();
        } catch (Throwable e) {
            end(response, resource, WebhookOutcome.FAILED);
            failures.handleException(
                    "Processing a webhook notification failed (exchange " + response.exchangeId() + ")", e);
        }
    }

    private void acknowledgeReceipt(WebhookResponse response) {
        if (acknowledgeReceived) {
            response.set(WebhookOutcome.RECEIVED);
            response.send(false);
        }
    }

    private boolean reject(WebhookResponse response, WebhookRejection reason, boolean synchronously) {
        end(response, Optional.empty(), WebhookOutcome.rejected(reason));
        response.send(synchronously);
        return synchronously;
    }

    /** Before the response is sent, so that whoever receives it finds the request counted. */
    private void end(WebhookResponse response, Optional<WebhookResource> resource, WebhookOutcome outcome) {
        counters.ended(resource, outcome);
        outcome.rejection()
                .ifPresent(reason -> LOG.warn(
                        "Rejected a webhook request: {} (exchange {})", reason.description(), response.exchangeId()));
        response.set(outcome);
    }

    @Override
    protected void doStart() {
        ServiceHelper.startService(owned);
        threads = threadSource.get();
        bodies = bodySource.get();
    }

    @Override
    protected void doStop() {
        bodies.stop();
        threads.stop();
        ServiceHelper.stopService(owned);
    }
}
