package io.camelpurse.sandbox;

import java.util.List;

/**
 * Faults to come, for the operations of the API by their names ({@code capturePayment}, {@code getAccessToken} and so
 * on), {@code *} for all of them, or {@code webhook} for deliveries. What is queued for an operation comes first, then
 * the first rule that applies. Safe to use from any thread.
 */
public final class Faults {
    private final EventLoop loop;
    private final FaultRules rules;

    Faults(EventLoop loop, FaultRules rules) {
        this.loop = loop;
        this.rules = rules;
    }

    /**
     * The next requests meet these faults, one each.
     *
     * @param operation name of an operation, {@code *}, or {@code webhook}
     * @param faults in order
     */
    public void next(String operation, Fault... faults) {
        List<Fault> queue = List.of(faults);
        loop.run(() -> rules.enqueue(operation, queue));
    }

    /**
     * All requests from now on meet the fault.
     *
     * @param operation name of an operation, {@code *}, or {@code webhook}
     * @param fault the fault
     */
    public void always(String operation, Fault fault) {
        add(new FaultRule(operation, null, null, 1, 0, 1, 0, List.of(fault)));
    }

    /**
     * One request meets the fault: the nth from now.
     *
     * @param operation name of an operation, {@code *}, or {@code webhook}
     * @param nth counted from 1
     * @param fault the fault
     */
    public void nth(String operation, int nth, Fault fault) {
        add(new FaultRule(operation, null, null, nth, 1, 1, 0, List.of(fault)));
    }

    /**
     * A share of all requests to the API meets one of the faults.
     *
     * @param probability above 0 and up to 1
     * @param seed the same seed and order of requests give the same faults
     * @param faults one is chosen each time
     */
    public void rate(double probability, long seed, Fault... faults) {
        rate(ApiOperation.ANY, probability, seed, faults);
    }

    /**
     * A share of an operation's requests meets one of the faults.
     *
     * @param operation name of an operation, {@code *}, or {@code webhook}
     * @param probability above 0 and up to 1
     * @param seed the same seed and order of requests give the same faults
     * @param faults one is chosen each time
     */
    public void rate(String operation, double probability, long seed, Fault... faults) {
        add(new FaultRule(operation, null, null, 1, 0, probability, seed, List.of(faults)));
    }

    /**
     * Adds a rule; an earlier one goes first.
     *
     * @param rule the rule
     */
    public void add(FaultRule rule) {
        loop.run(() -> rules.add(rule));
    }

    /** The signing keys cannot be read: 503 until {@link #signingKeysUp()}. */
    public void signingKeysDown() {
        always(ApiOperation.GET_SIGNING_KEYS.label(), Fault.status(503));
    }

    /** The signing keys can be read again. */
    public void signingKeysUp() {
        loop.run(() -> rules.removeRulesFor(ApiOperation.GET_SIGNING_KEYS.label()));
    }

    /**
     * How many requests and webhooks have met a fault since the last reset.
     *
     * @return a count
     */
    public long injected() {
        return loop.call(rules::injected);
    }

    /** Removes everything that was queued and all rules. */
    public void clear() {
        loop.run(rules::clear);
    }
}
