package io.camelpurse.model;

/**
 * Events to which a webhook can be restricted ({@code webhook.event_types}).
 * The API may send others: compare, never assume that these are all.
 */
public final class WebhookEventType {

    /** Captures. */
    public static final String PAYMENT_CAPTURE = "PAYMENT_CAPTURE";

    /** Refunds. */
    public static final String PAYMENT_REFUND = "PAYMENT_REFUND";

    /** Voids. */
    public static final String PAYMENT_VOID = "PAYMENT_VOID";

    private WebhookEventType() {}
}
