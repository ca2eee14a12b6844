package io.camelpurse.model;

/**
 * Who captures a payment (reference, sections 4.2 and 11).
 */
public final class CaptureMode {

    /** The merchant, by a call; the default. */
    public static final String MANUAL = "MANUAL";

    /** Purse, after the capture delay if there is one. */
    public static final String AUTOMATIC = "AUTOMATIC";

    private CaptureMode() {}
}
