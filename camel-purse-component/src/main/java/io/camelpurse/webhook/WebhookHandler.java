package io.camelpurse.webhook;

import io.camelpurse.PurseConfiguration;
import io.camelpurse.WebhookAcknowledgement;
import io.camelpurse.client.PurseResponse;
import io.camelpurse.client.TimeSource;
import io.camelpurse.message.ExchangeOutcome;
import io.camelpurse.webhook.WebhookRequest.Refused;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.Service;
import org.apache.camel.Suspendable;
import org.apache.camel.spi.ReactiveExecutor;
import org.apache.camel.support.AsyncProcessorSupport;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.service.ServiceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a webhook from the HTTP engine to the route, on an exchange of its own so that nothing of the request but the
 * notification reaches the route, and responds when its outcome is known. Who may call is decided on the engine's thread;
 * everything else happens on a thread of the webhook's own, from top to bottom.
 */
public final class WebhookHandler extends AsyncProcessorSupport implements Suspendable {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookHandler.class);

    private final DefaultConsumer consumer;
    private final AsyncProcessor route;
    private final ReactiveExecutor reactive;
    private final WebhookRequest call;
    private final NotificationGuard guard;
    private final TimeSource time;
    private final Supplier<WebhookThreads> threadSource;
    private WebhookThreads threads;
    private final Function<Notification, CompletableFuture<PurseResponse>> currentState;
    private final NotificationMessage messages;
    private final WebhookCounters counters;
    private final boolean acknowledgeReceived;
    private final long claimTimeout;
    private final int maxBodySize;
    private Service owned;
    private WebhookBodies bodies;

    /**
     * @param consumer     makes the exchanges of the route, and handles what fails on the way to it
     * @param secrets      what no message shows; may grow later
     * @param currentState fetches the resource, or {@code null} if the payload is believed
     */
    WebhookHandler(
            DefaultConsumer consumer,
            PurseConfiguration configuration,
            WebhookRequest call,
            NotificationGuard guard,
            TimeSource time,
            Supplier<WebhookThreads> threadSource,
            WebhookCounters counters,
            List<String> secrets,
            Function<Notification, CompletableFuture<PurseResponse>> currentState) {
        this.consumer = consumer;
        this.route = consumer.getAsyncProcessor();
        this.reactive = consumer.getEndpoint()
                .getCamelContext()
                .getCamelContextExtension()
                .getReactiveExecutor();
        this.call = call;
        this.guard = guard;
        this.time = time;
        this.threadSource = threadSource;
        this.currentState = currentState;
        this.messages = new NotificationMessage(configuration, secrets);
        this.counters = counters;
        this.acknowledgeReceived = configuration.getWebhookAcknowledgement() == WebhookAcknowledgement.received;
        this.claimTimeout = configuration.getWebhookClaimTimeout();
        this.maxBodySize = configuration.getWebhookMaxBodySize();
    }

    /** Starts and stops something with this. */
    public void own(Service service) {
        owned = service;
    }

    /** Those whose route has not ended, acknowledged or not. */
    int inProgress() {
        return threads == null ? 0 : threads.inProgress();
    }

    WebhookBodies bodies() {
        return bodies;
    }

    @Override
    public boolean process(Exchange http, AsyncCallback callback) {
        WebhookResponse reply = new WebhookResponse(http, callback);
        Optional<WebhookRejection> refusal = call.refusal(http);
        if (refusal.isPresent()) {
            return rejected(reply, refusal.get());
        }
        counters.received(time.instant());
        if (!isStarted()) {
            return rejected(reply, WebhookRejection.SUSPENDED);
        }
        if (!threads.hasPlace()) {
            return rejected(reply, WebhookRejection.BUSY);
        }
        CompletableFuture<Void> arrived = bodies.inMemory(http);
        if (arrived.isDone()) {
            return begin(http, arrived, reply, true);
        }
        arrived.whenComplete((nothing, failure) -> begin(http, arrived, reply, false));
        return false;
    }

    /** Only when the body is in memory does the webhook take a place. */
    private boolean begin(
            Exchange http, CompletableFuture<Void> arrived, WebhookResponse reply, boolean synchronously) {
        Optional<WebhookRejection> refusal = refusalOf(arrived);
        if (refusal.isEmpty() && !isStarted()) {
            refusal = Optional.of(WebhookRejection.SUSPENDED);
        }
        if (refusal.isEmpty() && !threads.tryRun(() -> receive(http, reply), () -> reply.send(false))) {
            refusal = Optional.of(WebhookRejection.BUSY);
        }
        if (refusal.isEmpty()) {
            return false;
        }
        reject(reply, refusal.get());
        reply.send(synchronously);
        return synchronously;
    }

    private static Optional<WebhookRejection> refusalOf(CompletableFuture<Void> arrived) {
        try {
            arrived.join();
            return Optional.empty();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Refused refused) {
                return Optional.of(refused.reason());
            }
            return Optional.of(e.getCause() instanceof Error ? WebhookRejection.BUSY : WebhookRejection.UNREADABLE);
        }
    }

    /** What goes wrong here is told the sender by the reply as it stands: a failure, after which it should redeliver. */
    private void receive(Exchange http, WebhookResponse reply) {
        try {
            accept(call.read(http), reply);
        } catch (Refused e) {
            reject(reply, e.reason());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (Throwable e) {
            failed("A webhook failed", null, e);
        }
    }

    private void accept(Notification notification, WebhookResponse reply) throws Exception {
        NotificationClaim claim = enter(notification);
        switch (claim.verdict()) {
            case IN_PROGRESS -> throw new Refused(WebhookRejection.IN_PROGRESS);
            case DUPLICATE -> {
                counters.duplicate();
                reply.acknowledge();
            }
            case STALE -> {
                counters.stale();
                reply.acknowledge();
            }
            case CLAIMED -> {
                try {
                    route(claim, currentState == null ? notification : fetched(notification), reply);
                } finally {
                    guard.release(claim, notification);
                }
            }
        }
    }

    private void route(NotificationClaim claim, Notification notification, WebhookResponse reply) throws Exception {
        Exchange exchange = consumer.createExchange(false);
        boolean routeEnded = true;
        try {
            fill(exchange, notification);
            long timeLeft = timeLeft(claim, notification);
            if (acknowledgeReceived) {
                reply.acknowledge();
                reply.send(false);
            }
            WebhookUnitOfWork unitOfWork = new WebhookUnitOfWork(consumer.createUoW(exchange), exchange);
            exchange.getExchangeExtension().setUnitOfWork(unitOfWork);
            routeEnded = false;
            routeEnded = hasEnded(exchange, unitOfWork, timeLeft);
            if (routeEnded && ExchangeOutcome.isProcessed(exchange) && !unitOfWork.isRolledBack()) {
                remember(claim, notification, reply);
            } else {
                counters.routeFailed();
                routeFailed(notification, exchange, routeEnded);
            }
        } finally {
            if (routeEnded) {
                // A pooled exchange would keep this one for the next webhook.
                exchange.getExchangeExtension().setUnitOfWork(null);
                consumer.releaseExchange(exchange, false);
            }
        }
    }

    /** Of the claim, in nanoseconds: reading the current state has taken some, and may have taken all. */
    private long timeLeft(NotificationClaim claim, Notification notification) throws Refused {
        long timeLeft = TimeUnit.MILLISECONDS.toNanos(claimTimeout) - (time.nanoTime() - claim.madeAt());
        if (timeLeft <= 0) {
            LOG.warn("The claim of webhook {} expired before its route began", notification);
            throw new Refused(WebhookRejection.UNCONFIRMED);
        }
        return timeLeft;
    }

    /** A route that goes on elsewhere may be lost there. It holds its place no longer than its claim. */
    private boolean hasEnded(Exchange exchange, WebhookUnitOfWork unitOfWork, long timeLeft)
            throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        try {
            route.process(exchange, sync -> {
                consumer.doneUoW(exchange);
                ended.countDown();
            });
        } catch (RuntimeException | Error e) {
            // Camel lets some through, and leaves the rest of the exchange, if any, to whatever this thread does next.
            exchange.setException(e);
            boolean goesOn = reactive.executeFromQueue();
            reactive.schedule(() -> {});
            if (!goesOn && ended.getCount() > 0) {
                abandon(exchange, unitOfWork);
                return true;
            }
        }
        return ended.await(timeLeft, TimeUnit.NANOSECONDS);
    }

    /** Takes out of Camel's books what nothing carries on: a stop would wait for it. */
    private void abandon(Exchange exchange, WebhookUnitOfWork unitOfWork) {
        for (Route left = unitOfWork.popRoute(); left != null; left = unitOfWork.popRoute()) {
            exchange.getContext().getInflightRepository().remove(exchange, left.getRouteId());
        }
        consumer.doneUoW(exchange);
    }

    private NotificationClaim enter(Notification notification) throws Refused {
        try {
            return guard.enter(notification);
        } catch (RuntimeException e) {
            failed("Webhook " + notification + " cannot be checked for having been processed", null, e);
            throw new Refused(WebhookRejection.REPOSITORY);
        }
    }

    private Notification fetched(Notification notification) throws Refused {
        try {
            return notification.confirmedBy(
                    currentState.apply(notification).join().json());
        } catch (RuntimeException e) {
            Throwable cause = e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
            failed("The current state of webhook " + notification + " cannot be fetched", null, cause);
            throw new Refused(WebhookRejection.UNCONFIRMED);
        }
    }

    private void fill(Exchange exchange, Notification notification) throws Refused {
        try {
            messages.fill(exchange.getMessage(), notification);
        } catch (IOException | RuntimeException e) {
            // Not e's message: it quotes the payload.
            LOG.warn(
                    "Webhook {} cannot be read as outputType says: {}",
                    notification,
                    e.getClass().getName());
            throw new Refused(WebhookRejection.RESOURCE);
        }
    }

    /** Only now, so that a delivery whose route failed is accepted again. */
    private void remember(NotificationClaim claim, Notification notification, WebhookResponse reply) {
        try {
            guard.remember(claim, notification);
            counters.accepted();
            reply.acknowledge();
        } catch (RuntimeException e) {
            failed("Webhook " + notification + " was processed but cannot be remembered", null, e);
        }
    }

    /** The route's error handler has seen its failure: bridged to it, it would see it twice. */
    private void routeFailed(Notification notification, Exchange exchange, boolean ended) {
        String message = "The route failed for webhook " + notification;
        if (!ended) {
            LOG.warn("{}: it has not ended within webhookClaimTimeout", message);
        } else if (exchange.getException() == null) {
            LOG.warn("{}: it was marked for rollback", message);
        } else if (((DefaultEndpoint) consumer.getEndpoint()).isBridgeErrorHandler()) {
            LOG.warn("{}: {}", message, exchange.getException().toString());
        } else {
            failed(message, exchange, exchange.getException());
        }
    }

    private void failed(String message, Exchange exchange, Throwable failure) {
        consumer.getExceptionHandler().handleException(message, exchange, failure);
    }

    private boolean rejected(WebhookResponse reply, WebhookRejection reason) {
        reject(reply, reason);
        reply.send(true);
        return true;
    }

    private void reject(WebhookResponse reply, WebhookRejection reason) {
        counters.refused(reason);
        LOG.warn("Rejected a webhook request: {}", reason);
        reply.reject(reason);
    }

    @Override
    protected void doStart() {
        ServiceHelper.startService(owned);
        threads = threadSource.get();
        bodies = new WebhookBodies(consumer.getEndpoint().getCamelContext(), consumer.getEndpoint(), maxBodySize, time);
    }

    @Override
    protected void doStop() {
        bodies.stop();
        threads.stop();
        ServiceHelper.stopService(owned);
    }
}
