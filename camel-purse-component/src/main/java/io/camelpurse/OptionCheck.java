package io.camelpurse;

import io.camelpurse.client.SingleLine;
import java.util.Currency;

/** Checks the values of options that no other class checks when an endpoint starts. No message quotes a secret. */
final class OptionCheck {

    private static final String AVAILABLE = "available";

    private final PurseConfiguration configuration;

    OptionCheck(PurseConfiguration configuration) {
        this.configuration = configuration;
    }

    /**
     * @throws IllegalArgumentException      if an option has a value that can never be meant
     * @throws PurseValidationException  if an amount or the currency is none, as where a message holds such a value
     */
    void check() throws PurseValidationException {
        texts();
        numbers();
        currency();
        amounts();
    }

    private void texts() {
        singleLine("apiUrl", configuration.getApiUrl());
        singleLine("tokenUrl", configuration.getTokenUrl());
        singleLine("tokenScope", configuration.getTokenScope());
        singleLine("clientId", configuration.getClientId());
        singleLine("clientSecret", configuration.getClientSecret());
        singleLine("apiKey", configuration.getApiKey());
        singleLine("entityId", configuration.getEntityId());
        singleLine("shopperRedirectionUrl", configuration.getShopperRedirectionUrl());
        singleLine("webhookUrl", configuration.getWebhookUrl());
        singleLine("webhookTokenHeader", configuration.getWebhookTokenHeader());
        singleLine("webhookAddressHeader", configuration.getWebhookAddressHeader());
        singleLine("httpComponent", configuration.getHttpComponent());
        singleLine("webhookComponent", configuration.getWebhookComponent());
        WebhookTokens.of(configuration);
    }

    private void numbers() {
        notNegative("completionTimeout", configuration.getCompletionTimeout());
        if (configuration.getMaxAge() != null) {
            notNegative("maxAge", configuration.getMaxAge());
        }
        notNegative("maxRetries", configuration.getMaxRetries());
        notNegative("retryBudget", configuration.getRetryBudget());
        EndpointSettings.positive("retryDelay", configuration.getRetryDelay());
        EndpointSettings.positive("maxRetryDelay", configuration.getMaxRetryDelay());
        EndpointSettings.positive("totalTimeout", configuration.getTotalTimeout());
        EndpointSettings.positive("maxResponseSize", configuration.getMaxResponseSize());
        EndpointSettings.positive("webhookClaimTimeout", configuration.getWebhookClaimTimeout());
        EndpointSettings.positive("webhookMaxBodySize", configuration.getWebhookMaxBodySize());
        EndpointSettings.positive("webhookMaxConcurrency", configuration.getWebhookMaxConcurrency());
        EndpointSettings.positive(
                "redirectionSigningKeysCachePeriod", configuration.getRedirectionSigningKeysCachePeriod());
        EndpointSettings.positive(
                "redirectionSigningKeysOutagePeriod", configuration.getRedirectionSigningKeysOutagePeriod());
    }

    private void currency() throws PurseValidationException {
        String currency = configuration.getCurrency();
        if (currency == null || currency.isBlank()) {
            return;
        }
        MinorUnits.checkedCurrency("The option currency", currency);
        try {
            Currency.getInstance(currency);
        } catch (IllegalArgumentException unknown) {
            throw new PurseValidationException("The option currency is " + Quoted.of(currency)
                    + ", which this version of Java does not know: give an ISO 4217 code, such as EUR");
        }
    }

    /** In which unit and of which currency an amount is, is known with the call. */
    private void amounts() throws PurseValidationException {
        String amount = configuration.getAmount();
        if (amount != null && !amount.isBlank() && !amount.equals(AVAILABLE)) {
            MinorUnits.number("The option amount", amount);
        }
        String maximum = configuration.getMaxAmount();
        if (maximum != null
                && !maximum.isBlank()
                && MinorUnits.number("The option maxAmount", maximum).signum() <= 0) {
            throw new PurseValidationException("The option maxAmount is " + Quoted.of(maximum)
                    + ": it must be greater than zero, or no call could move money");
        }
    }

    private static void notNegative(String option, long value) {
        if (value < 0) {
            throw new IllegalArgumentException("The option " + option + " is " + value + ": it must not be negative");
        }
    }

    /** What has nothing but blanks is not set. */
    static void singleLine(String option, String value) {
        if (value != null && !value.isBlank() && !SingleLine.isOne(value)) {
            throw new IllegalArgumentException(
                    "The option " + option + " begins or ends with a blank, or has a line break"
                            + " or another control character in it, as the content of a file often has: remove it");
        }
    }
}
