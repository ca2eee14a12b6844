package io.camelpurse.simulation;

/** What happens to one request or its response. */
enum Fault {
    NONE(0),
    CONNECTION_REFUSED(3),
    CONNECTION_SLOW(2),
    RESET_BEFORE_ARRIVAL(3),
    REQUEST_LOST(2),
    RESET_AFTER_EXECUTION(5),
    RESPONSE_LOST(3),
    DELAYED(3),
    RESET_AND_ARRIVES_LATER(5),
    DUPLICATED(3),
    DUPLICATED_LATER(3),
    DUPLICATED_WITHOUT_RESPONSE(3),
    STATUS_303(1),
    STATUS_408_AFTER_EXECUTION(2),
    STATUS_404_OF_READ(2),
    STATUS_425(2),
    STATUS_429(3),
    STATUS_500_AFTER_EXECUTION(3),
    STATUS_502_AFTER_EXECUTION(2),
    STATUS_503_BEFORE_EXECUTION(3),
    STATUS_503_AFTER_EXECUTION(3),
    STATUS_504_ARRIVES_LATER(3),
    BODY_CUT_OFF(3),
    BODY_OF_BEFORE(3),
    BODY_EMPTY(2),
    CACHED_RESPONSE(2),
    BODY_OF_ANOTHER_PAYMENT(3),
    STILL_RUNNING(5),
    CONFLICT_WITHOUT_ID(4),
    TOKENS_REVOKED(2);

    private final int weight;

    Fault(int weight) {
        this.weight = weight;
    }

    int weight() {
        return weight;
    }
}
