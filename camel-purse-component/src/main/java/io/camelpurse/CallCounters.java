package io.camelpurse;

import java.util.concurrent.atomic.LongAdder;

/** What an endpoint has done since it was made, for JMX. */
final class CallCounters {

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

    long calls() {
        return calls.sum();
    }

    long failures() {
        return failures.sum();
    }

    long unknownOutcomes() {
        return unknownOutcomes.sum();
    }

    long moneyOperations() {
        return moneyOperations.sum();
    }

    long duplicates() {
        return duplicates.sum();
    }
}
