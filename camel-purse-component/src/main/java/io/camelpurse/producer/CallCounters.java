package io.camelpurse.producer;

import io.camelpurse.PurseConstants;
import io.camelpurse.PurseException;
import io.camelpurse.PurseOperation;
import io.camelpurse.client.TimeSource;
import io.camelpurse.metrics.Metrics;
import io.camelpurse.metrics.PurseMeter;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.apache.camel.Exchange;

/**
 * Counts calls since it was created: those of one endpoint, or those of all endpoints of a component with the same
 * operation, which come and go with {@code toD}.
 */
public final class CallCounters {

    private final PurseOperation operation;
    private final TimeSource time;
    private final Metrics metrics;
    private final CallCounters total;
    private final LongAdder calls = new LongAdder();
    private final Map<CallResult, LongAdder> ended = new EnumMap<>(CallResult.class);
    private final LongAdder moneyOperations = new LongAdder();
    private final LongAdder duplicates = new LongAdder();

    /**
     * Creates those of a component.
     *
     * @param operation of its endpoints
     * @param time      measures calls
     * @param metrics   the histograms of the duration and the attempts
     */
    public CallCounters(PurseOperation operation, TimeSource time, Metrics metrics) {
        this(operation, time, metrics, null);
    }

    private CallCounters(PurseOperation operation, TimeSource time, Metrics metrics, CallCounters total) {
        this.operation = operation;
        this.time = time;
        this.metrics = metrics;
        this.total = total;
        for (CallResult result : CallResult.values()) {
            ended.put(result, new LongAdder());
        }
    }

    /** Creates those of an endpoint. These count the same calls. */
    public CallCounters ofEndpoint() {
        return new CallCounters(operation, time, metrics, this);
    }

    /** @return when it began, for {@link #ended} */
    long called() {
        count(counters -> counters.calls.increment());
        return time.nanoTime();
    }

    /** Each call ends once, with the exception of the exchange, if any. */
    void ended(long begun, Exchange exchange) {
        Exception failure = exchange.getException();
        CallResult result = CallResult.of(failure);
        count(counters -> counters.ended.get(result).increment());
        metrics.record(
                PurseMeter.CALL_DURATION, Duration.ofNanos(time.nanoTime() - begun), operation.name(), result.tag());
        int attempts = failure instanceof PurseException purse
                ? purse.getAttempts()
                : exchange.getMessage().getHeader(PurseConstants.ATTEMPTS, 0, Integer.class);
        if (attempts > 0) {
            metrics.record(PurseMeter.CALL_ATTEMPTS, attempts, operation.name());
        }
    }

    void moved(boolean duplicate) {
        count(counters -> (duplicate ? counters.duplicates : counters.moneyOperations).increment());
    }

    private void count(Consumer<CallCounters> change) {
        change.accept(this);
        if (total != null) {
            change.accept(total);
        }
    }

    public long calls() {
        return calls.sum();
    }

    /** Calls that have not ended yet. Never negative: what ends between the two sums began before. */
    public long active() {
        long ended = allEnded();
        return calls() - ended;
    }

    public long failures() {
        return allEnded() - ended(CallResult.SUCCESS);
    }

    /** Calls that ended in this way. */
    public long ended(CallResult result) {
        return ended.get(result).sum();
    }

    public long moneyOperations() {
        return moneyOperations.sum();
    }

    public long duplicates() {
        return duplicates.sum();
    }

    private long allEnded() {
        return ended.values().stream().mapToLong(LongAdder::sum).sum();
    }
}
