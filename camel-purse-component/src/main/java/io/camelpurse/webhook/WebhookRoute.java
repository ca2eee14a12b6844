package io.camelpurse.webhook;

import io.camelpurse.message.ExchangeOutcome;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.spi.ReactiveExecutor;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the route for a notification, on an exchange of its own so that no header of the HTTP request reaches the route.
 */
final class WebhookRoute {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookRoute.class);

    private final DefaultConsumer consumer;
    private final AsyncProcessor route;
    private final ReactiveExecutor reactive;
    private final NotificationMessage messages;

    /** @param consumer makes the exchanges, and handles the failures of the route */
    WebhookRoute(DefaultConsumer consumer, NotificationMessage messages) {
        this.consumer = consumer;
        this.route = consumer.getAsyncProcessor();
        this.reactive = consumer.getEndpoint()
                .getCamelContext()
                .getCamelContextExtension()
                .getReactiveExecutor();
        this.messages = messages;
    }

    /**
     * Runs the route and waits for its end.
     *
     * @param timeout   for the route
     * @param onStarted runs when nothing but the route can fail anymore
     */
    WebhookOutcome run(Notification notification, Duration timeout, Runnable onStarted) throws Exception {
        Exchange exchange = consumer.createExchange(false);
        boolean ended = true;
        try {
            if (!populate(exchange, notification)) {
                return WebhookOutcome.rejected(WebhookRejection.RESOURCE);
            }
            onStarted.run();
            WebhookUnitOfWork unitOfWork = new WebhookUnitOfWork(consumer.createUoW(exchange), exchange);
            exchange.getExchangeExtension().setUnitOfWork(unitOfWork);
            ended = false;
            ended = hasEnded(exchange, unitOfWork, timeout);
            if (ended && ExchangeOutcome.isProcessed(exchange) && !unitOfWork.isRolledBack()) {
                return WebhookOutcome.PROCESSED;
            }
            reportFailure(notification, exchange, ended);
            return WebhookOutcome.ROUTE_FAILED;
        } finally {
            if (ended) {
                // A pooled exchange would keep this unit of work for the next notification.
                exchange.getExchangeExtension().setUnitOfWork(null);
                consumer.releaseExchange(exchange, false);
            }
        }
    }

    private boolean populate(Exchange exchange, Notification notification) {
        try {
            messages.populate(exchange.getMessage(), notification);
            return true;
        } catch (IOException | RuntimeException e) {
            // Without the message of the exception, which quotes the payload.
            LOG.warn(
                    "The notification of {} cannot be read as outputType says: {}",
                    notification,
                    e.getClass().getName());
            return false;
        }
    }

    /** The timeout, since a route that continues on another thread may never end. */
    private boolean hasEnded(Exchange exchange, WebhookUnitOfWork unitOfWork, Duration timeout)
            throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        try {
            route.process(exchange, sync -> {
                consumer.doneUoW(exchange);
                ended.countDown();
            });
            while (ended.getCount() > 0 && reactive.executeFromQueue()) {
                // Where a route has called the engine, the rest of this one may wait in the queue of the thread.
            }
        } catch (RuntimeException | Error e) {
            // Camel does not catch all of them, and leaves the rest of the exchange, if any, in the queue of this
            // thread.
            exchange.setException(e);
            boolean continues = reactive.executeFromQueue();
            reactive.schedule(() -> {});
            if (!continues && ended.getCount() > 0) {
                abandon(exchange, unitOfWork);
                return true;
            }
        }
        return ended.getCount() == 0 || ended.await(timeout.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Removes an exchange that nothing continues from Camel's in-flight exchanges: a stop would wait for it. */
    private void abandon(Exchange exchange, WebhookUnitOfWork unitOfWork) {
        for (Route left = unitOfWork.popRoute(); left != null; left = unitOfWork.popRoute()) {
            exchange.getContext().getInflightRepository().remove(exchange, left.getRouteId());
        }
        consumer.doneUoW(exchange);
    }

    /** Not to a bridged error handler: the route's error handler has handled the failure already. */
    private void reportFailure(Notification notification, Exchange exchange, boolean ended) {
        Exception failure = exchange.getException();
        if (!ended) {
            LOG.warn(
                    "The route failed for the notification of {}: it has not ended within webhookClaimTimeout",
                    notification);
        } else if (failure == null) {
            LOG.warn("The route failed for the notification of {}: it was marked for rollback", notification);
        } else if (((DefaultEndpoint) consumer.getEndpoint()).isBridgeErrorHandler()) {
            LOG.warn("The route failed for the notification of {}: {}", notification, failure.toString());
        } else {
            consumer.getExceptionHandler()
                    .handleException("The route failed for the notification of " + notification, exchange, failure);
        }
    }
}
