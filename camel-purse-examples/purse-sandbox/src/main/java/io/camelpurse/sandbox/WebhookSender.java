package io.camelpurse.sandbox;

import io.camelpurse.sandbox.state.Ids;
import io.camelpurse.sandbox.state.Notification;
import io.camelpurse.sandbox.state.Problem;
import io.camelpurse.sandbox.state.Schedule;
import io.camelpurse.sandbox.state.Webhook;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Sends webhooks and retries them with a back-off, by the sandbox's clock, until the receiver responds with 2xx. The
 * first attempts for one resource go one after the other, so that only a fault or a retry puts them out of order.
 */
final class WebhookSender {
    private static final Duration REORDERED_AT_THE_LATEST = Duration.ofSeconds(5);
    private static final Duration LONGEST_BACK_OFF = Duration.ofMinutes(5);

    private final Clock clock;
    private final Schedule schedule;
    private final Ids ids;
    private final FaultRules faults;
    private final SandboxOptions options;
    private final HttpClient client;
    private final Deque<OutgoingNotification> deliveries = new ArrayDeque<>();
    private final Map<String, Deque<OutgoingNotification>> lanes = new HashMap<>();
    private final Map<String, List<OutgoingNotification>> held = new HashMap<>();
    private int epoch;

    WebhookSender(Vertx vertx, Clock clock, Schedule schedule, Ids ids, FaultRules faults, SandboxOptions options) {
        this.clock = clock;
        this.schedule = schedule;
        this.ids = ids;
        this.faults = faults;
        this.options = options;
        client = vertx.createHttpClient(
                new HttpClientOptions()
                        .setConnectTimeout((int) options.webhookTimeout().toMillis()),
                new PoolOptions().setHttp1MaxSize(50));
    }

    void accept(Notification notification) {
        OutgoingNotification delivery =
                new OutgoingNotification(ids.next(Ids.Kind.DELIVERY), notification, clock.instant());
        deliveries.add(delivery);
        if (deliveries.size() > options.journalLimit()) {
            deliveries.remove();
        }
        Fault fault = faults.decide(
                ApiOperation.WEBHOOK, "POST", notification.webhook().url());
        switch (fault.kind()) {
            case WEBHOOK_DROPPED -> delivery.become("DROPPED");
            case WEBHOOK_DELAYED -> schedule.after(fault.time(), () -> send(delivery, 1, () -> {}));
            case WEBHOOK_REORDERED -> hold(delivery);
            case WEBHOOK_DUPLICATED -> {
                line(delivery);
                line(delivery);
            }
            default -> line(delivery);
        }
        if (fault.kind() != Fault.Kind.WEBHOOK_REORDERED) {
            release(notification.resourceId());
        }
    }

    /** Redelivers a notification, whether it was acknowledged or not. */
    void redeliver(String id) {
        line(deliveries.stream()
                .filter(delivery -> delivery.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Problem.of(404, "not-found", "Webhook not found", null)));
    }

    List<WebhookDelivery> deliveries() {
        return deliveries.stream().map(OutgoingNotification::toRecord).toList();
    }

    void clear() {
        epoch++;
        deliveries.clear();
        lanes.clear();
        held.clear();
    }

    private void hold(OutgoingNotification delivery) {
        String resource = delivery.notification().resourceId();
        held.computeIfAbsent(resource, key -> new ArrayList<>()).add(delivery);
        schedule.after(REORDERED_AT_THE_LATEST, () -> release(resource));
    }

    private void release(String resource) {
        List<OutgoingNotification> waiting = held.remove(resource);
        if (waiting != null) {
            waiting.forEach(this::line);
        }
    }

    /** Puts the delivery behind those of the same resource whose first attempt is still to come. */
    private void line(OutgoingNotification delivery) {
        Deque<OutgoingNotification> lane =
                lanes.computeIfAbsent(delivery.notification().resourceId(), key -> new ArrayDeque<>());
        lane.add(delivery);
        if (lane.size() == 1) {
            sendFirst(lane);
        }
    }

    private void sendFirst(Deque<OutgoingNotification> lane) {
        OutgoingNotification delivery = lane.peek();
        send(delivery, 1, () -> {
            lane.poll();
            if (lane.isEmpty()) {
                lanes.remove(delivery.notification().resourceId(), lane);
            } else {
                sendFirst(lane);
            }
        });
    }

    private void send(OutgoingNotification delivery, int attempt, Runnable then) {
        int sentIn = epoch;
        Webhook webhook = delivery.notification().webhook();
        RequestOptions target = new RequestOptions()
                .setAbsoluteURI(webhook.url())
                .setMethod(HttpMethod.POST)
                .setTimeout(options.webhookTimeout().toMillis());
        client.request(target)
                .compose(request -> {
                    webhook.headers().forEach(header -> request.headers().add(header.name(), header.value()));
                    return post(request, delivery);
                })
                .onComplete(response -> {
                    int status = response.succeeded() ? response.result() : 0;
                    if (sentIn == epoch) {
                        responded(delivery, attempt, status);
                        then.run();
                    }
                });
    }

    private Future<Integer> post(HttpClientRequest request, OutgoingNotification delivery) {
        request.putHeader("Content-Type", Responses.JSON);
        return request.send(delivery.body()).compose(response -> response.end().map(ignored -> response.statusCode()));
    }

    private void responded(OutgoingNotification delivery, int attempt, int status) {
        delivery.responded(status);
        if (status >= 200 && status < 300) {
            delivery.become("DELIVERED");
        } else if (attempt >= options.webhookAttempts()) {
            delivery.become("GIVEN_UP");
        } else {
            schedule.after(backOff(attempt), () -> send(delivery, attempt + 1, () -> {}));
        }
    }

    private Duration backOff(int attempt) {
        Duration pause = options.webhookBackOff().multipliedBy(1L << Math.min(attempt - 1, 20));
        return pause.compareTo(LONGEST_BACK_OFF) > 0 ? LONGEST_BACK_OFF : pause;
    }
}
