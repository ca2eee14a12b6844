package io.camelpurse.simulation;

import io.camelpurse.PurseOperation;

/** Something that happens at a time of its own. */
sealed interface Step {

    /** Milliseconds from the beginning. */
    long at();

    /** The same, so many milliseconds later. */
    Step later(long millis);

    /** A document reaches an instance of the application. */
    record Delivery(long at, int document, int instance) implements Step {

        @Override
        public Step later(long millis) {
            return new Delivery(at + millis, document, instance);
        }
    }

    /** A document is tried out: nothing may be executed. */
    record DryRun(long at, int document, int instance) implements Step {

        @Override
        public Step later(long millis) {
            return new DryRun(at + millis, document, instance);
        }
    }

    /** An instance loses its memory and all its calls, and is there again. */
    record Crash(long at, int instance) implements Step {

        @Override
        public Step later(long millis) {
            return new Crash(at + millis, instance);
        }
    }

    /** Somebody sets the wall clock of an instance. */
    record ClockJump(long at, int instance, long millis) implements Step {

        @Override
        public Step later(long millis) {
            return new ClockJump(at + millis, instance, this.millis);
        }
    }

    /** Purse's clock is set. */
    record PurseClockJump(long at, long millis) implements Step {

        @Override
        public Step later(long millis) {
            return new PurseClockJump(at + millis, this.millis);
        }
    }

    /** Purse accepts no token any more that it has issued. */
    record TokenRevocation(long at) implements Step {

        @Override
        public Step later(long millis) {
            return new TokenRevocation(at + millis);
        }
    }

    /** Another system of the merchant executes an operation on the same payment, without a key. */
    record ForeignOperation(long at, int payment, PurseOperation operation, long amount, String reference)
            implements Step {

        @Override
        public Step later(long millis) {
            return new ForeignOperation(at + millis, payment, operation, amount, reference);
        }
    }
}
