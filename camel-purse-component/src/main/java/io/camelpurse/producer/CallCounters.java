package io.camelpurse.producer;

import io.camelpurse.PurseAuthenticationException;
import io.camelpurse.PurseConstants;
import io.camelpurse.PurseException;
import io.camelpurse.PurseOperation;
import io.camelpurse.PurseOperationFailedException;
import io.camelpurse.PurseOutcomeUnknownException;
import io.camelpurse.PurseRejectedException;
import io.camelpurse.PurseUnavailableException;
import io.camelpurse.PurseValidationException;
import io.camelpurse.client.TimeSource;
import io.camelpurse.metrics.Metrics;
import io.camelpurse.metrics.PurseMeter;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.apache.camel.Exchange;

/** Counts the calls of an endpoint since it was created, for JMX, the developer console and Micrometer. */
public final class CallCounters {

    private final PurseOperation operation;
    private final TimeSource time;
    private final Supplier<Metrics> metrics;
    private final LongAdder calls = new LongAdder();
    private final LongAdder ended = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final LongAdder unknownOutcomes = new LongAdder();
    private final LongAdder moneyOperations = new LongAdder();
    private final LongAdder duplicates = new LongAdder();

    /**
     * @param operation of the endpoint
     * @param time      measures calls
     * @param metrics   where they are recorded besides
     */
    public CallCounters(PurseOperation operation, TimeSource time, Supplier<Metrics> metrics) {
        this.operation = operation;
        this.time = time;
        this.metrics = metrics;
    }

    /** @return when it began, for {@link #ended} */
    long called() {
        calls.increment();
        return time.nanoTime();
    }

    /** Each call ends once, with the exception of the exchange, if any. */
    void ended(long begun, Exchange exchange) {
        Exception failure = exchange.getException();
        ended.increment();
        if (failure != null) {
            failures.increment();
        }
        if (failure instanceof PurseOutcomeUnknownException) {
            unknownOutcomes.increment();
        }
        Metrics recorded = metrics.get();
        if (recorded == Metrics.NONE) {
            return;
        }
        recorded.record(
                PurseMeter.CALLS, Duration.ofNanos(time.nanoTime() - begun), operation.name(), outcome(failure));
        int attempts = failure instanceof PurseException purse
                ? purse.getAttempts()
                : exchange.getMessage().getHeader(PurseConstants.ATTEMPTS, 0, Integer.class);
        if (attempts > 0) {
            recorded.record(PurseMeter.CALL_ATTEMPTS, attempts, operation.name());
        }
    }

    private static String outcome(Exception failure) {
        if (failure == null) {
            return "success";
        }
        if (failure instanceof PurseOutcomeUnknownException) {
            return "unknown";
        }
        if (failure instanceof PurseUnavailableException) {
            return "unavailable";
        }
        if (failure instanceof PurseOperationFailedException) {
            return "failed";
        }
        if (failure instanceof PurseValidationException) {
            return "invalid";
        }
        if (failure instanceof PurseAuthenticationException) {
            return "unauthorized";
        }
        return failure instanceof PurseRejectedException ? "rejected" : "error";
    }

    void moved(boolean duplicate) {
        (duplicate ? duplicates : moneyOperations).increment();
        metrics.get().count(duplicate ? PurseMeter.DUPLICATES : PurseMeter.MONEY_OPERATIONS, operation.name());
    }

    public long calls() {
        return calls.sum();
    }

    /** Calls that have not ended yet. */
    public long active() {
        return calls.sum() - ended.sum();
    }

    public long failures() {
        return failures.sum();
    }

    public long unknownOutcomes() {
        return unknownOutcomes.sum();
    }

    public long moneyOperations() {
        return moneyOperations.sum();
    }

    public long duplicates() {
        return duplicates.sum();
    }
}
