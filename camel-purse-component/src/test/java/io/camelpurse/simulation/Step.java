package io.camelpurse.simulation;

import io.camelpurse.PurseOperation;

/** Something that happens at a time of its own. */
sealed interface Step {

    /** Milliseconds from the beginning. */
    long at();

    /** A document reaches an instance of the application. */
    record Delivery(long at, int document, int instance) implements Step {}

    /** A document is tried out: nothing may be executed. */
    record DryRun(long at, int document, int instance) implements Step {}

    /** An instance loses its memory and all its calls, and is there again. */
    record Crash(long at, int instance) implements Step {}

    /** Somebody sets the wall clock of an instance. */
    record ClockJump(long at, int instance, long millis) implements Step {}

    /** Purse accepts no token any more that it has issued. */
    record TokenRevocation(long at) implements Step {}

    /** Another system of the merchant executes an operation on the same payment, without a key. */
    record ForeignOperation(long at, int payment, PurseOperation operation, long amount, String reference)
            implements Step {}
}
