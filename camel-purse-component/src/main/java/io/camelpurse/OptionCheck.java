package io.camelpurse;

import io.camelpurse.client.OptionValues;
import io.camelpurse.client.WebhookTokens;
import io.camelpurse.message.MinorUnits;
import io.camelpurse.model.SafeText;
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
        OptionValues.singleLine("apiUrl", configuration.getApiUrl());
        OptionValues.singleLine("tokenUrl", configuration.getTokenUrl());
        OptionValues.singleLine("tokenScope", configuration.getTokenScope());
        OptionValues.singleLine("clientId", configuration.getClientId());
        OptionValues.singleLine("clientSecret", configuration.getClientSecret());
        OptionValues.singleLine("apiKey", configuration.getApiKey());
        OptionValues.singleLine("entityId", configuration.getEntityId());
        OptionValues.singleLine("shopperRedirectionUrl", configuration.getShopperRedirectionUrl());
        OptionValues.singleLine("webhookUrl", configuration.getWebhookUrl());
        OptionValues.singleLine("webhookTokenHeader", configuration.getWebhookTokenHeader());
        OptionValues.singleLine("webhookAddressHeader", configuration.getWebhookAddressHeader());
        OptionValues.singleLine("httpComponent", configuration.getHttpComponent());
        OptionValues.singleLine("webhookComponent", configuration.getWebhookComponent());
        WebhookTokens.of(configuration);
    }

    private void numbers() {
        OptionValues.notNegative("completionTimeout", configuration.getCompletionTimeout());
        if (configuration.getMaxAge() != null) {
            OptionValues.notNegative("maxAge", configuration.getMaxAge());
        }
        OptionValues.notNegative("maxRetries", configuration.getMaxRetries());
        OptionValues.notNegative("retryBudget", configuration.getRetryBudget());
        OptionValues.positive("retryDelay", configuration.getRetryDelay());
        OptionValues.positive("maxRetryDelay", configuration.getMaxRetryDelay());
        OptionValues.positive("totalTimeout", configuration.getTotalTimeout());
        OptionValues.positive("maxResponseSize", configuration.getMaxResponseSize());
        OptionValues.positive("webhookClaimTimeout", configuration.getWebhookClaimTimeout());
        OptionValues.positive("webhookMaxBodySize", configuration.getWebhookMaxBodySize());
        OptionValues.positive("webhookMaxConcurrency", configuration.getWebhookMaxConcurrency());
        OptionValues.positive(
                "redirectionSigningKeysCachePeriod", configuration.getRedirectionSigningKeysCachePeriod());
        OptionValues.positive(
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
            throw new PurseValidationException("The option currency is " + SafeText.quoted(currency)
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
            throw new PurseValidationException("The option maxAmount is " + SafeText.quoted(maximum)
                    + ": it must be greater than zero, or no call could move money");
        }
    }
}
