package io.camelpurse.producer;

import io.camelpurse.PurseOutcomeUnknownException;
import java.util.concurrent.atomic.LongAdder;

/** Counts the calls of an endpoint since it was created, for JMX. */
public final class CallCounters {

    private final LongAdder calls = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final LongAdder unknownOutcomes = new LongAdder();
    private final LongAdder moneyOperations = new LongAdder();
    private final LongAdder duplicates = new LongAdder();

    void called() {
        calls.increment();
    }

    void failed(Throwable failure) {
        failures.increment();
        if (failure instanceof PurseOutcomeUnknownException) {
            unknownOutcomes.increment();
        }
    }

    void moved(boolean duplicate) {
        (duplicate ? duplicates : moneyOperations).increment();
    }

    public long calls() {
        return calls.sum();
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
