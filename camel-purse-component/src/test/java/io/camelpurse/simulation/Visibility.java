package io.camelpurse.simulation;

import io.camelpurse.PurseOperation;
import io.camelpurse.simulation.SimulatedPurse.Execution;

/**
 * Whether a payment that Purse responds with shows a call what was executed for its document. It does not where it is
 * an old one, where the times in it cannot be compared with the caller's, or where two operations cannot be
 * distinguished.
 */
final class Visibility {

    /** By how much two clocks that the component takes for the same may differ: they do not hide an operation. */
    private static final long TOLERANCE_MILLIS = 190;

    /** From this difference on, the component may go by the time of the response. */
    private static final long OTHER_TIME_MILLIS = 950;

    /** From this difference on, it does so whatever {@code Date} leaves out. */
    private static final long CERTAINLY_OTHER_TIME_MILLIS = 3_000;

    private final Conditions conditions;
    private final SimulatedPurse purse;

    Visibility(Conditions conditions, SimulatedPurse purse) {
        this.conditions = conditions;
        this.purse = purse;
    }

    /** @param shownNanos the time whose state the response shows */
    boolean isHidden(Delivery delivery, long shownNanos) {
        Document document = delivery.document();
        String paymentId = purse.payment(document.payment());
        if (document.needsAmounts() && purse.changedNanos(paymentId) > shownNanos) {
            return true;
        }
        int alike = 0;
        for (Execution execution : purse.executions()) {
            if (execution.paymentId().equals(paymentId)) {
                boolean ofDocument = purse.mayBeOf(document, execution);
                if (ofDocument && (execution.nanos() > shownNanos || hides(delivery, execution))) {
                    return true;
                }
                if (mayBeTakenFor(document, execution) && isRecent(delivery, execution)) {
                    alike++;
                }
            }
        }
        return alike > 1;
    }

    private boolean hides(Delivery delivery, Execution execution) {
        return conditions.changesReferences() && delivery.document().reference() != null
                || execution.delivery() == delivery.number() && isHiddenByClocks(delivery.instance(), execution);
    }

    /** Of a failed operation it must be certain that it is none from before the call. */
    private boolean isHiddenByClocks(Instance instance, Execution execution) {
        long purseAhead = purseAhead(instance);
        boolean mayGoByDate = conditions.showsDate() && Math.abs(purseAhead) > OTHER_TIME_MILLIS;
        boolean mayGoByOwn = mayGoByOwnClock(purseAhead);
        return execution.mayHaveFailed() ? mayGoByDate || purseAhead < 0 : mayGoByOwn && purseAhead < -TOLERANCE_MILLIS;
    }

    private static boolean mayBeTakenFor(Document document, Execution execution) {
        return document.reference() == null
                ? execution.reference() == null && isAsRequested(document, execution)
                : document.reference().equals(execution.reference()) && isAsRequested(document, execution);
    }

    private static boolean isAsRequested(Document document, Execution execution) {
        boolean sameOperation = document.operation() == PurseOperation.reversePayment
                ? execution.operation() != PurseOperation.capturePayment
                : execution.operation() == document.operation();
        return sameOperation && (document.amount() == null || document.amount() == execution.amount());
    }

    /** Whether it may seem to be from after the call began. */
    private boolean isRecent(Delivery delivery, Execution execution) {
        long purseAhead = purseAhead(delivery.instance());
        long seemsLater = mayGoByOwnClock(purseAhead) ? Math.max(0, purseAhead) : 0;
        return execution.nanos() / 1_000_000 + seemsLater > delivery.begunMillis() - CERTAINLY_OTHER_TIME_MILLIS;
    }

    private long purseAhead(Instance instance) {
        return purse.clockAheadMillis() - instance.wallClockAheadMillis();
    }

    private boolean mayGoByOwnClock(long purseAhead) {
        return !conditions.showsDate() || Math.abs(purseAhead) < CERTAINLY_OTHER_TIME_MILLIS;
    }
}
