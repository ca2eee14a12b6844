package io.camelpurse.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelpurse.PurseConfiguration;
import io.camelpurse.PurseException;
import io.camelpurse.PurseOperation;
import io.camelpurse.client.PurseClient;
import io.camelpurse.simulation.Conditions.Notifications;
import io.camelpurse.simulation.Conditions.Weakness;
import io.camelpurse.simulation.Document.KeySource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import org.apache.camel.Exchange;

/**
 * Plays a plan: several instances of the application, the network and Purse, on one thread and in virtual time. What
 * a call leaves open is redelivered, as a queue or a file consumer would do, until every document has a known
 * end.
 */
final class History {

    private static final long LONGEST_MILLIS = 45 * 60_000;
    private static final int MOST_REQUESTS_OF_A_DOCUMENT = 400;

    private final Plan plan;
    private final Application application;
    private final IntConsumer transitions;
    private final VirtualTime time = new VirtualTime();
    private final Trace trace;
    private final SimulatedPurse purse;
    private final SimulatedNetwork network;
    private final Invariants invariants;
    private final SimulatedWebhooks webhooks;
    private final PurseConfiguration configuration;
    private final PurseConfiguration dryRun;
    private final SplittableRandom redeliveries;
    private int instancesStarted;
    private final List<Instance> instances = new ArrayList<>();
    private final List<Delivery> deliveries = new ArrayList<>();
    private final Set<Integer> known = new HashSet<>();
    private final Set<Integer> troubled = new HashSet<>();
    private final Map<Integer, Document> corrections = new HashMap<>();
    private final Map<Integer, Exchange> exchangesOfRandomKeys = new HashMap<>();

    History(Plan plan, Application application, IntConsumer transitions, boolean traced) {
        this.plan = plan;
        this.application = application;
        this.transitions = transitions;
        this.trace = new Trace(time, traced);
        this.purse = new SimulatedPurse(plan, time, this::changed);
        this.network = new SimulatedNetwork(plan, time, purse, trace);
        this.invariants = new Invariants(purse, plan);
        this.configuration = application.configuration(plan.conditions(), false);
        this.dryRun = application.configuration(plan.conditions(), true);
        this.webhooks = new SimulatedWebhooks(
                plan,
                time,
                instances,
                (instance, options) -> client(instance, null, options),
                configuration,
                trace,
                invariants);
        this.redeliveries = new SplittableRandom(plan.seed() + 1);
        for (int number = 0; number < plan.instances(); number++) {
            instances.add(start(number, number * plan.conditions().clockStep()));
        }
    }

    /** The events as a table; empty unless the history is traced. */
    List<String> trace() {
        return trace.lines();
    }

    Result play() {
        plan.steps().forEach(step -> time.after(step.at(), () -> take(step)));
        while (time.step()) {
            instances.forEach(invariants::noTimerIsLeft);
            if (time.millis() > LONGEST_MILLIS
                    || network.requests()
                            > MOST_REQUESTS_OF_A_DOCUMENT * plan.documents().size()) {
                invariants.violated("There is no end: " + time.millis() + " ms, " + network.requests() + " requests");
                break;
            }
        }
        atTheEnd();
        return new Result(List.copyOf(invariants.violations()), time.happened(), network.requests());
    }

    private void atTheEnd() {
        for (Delivery delivery : deliveries) {
            if (!delivery.hasEnded() && !delivery.instance().isCrashed()) {
                invariants.violated(delivery + " never ended");
            }
            boolean open =
                    !delivery.isDryRun() && !known.contains(delivery.document().number());
            if (open && delivery.document().key() != KeySource.EXCHANGE) {
                invariants.violated(delivery.document() + " has no known end");
            }
        }
        for (Instance instance : instances) {
            if (instance.timers() > 0 || instance.memory().openCalls() > 0) {
                invariants.violated(
                        instance.timers() + " timers and " + instance.memory().openCalls() + " calls are left over");
            }
        }
        invariants.atTheEnd(plan.documents());
        webhooks.atTheEnd();
    }

    private Instance start(int number, long wallClockAheadMillis) {
        return new Instance(time, plan.seed() * 1_000 + ++instancesStarted, wallClockAheadMillis, transitions);
    }

    private void take(Step step) {
        if (step instanceof Step.Delivery delivery) {
            deliver(plan.documents().get(delivery.document()), delivery.instance(), false);
        } else if (step instanceof Step.DryRun dry) {
            deliver(plan.documents().get(dry.document()), dry.instance(), true);
        } else if (step instanceof Step.Crash crash) {
            crash(crash.instance());
        } else if (step instanceof Step.ClockJump jump) {
            trace.add("clock", () -> "instance " + jump.instance() + " by " + jump.millis() + " ms");
            instances.get(jump.instance()).moveWallClock(jump.millis());
        } else if (step instanceof Step.PurseClockJump jump) {
            trace.add("clock", () -> "Purse by " + jump.millis() + " ms");
            purse.moveClock(jump.millis());
            deliveries.forEach(Delivery::waitsForToken);
        } else if (step instanceof Step.TokenRevocation) {
            trace.add("purse", () -> "revokes all tokens");
            purse.revokeTokens();
            deliveries.forEach(Delivery::trouble);
        } else if (step instanceof Step.ForeignOperation foreign) {
            boolean executed = purse.foreignOperation(
                    foreign.payment(), foreign.operation(), foreign.amount(), foreign.reference());
            trace.add(
                    "elsewhere",
                    () -> foreign.operation() + " " + foreign.amount() + " on payment " + foreign.payment()
                            + (executed ? "" : ": rejected"));
        }
    }

    private void deliver(Document original, int number, boolean dry) {
        Document document = corrections.getOrDefault(original.number(), original);
        Instance instance = instances.get(number);
        String paymentId = purse.payment(document.payment());
        Exchange exchange = document.key() == KeySource.EXCHANGE && !dry
                ? redelivered(document, paymentId)
                : application.exchange(document, paymentId);
        Delivery delivery = new Delivery(deliveries.size() + 1, document, instance, exchange, dry, time.millis());
        deliveries.add(delivery);
        if (troubled.contains(document.number())) {
            delivery.trouble();
        }
        if (instance.isWithoutToken()) {
            delivery.waitsForToken();
        }
        invariants.delivered(delivery);
        trace.add("instance " + number, () -> delivery + " begins: " + document);
        PurseClient client = client(instance, delivery, dry ? dryRun : configuration);
        application.call(
                document.operation(), dry ? dryRun : configuration, client, exchange, () -> ended(delivery, number));
    }

    /** @param delivery whose requests are attributed to it, or {@code null} */
    private PurseClient client(Instance instance, Delivery delivery, PurseConfiguration options) {
        return instance.memory()
                .client(
                        options,
                        (request, way) -> {
                            if (delivery != null) {
                                delivery.sends(request);
                            }
                            network.send(
                                    delivery,
                                    request,
                                    new AliveExchange(way, instance),
                                    fault -> trouble(delivery, fault));
                        },
                        (request, way) -> {
                            instance.fetchesToken();
                            network.send(null, request, new AliveExchange(way, instance), fault -> {
                                instance.doesWithoutToken();
                                deliveries.stream()
                                        .filter(waiting -> waiting.instance() == instance)
                                        .forEach(Delivery::waitsForToken);
                            });
                        });
    }

    private void changed(JsonNode payment, byte[] payload) {
        if (plan.conditions().notifications() != Notifications.NONE) {
            trace.add("purse", () -> "sends a notification");
            webhooks.notify(payment, payload);
        }
    }

    /** What was sent is there: a call that knows that it was executed reads until it is. */
    private static boolean isOvercome(Fault fault, Delivery delivery) {
        return fault == Fault.STATUS_404_OF_READ && delivery.document().operation() != PurseOperation.reversePayment;
    }

    /** An operation that is running leaves the outcome of the document's other deliveries open too. */
    private void trouble(Delivery troubledDelivery, Fault fault) {
        if (fault == Fault.TOKENS_REVOKED) {
            deliveries.forEach(Delivery::waitsForToken);
        }
        if (troubledDelivery == null || isOvercome(fault, troubledDelivery)) {
            return;
        }
        troubledDelivery.trouble();
        if (fault != Fault.STILL_RUNNING) {
            return;
        }
        Document document = troubledDelivery.document();
        plan.documents().stream().filter(document::sharesKey).forEach(other -> troubled.add(other.number()));
        deliveries.stream()
                .filter(delivery -> delivery.document().sharesKey(document))
                .forEach(Delivery::trouble);
    }

    /** A random key stays with the exchange, so that it is the same one that is called again. */
    private Exchange redelivered(Document document, String paymentId) {
        Exchange exchange = exchangesOfRandomKeys.computeIfAbsent(
                document.number(), none -> application.exchange(document, paymentId));
        exchange.setException(null);
        return exchange;
    }

    private void ended(Delivery delivery, int number) {
        delivery.end(time.nanos());
        invariants.ended(delivery, time.millis());
        trace.add("instance " + number, () -> delivery + " ends: " + outcome(delivery.exchange()));
        if (delivery.isDryRun()) {
            invariants.triedOut(delivery);
        } else if (invariants.reported(delivery)) {
            if (delivery.canBeCorrected() || isPartChanged(delivery)) {
                corrections.put(
                        delivery.document().number(), delivery.document().corrected());
                redeliver(delivery.document());
            } else {
                known.add(delivery.document().number());
            }
        } else if (delivery.document().key() == KeySource.EXCHANGE) {
            redeliverExchange(delivery, number);
        } else {
            redeliver(delivery.document());
        }
    }

    private boolean isPartChanged(Delivery delivery) {
        return plan.conditions().have(Weakness.PART_CHANGED)
                && delivery.document().operation() == PurseOperation.reversePayment
                && delivery.document().correction() != null;
    }

    private void redeliver(Document document) {
        int number = redeliveries.nextInt(plan.instances());
        time.after(1_000 + redeliveries.nextLong(15_000), () -> deliver(document, number, false));
    }

    /** An exchange is in the memory of one instance, and is lost with it. */
    private void redeliverExchange(Delivery delivery, int number) {
        time.after(1_000 + redeliveries.nextLong(15_000), () -> {
            if (!delivery.instance().isCrashed()) {
                deliver(delivery.document(), number, false);
            }
        });
    }

    private void crash(int number) {
        Instance crashed = instances.get(number);
        trace.add("instance " + number, () -> "crashes");
        crashed.crash();
        webhooks.crashed(crashed);
        instances.set(number, start(number, crashed.wallClockAheadMillis()));
        for (Delivery delivery : List.copyOf(deliveries)) {
            boolean lost = delivery.instance() == crashed && !delivery.hasEnded() && !delivery.isDryRun();
            if (lost && delivery.document().key() != KeySource.EXCHANGE) {
                redeliver(delivery.document());
            }
        }
    }

    private static String outcome(Exchange exchange) {
        Exception failure = exchange.getException();
        if (failure == null) {
            return "success";
        }
        String name = failure.getClass().getSimpleName();
        return failure instanceof PurseException purseFailure
                ? name + " (" + purseFailure.getCallOutcome() + "): " + failure.getMessage()
                : name + ": " + failure.getMessage();
    }
}
