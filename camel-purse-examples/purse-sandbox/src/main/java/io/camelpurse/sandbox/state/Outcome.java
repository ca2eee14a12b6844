package io.camelpurse.sandbox.state;

import java.time.Duration;

/**
 * How an operation is to end.
 *
 * @param first the status in the response
 * @param settled the status afterwards, or {@code null} when it stays
 * @param after when it settles; {@code null} means not by time
 * @param onRefresh whether reading the payment without {@code max-age} settles it
 */
public record Outcome(OperationStatus first, OperationStatus settled, Duration after, boolean onRefresh) {
    /** Done at once. */
    public static final Outcome SUCCESS = of(OperationStatus.SUCCESS);

    /**
     * An outcome that stays.
     *
     * @param status the status
     * @return the outcome
     */
    public static Outcome of(OperationStatus status) {
        return new Outcome(status, null, null, false);
    }
}
