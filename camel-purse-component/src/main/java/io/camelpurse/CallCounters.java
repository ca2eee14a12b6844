package io.camelpurse;

import java.util.concurrent.atomic.LongAdder;

/** What an endpoint has done since it was made, for JMX. */
final class CallCounters {

    private final LongAdder calls = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final LongAdder outcomesUnknown = new LongAdder();
    private final LongAdder moneyMovements = new LongAdder();
    private final LongAdder duplicates = new LongAdder();

    void called() {
        calls.increment();
    }

    void failed(Throwable failure) {
        failures.increment();
        if (failure instanceof PurseOutcomeUnknownException) {
            outcomesUnknown.increment();
        }
    }

    void moved(boolean duplicate) {
        (duplicate ? duplicates : moneyMovements).increment();
    }

    long calls() {
        return calls.sum();
    }

    long failures() {
        return failures.sum();
    }

    long outcomesUnknown() {
        return outcomesUnknown.sum();
    }

    long moneyMovements() {
        return moneyMovements.sum();
    }

    long duplicates() {
        return duplicates.sum();
    }
}
