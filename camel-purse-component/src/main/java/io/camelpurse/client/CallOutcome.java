package io.camelpurse.client;

/**
 * How far a failed call got, which decides what may be done about it.
 */
public enum CallOutcome {

    /** Nothing was processed: not sent, or rejected unprocessed (425, 429). Repeating is always safe. */
    NOT_EXECUTED,

    /**
     * The request was sent and its outcome is unknown: no usable response, or a response such as 303 or 503 that a
     * gateway may have sent. Repeat with the same key, or read first.
     */
    UNKNOWN,

    /** It was understood and refused. Repeating it unchanged is pointless. */
    REJECTED,

    /** It was carried out; only its response could not be passed to the route in the form that it asked for. */
    EXECUTED
}
