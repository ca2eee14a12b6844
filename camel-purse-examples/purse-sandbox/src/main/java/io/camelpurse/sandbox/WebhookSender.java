package io.camelpurse.sandbox;

import io.camelpurse.sandbox.books.Agenda;
import io.camelpurse.sandbox.books.Ids;
import io.camelpurse.sandbox.books.Notice;
import io.camelpurse.sandbox.books.Problem;
import io.camelpurse.sandbox.books.Webhook;
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
 * Sends webhooks and repeats them with a back-off, by the sandbox's clock, until the receiver answers 2xx. The first
 * attempts for one resource go one after the other, so that only a fault or a repetition puts them out of order.
 */
final class WebhookSender {
    private static final Duration REORDERED_AT_THE_LATEST = Duration.ofSeconds(5);
    private static final Duration LONGEST_BACK_OFF = Duration.ofMinutes(5);

    private final Clock clock;
    private final Agenda agenda;
    private final Ids ids;
    private final FaultRules faults;
    private final SandboxOptions options;
    private final HttpClient client;
    private final Deque<Delivery> deliveries = new ArrayDeque<>();
    private final Map<String, Deque<Delivery>> lanes = new HashMap<>();
    private final Map<String, List<Delivery>> held = new HashMap<>();
    private int epoch;

    WebhookSender(Vertx vertx, Clock clock, Agenda agenda, Ids ids, FaultRules faults, SandboxOptions options) {
        this.clock = clock;
        this.agenda = agenda;
        this.ids = ids;
        this.faults = faults;
        this.options = options;
        client = vertx.createHttpClient(
                new HttpClientOptions()
                        .setConnectTimeout((int) options.webhookTimeout().toMillis()),
                new PoolOptions().setHttp1MaxSize(50));
    }

    void accept(Notice notice) {
        Delivery delivery = new Delivery(ids.next(Ids.Kind.DELIVERY), notice, clock.instant());
        deliveries.add(delivery);
        if (deliveries.size() > options.journalLimit()) {
            deliveries.remove();
        }
        Fault fault =
                faults.decide(ApiOperation.WEBHOOK, "POST", notice.webhook().url());
        switch (fault.kind()) {
            case WEBHOOK_DROPPED -> delivery.become("DROPPED");
            case WEBHOOK_DELAYED -> agenda.after(fault.time(), () -> send(delivery, 1, () -> {}));
            case WEBHOOK_REORDERED -> hold(delivery);
            case WEBHOOK_DUPLICATED -> {
                line(delivery);
                line(delivery);
            }
            default -> line(delivery);
        }
        if (fault.kind() != Fault.Kind.WEBHOOK_REORDERED) {
            release(notice.resourceId());
        }
    }

    /** Sends a delivery once more, whatever became of it. */
    void repeat(String id) {
        line(deliveries.stream()
                .filter(delivery -> delivery.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Problem.of(404, "not-found", "Webhook not found", null)));
    }

    List<WebhookDelivery> deliveries() {
        return deliveries.stream().map(Delivery::toRecord).toList();
    }

    void clear() {
        epoch++;
        deliveries.clear();
        lanes.clear();
        held.clear();
    }

    private void hold(Delivery delivery) {
        String resource = delivery.notice().resourceId();
        held.computeIfAbsent(resource, key -> new ArrayList<>()).add(delivery);
        agenda.after(REORDERED_AT_THE_LATEST, () -> release(resource));
    }

    private void release(String resource) {
        List<Delivery> waiting = held.remove(resource);
        if (waiting != null) {
            waiting.forEach(this::line);
        }
    }

    /** Puts the delivery behind those of the same resource whose first attempt is still to come. */
    private void line(Delivery delivery) {
        Deque<Delivery> lane = lanes.computeIfAbsent(delivery.notice().resourceId(), key -> new ArrayDeque<>());
        lane.add(delivery);
        if (lane.size() == 1) {
            sendFirst(lane);
        }
    }

    private void sendFirst(Deque<Delivery> lane) {
        Delivery delivery = lane.peek();
        send(delivery, 1, () -> {
            lane.poll();
            if (lane.isEmpty()) {
                lanes.remove(delivery.notice().resourceId(), lane);
            } else {
                sendFirst(lane);
            }
        });
    }

    private void send(Delivery delivery, int attempt, Runnable then) {
        int sentIn = epoch;
        Webhook webhook = delivery.notice().webhook();
        RequestOptions target = new RequestOptions()
                .setAbsoluteURI(webhook.url())
                .setMethod(HttpMethod.POST)
                .setTimeout(options.webhookTimeout().toMillis());
        client.request(target)
                .compose(request -> {
                    webhook.headers().forEach(header -> request.headers().add(header.name(), header.value()));
                    return post(request, delivery);
                })
                .onComplete(answer -> {
                    int status = answer.succeeded() ? answer.result() : 0;
                    if (sentIn == epoch) {
                        answered(delivery, attempt, status);
                        then.run();
                    }
                });
    }

    private Future<Integer> post(HttpClientRequest request, Delivery delivery) {
        request.putHeader("Content-Type", Replies.JSON);
        return request.send(delivery.body()).compose(response -> response.end().map(ignored -> response.statusCode()));
    }

    private void answered(Delivery delivery, int attempt, int status) {
        delivery.answered(status);
        if (status >= 200 && status < 300) {
            delivery.become("DELIVERED");
        } else if (attempt >= options.webhookAttempts()) {
            delivery.become("GIVEN_UP");
        } else {
            agenda.after(backOff(attempt), () -> send(delivery, attempt + 1, () -> {}));
        }
    }

    private Duration backOff(int attempt) {
        Duration pause = options.webhookBackOff().multipliedBy(1L << Math.min(attempt - 1, 20));
        return pause.compareTo(LONGEST_BACK_OFF) > 0 ? LONGEST_BACK_OFF : pause;
    }
}
