package io.camelpurse.client;

/**
 * How far a failed call got, which decides what may be done about it.
 */
public enum CallPhase {

    /** Nothing was processed: never sent, or turned away unprocessed (429, 503). Repeating is always safe. */
    NOT_EXECUTED,

    /** The request left and nobody knows what became of it. Repeat with the same key, or read first. */
    MAYBE_EXECUTED,

    /** It was understood and refused. Repeating it unchanged is pointless. */
    REFUSED
}
