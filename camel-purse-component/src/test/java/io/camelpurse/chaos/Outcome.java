package io.camelpurse.chaos;

/**
 * The final outcome of a document, as the route received it.
 *
 * @param operationId of the capture, refund or void; {@code null} if it was rejected
 * @param status      of the operation, or {@code REJECTED}
 */
record Outcome(String operationId, String status) {

    static final String REJECTED = "REJECTED";
    static final String FAILURE = "FAILURE";
}
