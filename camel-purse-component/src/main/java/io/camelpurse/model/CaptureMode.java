package io.camelpurse.model;

/**
 * Whether captures are made by the merchant or by Purse ({@code capture_mode}).
 */
public final class CaptureMode {

    /** The merchant, by a call; the default. */
    public static final String MANUAL = "MANUAL";

    /** Purse, after the capture delay if there is one. */
    public static final String AUTOMATIC = "AUTOMATIC";

    private CaptureMode() {}
}
