package io.camelpurse.sandbox;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Pattern;

/** Decides which fault a request meets: first what is queued for its operation, then the first rule that applies. */
final class FaultRules {
    static final Fault NONE = Fault.latency(Duration.ZERO);

    private final Map<String, Deque<Fault>> queues = new HashMap<>();
    private final List<ActiveRule> rules = new ArrayList<>();
    private long injected;
    private boolean stale;

    private static final class ActiveRule {
        private final FaultRule rule;
        private final Pattern path;
        private final SplittableRandom random;
        private int matched;
        private int applied;

        private ActiveRule(FaultRule rule) {
            this.rule = rule;
            this.path = rule.path() == null ? null : Pattern.compile(rule.path());
            this.random = new SplittableRandom(rule.seed());
        }

        private boolean applies(String operation, String method, String requestPath) {
            boolean any = rule.operation().equals(ApiOperation.ANY) && !operation.equals(ApiOperation.WEBHOOK);
            if (!any && !rule.operation().equals(operation)
                    || rule.method() != null && !rule.method().equalsIgnoreCase(method)
                    || path != null && !path.matcher(requestPath).find()) {
                return false;
            }
            matched++;
            boolean spent = rule.count() > 0 && applied >= rule.count();
            if (matched < rule.nth() || spent) {
                return false;
            }
            return rule.probability() == 1 || random.nextDouble() < rule.probability();
        }

        private Fault apply() {
            applied++;
            List<Fault> faults = rule.faults();
            return faults.get(faults.size() == 1 ? 0 : random.nextInt(faults.size()));
        }
    }

    void enqueue(String operation, List<Fault> faults) {
        ApiOperation.checkLabel(operation);
        queues.computeIfAbsent(operation, key -> new ArrayDeque<>()).addAll(faults);
        trackStale(faults);
    }

    void add(FaultRule rule) {
        rules.add(new ActiveRule(rule));
        trackStale(rule.faults());
    }

    /** The fault that a request meets; {@link #NONE} for most. */
    Fault decide(String operation, String method, String path) {
        Fault fault = poll(operation);
        if (fault == null && !operation.equals(ApiOperation.WEBHOOK)) {
            fault = poll(ApiOperation.ANY);
        }
        for (ActiveRule rule : rules) {
            if (fault == null && rule.applies(operation, method, path)) {
                fault = rule.apply();
            }
        }
        if (fault == null) {
            return NONE;
        }
        injected++;
        return fault;
    }

    /** Whether a response may have to show a payment as it was, so that this has to be kept. */
    boolean mayShowStalePayments() {
        return stale;
    }

    List<FaultRule> rules() {
        return rules.stream().map(active -> active.rule).toList();
    }

    Map<String, List<Fault>> queued() {
        Map<String, List<Fault>> queued = new HashMap<>();
        queues.forEach((operation, queue) -> queued.put(operation, List.copyOf(queue)));
        return queued;
    }

    long injected() {
        return injected;
    }

    void removeRulesFor(String operation) {
        rules.removeIf(active -> active.rule.operation().equals(operation));
    }

    void clear() {
        queues.clear();
        rules.clear();
    }

    void reset() {
        clear();
        injected = 0;
        stale = false;
    }

    private void trackStale(List<Fault> faults) {
        stale |= faults.stream().anyMatch(fault -> fault.kind() == Fault.Kind.STALE);
    }

    private Fault poll(String operation) {
        Deque<Fault> queue = queues.get(operation);
        return queue == null ? null : queue.poll();
    }
}
