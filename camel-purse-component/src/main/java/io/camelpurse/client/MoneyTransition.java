package io.camelpurse.client;

import static io.camelpurse.client.MoneyCallState.CHECKING;
import static io.camelpurse.client.MoneyCallState.FAILED;
import static io.camelpurse.client.MoneyCallState.POLLING;
import static io.camelpurse.client.MoneyCallState.READING_AVAILABLE;
import static io.camelpurse.client.MoneyCallState.RESOLVING;
import static io.camelpurse.client.MoneyCallState.SENDING;
import static io.camelpurse.client.MoneyCallState.START;
import static io.camelpurse.client.MoneyCallState.SUCCEEDED;

/**
 * The protocol that executes a money operation once, as a table: in a state, something happens, and the next state
 * follows.
 */
enum MoneyTransition {
    AMOUNT_GIVEN(START, "the request names an amount", SENDING),
    ALL_AVAILABLE_REQUESTED(START, "the request means all that is available", READING_AVAILABLE),

    AVAILABLE(READING_AVAILABLE, "the payment shows an amount that is available", SENDING),
    KEY_MAY_BE_USED(READING_AVAILABLE, "nothing is available, and Purse may have executed it under the key", SENDING),
    NOTHING_AVAILABLE_ANY_MORE(
            READING_AVAILABLE,
            "nothing is available, maxAmount does not allow the request, and one operation has the reference",
            POLLING),
    NOTHING_AVAILABLE(
            READING_AVAILABLE, "nothing is available, and dryRun or maxAmount does not allow the request", FAILED),
    AVAILABLE_UNKNOWN(READING_AVAILABLE, "the payment cannot be read, or time is up", FAILED),

    INVALID(SENDING, "the amount is above maxAmount, or the key was used for something else", FAILED),
    DRY_RUN(SENDING, "dryRun", SUCCEEDED),
    EXECUTED(SENDING, "2xx that shows the operation", POLLING),
    NOT_SHOWN(SENDING, "2xx that does not show the operation, for the first time and under a derived key", CHECKING),
    MAY_BE_EXECUTED(
            SENDING,
            "it may have been executed: no response, an unreadable one, one that does not show it, 3xx, 408, 5xx",
            SENDING),
    NOT_EXECUTED(SENDING, "the request was not sent, 425, 429", SENDING),
    KEY_CONFLICT(SENDING, "409: the key was used before", RESOLVING),
    KEY_OF_ANOTHER_PAYMENT(SENDING, "409: the key was used for another payment", FAILED),
    LESS_AVAILABLE(SENDING, "4xx except 401 and 403, and the request means all that is available", READING_AVAILABLE),
    KEY_NOT_USED(SENDING, "4xx except 401 and 403, and nothing is available", FAILED),
    REJECTED(SENDING, "other 4xx", FAILED),
    SENDING_GIVEN_UP(SENDING, "no retry is left, time is up, or the component stops", FAILED),

    FOUND(CHECKING, "the payment shows the operation", POLLING),
    NOT_FOUND(CHECKING, "the payment does not show it, or cannot be read", SENDING),
    CHECKING_GIVEN_UP(CHECKING, "no retry is left, time is up, or the component stops", FAILED),

    SAME_OPERATION(RESOLVING, "the key's operation is the requested one", POLLING),
    OTHER_OPERATION(RESOLVING, "the key's operation is another one", FAILED),
    NOT_VISIBLE_YET(RESOLVING, "the payment does not show the key's operation, or cannot be read", RESOLVING),
    RESOLVE_REJECTED(RESOLVING, "Purse rejects the read", FAILED),
    RESOLVING_GIVEN_UP(RESOLVING, "time is up, or the component stops", FAILED),

    SETTLED(POLLING, "the operation has reached its end", SUCCEEDED),
    NOT_SETTLED(POLLING, "the operation is PENDING or UNCERTAIN, and the call waits no longer", SUCCEEDED);

    private final MoneyCallState from;
    private final String event;
    private final MoneyCallState to;

    MoneyTransition(MoneyCallState from, String event, MoneyCallState to) {
        this.from = from;
        this.event = event;
        this.to = to;
    }

    MoneyCallState from() {
        return from;
    }

    /** What happens, in words for the log and the documentation. */
    String event() {
        return event;
    }

    MoneyCallState to() {
        return to;
    }

    /** The end of a call that has no retry left, no time, or no component. */
    static MoneyTransition givenUp(MoneyCallState state) {
        return switch (state) {
            case READING_AVAILABLE -> AVAILABLE_UNKNOWN;
            case SENDING -> SENDING_GIVEN_UP;
            case CHECKING -> CHECKING_GIVEN_UP;
            case RESOLVING -> RESOLVING_GIVEN_UP;
            case START, POLLING, SUCCEEDED, FAILED ->
                throw new IllegalStateException("A call that is " + state + " does not wait");
        };
    }
}
