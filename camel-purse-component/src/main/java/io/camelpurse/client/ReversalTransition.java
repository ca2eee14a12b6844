package io.camelpurse.client;

import static io.camelpurse.client.ReversalState.BEGINNING;
import static io.camelpurse.client.ReversalState.FIRST_OPERATION;
import static io.camelpurse.client.ReversalState.NOT_REVERSED;
import static io.camelpurse.client.ReversalState.PLANNING;
import static io.camelpurse.client.ReversalState.PLANNING_REFUND;
import static io.camelpurse.client.ReversalState.REVERSED;
import static io.camelpurse.client.ReversalState.SECOND_OPERATION;
import static io.camelpurse.client.ReversalState.VERIFYING;

/** Defines how a reversal proceeds from one operation to the next, as a table like {@link MoneyTransition}. */
enum ReversalTransition {
    PART_ABOVE_MAXIMUM(BEGINNING, "the part is above maxAmount", NOT_REVERSED),
    REVERSAL_REQUESTED(BEGINNING, "any other part, or the whole", PLANNING),

    CHANGE_UNDER_WAY(PLANNING, "something is under way that changes what there is to reverse", PLANNING),
    REVERSIBLE(PLANNING, "the payment allows the reversal", FIRST_OPERATION),
    PART_MAY_BE_REVERSED(
            PLANNING,
            "the payment does not allow the part, and Purse may have executed it under the key",
            FIRST_OPERATION),
    WHOLE_MAY_HAVE_FAILED(
            PLANNING,
            "nothing is left, and an operation that has failed may have been executed under the key",
            FIRST_OPERATION),
    NOTHING_TO_REVERSE(PLANNING, "nothing is left, and no operation that has failed", REVERSED),
    PART_NOT_ALLOWED(
            PLANNING, "the payment does not allow the part, and dryRun does not allow the request", NOT_REVERSED),
    PLANNING_GIVEN_UP(PLANNING, "the payment cannot be read, time is up, or the component stops", NOT_REVERSED),

    PART_DONE(FIRST_OPERATION, "the first operation is all of the part", REVERSED),
    PART_VOIDED(FIRST_OPERATION, "a void that is less than the part", SECOND_OPERATION),
    OTHER_PART(FIRST_OPERATION, "an operation of another reversal", NOT_REVERSED),
    OPEN_VOIDED(FIRST_OPERATION, "a void, of the whole", PLANNING_REFUND),
    CAPTURED_REFUNDED(FIRST_OPERATION, "a refund, of the whole", VERIFYING),
    LESS_ALLOWED(FIRST_OPERATION, "4xx, and the payment allowed the operation", PLANNING),
    PART_NOT_REVERSED_YET(
            FIRST_OPERATION, "4xx, and the payment did not allow the part while something was under way", PLANNING),
    PART_NOT_REVERSED(FIRST_OPERATION, "4xx, and the payment did not allow the part", NOT_REVERSED),
    OTHERS_FAILED(FIRST_OPERATION, "4xx, and nothing was left", REVERSED),
    FIRST_OPERATION_FAILED(
            FIRST_OPERATION,
            "any other failure, or no retry is left, time is up, or the component stops",
            NOT_REVERSED),

    REFUND_TOO_EARLY(PLANNING_REFUND, "something is under way that changes what there is to refund", PLANNING_REFUND),
    REFUNDABLE(PLANNING_REFUND, "the payment allows a refund", SECOND_OPERATION),
    REFUND_MAY_HAVE_FAILED(
            PLANNING_REFUND,
            "nothing is left, and a refund that has failed may have been executed under the key",
            SECOND_OPERATION),
    NOTHING_TO_REFUND(PLANNING_REFUND, "nothing is left, and no refund that has failed", VERIFYING),
    PLANNING_REFUND_GIVEN_UP(
            PLANNING_REFUND, "the payment cannot be read, time is up, or the component stops", NOT_REVERSED),

    REST_REFUNDED(SECOND_OPERATION, "the rest of a part", REVERSED),
    REFUNDED(SECOND_OPERATION, "a refund, of the whole", VERIFYING),
    LESS_REFUNDABLE(SECOND_OPERATION, "4xx, and the payment allowed the refund of the whole", PLANNING_REFUND),
    OTHER_REFUND_FAILED(SECOND_OPERATION, "4xx, and nothing was left", VERIFYING),
    SECOND_OPERATION_FAILED(
            SECOND_OPERATION,
            "any other failure, or no retry is left, time is up, or the component stops",
            NOT_REVERSED),

    NOTHING_LEFT(VERIFYING, "nothing is left or under way, or an operation of the reversal has failed", REVERSED),
    NOT_SETTLED_YET(VERIFYING, "something is under way that may leave something", VERIFYING),
    REST_MAY_BE_STALE(VERIFYING, "something is left, in the first response", VERIFYING),
    REST_LEFT(VERIFYING, "something is left, in a later response", NOT_REVERSED),
    VERIFYING_GIVEN_UP(VERIFYING, "the payment cannot be read, time is up, or the component stops", NOT_REVERSED);

    private final ReversalState from;
    private final String event;
    private final ReversalState to;

    ReversalTransition(ReversalState from, String event, ReversalState to) {
        this.from = from;
        this.event = event;
        this.to = to;
    }

    ReversalState from() {
        return from;
    }

    /** What happens, in words for the log and the documentation. */
    String event() {
        return event;
    }

    ReversalState to() {
        return to;
    }

    /** The end of a reversal that has no retry left, no time, or no component. */
    static ReversalTransition givenUp(ReversalState state) {
        return switch (state) {
            case PLANNING -> PLANNING_GIVEN_UP;
            case FIRST_OPERATION -> FIRST_OPERATION_FAILED;
            case PLANNING_REFUND -> PLANNING_REFUND_GIVEN_UP;
            case SECOND_OPERATION -> SECOND_OPERATION_FAILED;
            case VERIFYING -> VERIFYING_GIVEN_UP;
            case BEGINNING, REVERSED, NOT_REVERSED ->
                throw new IllegalStateException("A reversal that is " + state + " does not wait");
        };
    }
}
