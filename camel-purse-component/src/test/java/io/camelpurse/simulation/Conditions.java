package io.camelpurse.simulation;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * What holds for a whole history.
 *
 * @param maxReadLagMillis     how old what a read shows may be
 * @param tokenLifetimeSeconds how long an access token is valid
 * @param purseClockAhead      how far Purse's clock is ahead of the simulation's, in milliseconds
 * @param showsDate            whether responses have a {@code Date} header
 * @param maxRetries           option of the component
 * @param totalTimeout         option of the component, in milliseconds
 * @param responseTimeout      option of the component, in milliseconds
 * @param completionTimeout    option of the component, in milliseconds
 * @param split                whether payments are split over two solutions, so that an operation may fail in part
 * @param changesReferences    whether Purse shows merchant references in lower case
 * @param clockStep            how far the clock of each instance is ahead of the one before, in milliseconds
 * @param maxAmount            option of the component, in minor units
 * @param notifications        whether Purse notifies of changes, and what the webhook route is given
 * @param weaknesses           what the API cannot exclude and this history contains
 */
record Conditions(
        long maxReadLagMillis,
        int tokenLifetimeSeconds,
        long purseClockAhead,
        boolean showsDate,
        int maxRetries,
        long totalTimeout,
        long responseTimeout,
        long completionTimeout,
        boolean split,
        boolean changesReferences,
        long clockStep,
        long maxAmount,
        Notifications notifications,
        Set<Weakness> weaknesses) {

    private static final long NTP_MILLIS = 150;

    /** What a webhook route is given. */
    enum Notifications {
        /** There is no webhook. */
        NONE,
        /** The payload. */
        RECEIVED,
        /** The current state of the resource. */
        FETCHED
    }

    /** Option of the component: its default, or so much that it never ends a call. */
    int retryBudget() {
        return isRetryBudgetLimited() ? 20 : 100_000;
    }

    boolean isRetryBudgetLimited() {
        return showsDate;
    }

    /** As clocks do that are kept by NTP, unless one of them is set. */
    boolean clocksAgree() {
        return Math.abs(purseClockAhead) <= NTP_MILLIS && clockStep == 0;
    }

    boolean fetchesNotified() {
        return notifications == Notifications.FETCHED;
    }

    /** What Purse or the network may do, for all that the API says, and the protocol cannot make up for. */
    enum Weakness {
        /** Purse forgets a key ten seconds after its use. */
        KEYS_FORGOTTEN("was executed \\d+ times|though the document was executed|has reversed \\d+: "
                + "|though the part was reversed|though this has failed"
                + "|was reported to have executed \\d+, and executed \\["),
        /** The network repeats a request after Purse has rejected it. */
        REJECTED_REQUEST_REPEATED("was reported to have executed nothing, and executed \\["),
        /** Purse shows another reference than a document has whose key the route sets. */
        REFERENCE_CHANGED("is rejected(?:, though the document was executed|, though the part was reversed"
                + "| for a key that is only its document's): io.camelpurse.PurseIdempotencyKeyReusedException"),
        /** A part is redelivered with a larger amount once it was reversed. */
        PART_CHANGED("has reversed \\d+: "),
        /** What a payment allows is above {@code maxAmount}, and its references are changed or used twice. */
        MAXIMUM_TOO_LOW("is rejected, though the document was executed|is a success, though this has failed"
                + "|reports operation [0-9a-f-]{36}, which is not the document's"),
        /** A success shows an earlier state, and neither a {@code Date} header nor Purse's clock shows its age. */
        DATE_MISSING("reports operation [0-9a-f-]{36}, which is not the document's"),
        /** Another system uses a document's reference for an operation of its own, of the same amount. */
        REFERENCE_SHARED("reports operation [0-9a-f-]{36}, which is not the document's"
                + "|is rejected for a key that is only its document's: "
                + "io.camelpurse.PurseIdempotencyKeyReusedException");

        private final Pattern violations;

        Weakness(String violations) {
            this.violations = Pattern.compile(violations);
        }

        /** What goes wrong because of it, and nothing else does. */
        Pattern violations() {
            return violations;
        }
    }

    boolean have(Weakness weakness) {
        return weaknesses.contains(weakness);
    }
}
