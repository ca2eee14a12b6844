package io.camelpurse.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelpurse.PurseConfiguration;
import io.camelpurse.client.PurseClient;
import io.camelpurse.client.PurseRequest;
import io.camelpurse.client.PurseResponse;
import io.camelpurse.webhook.Notification;
import io.camelpurse.webhook.NotificationClaim;
import io.camelpurse.webhook.NotificationGuard;
import io.camelpurse.webhook.ProcessedNotifications;
import io.camelpurse.webhook.ProcessedVersions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.apache.camel.support.processor.state.MemoryStateRepository;

/**
 * Notifications of every change of a payment, which race with the calls: late, in another order, twice, lost and sent
 * again. The instances share repositories. What decides is the real guard, and what is fetched is fetched by real
 * calls; the route is a time that it takes, and whether it succeeds.
 */
final class SimulatedWebhooks {

    private static final Duration CLAIM_TIME = Duration.ofSeconds(30);
    private static final long LONGEST_ROUTE_MILLIS = 2_000;
    private static final long LONGEST_PAUSE_MILLIS = 60_000;

    private final Plan plan;
    private final VirtualTime time;
    private final List<Instance> instances;
    private final BiFunction<Instance, PurseConfiguration, PurseClient> clients;
    private final PurseConfiguration configuration;
    private final Trace trace;
    private final Invariants invariants;
    private final SplittableRandom random;
    private final IdempotentRepository processed =
            MemoryIdempotentRepository.memoryIdempotentRepository(new HashMap<>());
    private final MemoryStateRepository versions = new MemoryStateRepository();
    private final Map<String, Integer> timesRouted = new HashMap<>();
    private final Map<String, Long> lastRouted = new HashMap<>();
    private final Map<String, Long> latest = new HashMap<>();
    private final List<Processing> underWay = new ArrayList<>();

    SimulatedWebhooks(
            Plan plan,
            VirtualTime time,
            List<Instance> instances,
            BiFunction<Instance, PurseConfiguration, PurseClient> clients,
            PurseConfiguration configuration,
            Trace trace,
            Invariants invariants) {
        this.plan = plan;
        this.time = time;
        this.instances = instances;
        this.clients = clients;
        this.configuration = configuration;
        this.trace = trace;
        this.invariants = invariants;
        this.random = new SplittableRandom(plan.seed() + 2);
        processed.start();
        versions.start();
    }

    /** Purse sends the payment as it has become, until it is acknowledged. */
    void notify(JsonNode payment, byte[] payload) {
        Notification notification =
                Notification.of(payment, payload, "exchange-1").orElseThrow();
        latest.merge(notification.id(), notification.version(), Math::max);
        send(notification, 1_000);
    }

    private void send(Notification notification, long pause) {
        boolean trouble = time.millis() < PlanGenerator.TROUBLE_ENDS;
        boolean late = trouble && random.nextInt(4) == 0;
        long out = late ? random.nextLong(8_000) : 1 + random.nextLong(15);
        Runnable again = () -> time.after(pause, () -> send(notification, Math.min(2 * pause, LONGEST_PAUSE_MILLIS)));
        if (trouble && random.nextInt(8) == 0) {
            trace.add("network", () -> notification + " is lost");
            again.run();
            return;
        }
        boolean acknowledgementLost = trouble && random.nextInt(8) == 0;
        if (trouble && random.nextInt(8) == 0) {
            time.after(out + random.nextLong(3_000), () -> receive(notification, () -> {}, () -> {}));
        }
        time.after(out, () -> receive(notification, acknowledgementLost ? again : () -> {}, again));
    }

    private void receive(Notification notification, Runnable acknowledged, Runnable rejected) {
        int number = random.nextInt(instances.size());
        Instance instance = instances.get(number);
        NotificationGuard guard = new NotificationGuard(
                new ProcessedNotifications(processed, instance.memory().time(), CLAIM_TIME, true),
                new ProcessedVersions(versions),
                Duration.ZERO,
                instance.memory().time());
        NotificationClaim claim = guard.enter(notification);
        trace.add("instance " + number, () -> notification + ": " + claim.verdict());
        switch (claim.verdict()) {
            case DUPLICATE, STALE -> acknowledged.run();
            case IN_PROGRESS -> rejected.run();
            case CLAIMED -> {
                Processing processing = new Processing(instance, guard, claim, notification, acknowledged, rejected);
                underWay.add(processing);
                if (plan.conditions().fetchesNotified()) {
                    processing.fetch();
                } else {
                    processing.route(notification);
                }
            }
        }
    }

    /** The connections of Purse to the instance break; its claims stay until they expire. */
    void crashed(Instance instance) {
        List<Processing> lost = underWay.stream()
                .filter(processing -> processing.instance == instance)
                .toList();
        underWay.removeAll(lost);
        lost.forEach(processing -> processing.rejected.run());
    }

    /** What holds once everything has come to its end. */
    void atTheEnd() {
        latest.forEach((id, version) -> {
            if (!version.equals(lastRouted.get(id))) {
                invariants.violated("payment " + id + " has version " + version + ", and the last one routed is "
                        + lastRouted.get(id));
            }
        });
        timesRouted.forEach((notification, times) -> {
            if (times > 1) {
                invariants.violated(notification + " was routed " + times + " times");
            }
        });
    }

    /** As {@code NotificationProcessing} does it, but that no thread waits. */
    private final class Processing {

        private final Instance instance;
        private final NotificationGuard guard;
        private final NotificationClaim claim;
        private final Notification notification;
        private final Runnable acknowledged;
        private final Runnable rejected;

        Processing(
                Instance instance,
                NotificationGuard guard,
                NotificationClaim claim,
                Notification notification,
                Runnable acknowledged,
                Runnable rejected) {
            this.instance = instance;
            this.guard = guard;
            this.claim = claim;
            this.notification = notification;
            this.acknowledged = acknowledged;
            this.rejected = rejected;
        }

        void fetch() {
            clients.apply(instance, configuration)
                    .call(PurseRequest.readPayment(notification.id()))
                    .whenComplete((response, failure) -> {
                        if (failure == null) {
                            fetched(response);
                        } else {
                            reject();
                        }
                    });
        }

        private void fetched(PurseResponse response) {
            long claimedFor = instance.memory().time().nanoTime() - claim.madeAt();
            Notification current;
            try {
                current = notification.withCurrentState(response.json());
            } catch (IllegalArgumentException older) {
                reject();
                return;
            }
            if (claimedFor >= CLAIM_TIME.minusMillis(LONGEST_ROUTE_MILLIS).toNanos()) {
                reject();
            } else {
                route(current);
            }
        }

        void route(Notification routed) {
            boolean fails = time.millis() < PlanGenerator.TROUBLE_ENDS && random.nextInt(8) == 0;
            time.after(random.nextLong(LONGEST_ROUTE_MILLIS), () -> {
                if (instance.isCrashed()) {
                    return;
                }
                if (fails) {
                    reject();
                    return;
                }
                succeeded(routed);
                guard.record(claim, routed);
                guard.release(claim, notification);
                underWay.remove(this);
                acknowledged.run();
            });
        }

        private void succeeded(Notification routed) {
            trace.add("route", () -> routed + " succeeded");
            timesRouted.merge(notification.deduplicationKey(), 1, Integer::sum);
            Long before = lastRouted.put(routed.id(), routed.version());
            if (before != null && routed.version() < before) {
                invariants.violated(routed + " was routed after version " + before);
            }
        }

        private void reject() {
            underWay.remove(this);
            guard.release(claim, notification);
            rejected.run();
        }
    }
}
