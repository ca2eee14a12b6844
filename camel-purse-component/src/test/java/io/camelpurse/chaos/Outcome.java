package io.camelpurse.chaos;

/**
 * What a route was told of a document in the end.
 *
 * @param operationId of the capture, refund or void; {@code null} if it was refused
 * @param status      of the operation, or {@code REFUSED}
 */
record Outcome(String operationId, String status) {

    static final String REFUSED = "REFUSED";
    static final String FAILURE = "FAILURE";
}
