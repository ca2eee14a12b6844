package io.camelpurse.model;

/**
 * Where the shopper pays: in the shop's page or on a page that Purse hosts ({@code integration_mode}).
 */
public final class IntegrationMode {

    /** In the merchant's own page; the default. */
    public static final String EMBEDDED = "EMBEDDED";

    /** On a page of Purse's. */
    public static final String HOSTED_PAGE = "HOSTED_PAGE";

    private IntegrationMode() {}
}
