package io.camelpurse;

import io.camelpurse.client.SingleLine;
import io.camelpurse.model.LoggableText;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Checks the values of options that no other class checks when an endpoint starts. No message quotes a secret. */
final class OptionCheck {

    /** How old a response that is read may be. */
    static final Duration LONGEST_MAX_AGE = Duration.ofDays(365);

    private static final Duration LONGEST_CALL = Duration.ofHours(24);
    private static final Duration LONGEST_MEMORY = Duration.ofDays(30);

    private static final String AVAILABLE = "available";
    private static final int LONGEST_REFERENCE = 255;

    /** What the name of a header is made of (RFC 9110, section 5.6.2). */
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

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
        merchantReference();
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
        singleLine("webhookUrl", configuration.getWebhookUrl());
        singleLine("webhookTokenHeader", configuration.getWebhookTokenHeader());
        singleLine("webhookAddressHeader", configuration.getWebhookAddressHeader());
        singleLine("httpComponent", configuration.getHttpComponent());
        singleLine("webhookComponent", configuration.getWebhookComponent());
        singleLine("webhookEventTypes", configuration.getWebhookEventTypes());
        singleLine("webhookAllowedAddresses", configuration.getWebhookAllowedAddresses());
        WebhookTokens.of(configuration);
        entityId();
        headerName("webhookTokenHeader", configuration.getWebhookTokenHeader());
        if (configuration.getWebhookAddressHeader() != null) {
            headerName("webhookAddressHeader", configuration.getWebhookAddressHeader());
        }
        webhookEventTypes();
    }

    private void entityId() {
        String entityId = configuration.getEntityId();
        if (entityId != null && !entityId.isBlank() && !ResourceId.isOne(entityId)) {
            throw new IllegalArgumentException("The option entityId is " + Quoted.of(entityId)
                    + ", which is no id: only letters, digits, '-' and '_' are, 100 at most");
        }
    }

    /** Camel takes headers of its own out of requests: a notification's could never arrive. */
    private static void headerName(String option, String name) {
        if (name == null || !TOKEN.matcher(name).matches()) {
            throw new IllegalArgumentException("The option " + option + " is "
                    + (name == null ? "not set" : Quoted.of(name))
                    + ", which is no name of an HTTP header: give one, such as x-camel-purse-token");
        }
        String lowerCase = name.toLowerCase(Locale.ROOT);
        if (lowerCase.startsWith("camel") || lowerCase.startsWith("org.apache.camel")) {
            throw new IllegalArgumentException("The option " + option + " is " + Quoted.of(name)
                    + ": Camel removes headers that begin so from every request, so that it never arrives;"
                    + " give another name, such as x-camel-purse-token");
        }
    }

    /** The API reference names some, and not all: only what can be no name is refused. */
    private void webhookEventTypes() {
        String webhookEventTypes = configuration.getWebhookEventTypes();
        if (webhookEventTypes == null || webhookEventTypes.isBlank()) {
            return;
        }
        List<String> names = WebhookSetup.list(webhookEventTypes);
        if (names.isEmpty() || !names.stream().allMatch(LoggableText::isCode)) {
            throw new IllegalArgumentException("The option webhookEventTypes is " + Quoted.of(webhookEventTypes)
                    + ", which is no list of names: separate them by commas, as in PAYMENT_CAPTURE,PAYMENT_REFUND");
        }
    }

    private void merchantReference() throws PurseValidationException {
        String reference = configuration.getMerchantReference();
        singleLine("merchantReference", reference);
        if (reference != null && reference.length() > LONGEST_REFERENCE) {
            throw new PurseValidationException("The option merchantReference has " + reference.length()
                    + " characters: it may have " + LONGEST_REFERENCE + ". Use the number of the document");
        }
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
        EndpointSettings.positive("webhookMaxBodySize", configuration.WebhookMaxBodySize());
        EndpointSettings.positive("webhookMaxConcurrency", configuration.getWebhookMaxConcurrency());
        EndpointSettings.positive(
                "redirectionSigningKeysCachePeriod", configuration.getRedirectionSigningKeysCachePeriod());
        EndpointSettings.positive(
                "redirectionSigningKeysOutagePeriod", configuration.getRedirectionSigningKeysOutagePeriod());
        durations();
    }

    /** A longer one is a mistake in the unit: nothing waits for days for a call. */
    private void durations() {
        atMost(LONGEST_CALL, "completionTimeout", configuration.getCompletionTimeout());
        atMost(LONGEST_CALL, "retryDelay", configuration.getRetryDelay());
        atMost(LONGEST_CALL, "maxRetryDelay", configuration.getMaxRetryDelay());
        atMost(LONGEST_CALL, "connectTimeout", configuration.getConnectTimeout());
        atMost(LONGEST_CALL, "responseTimeout", configuration.getResponseTimeout());
        atMost(LONGEST_CALL, "totalTimeout", configuration.getTotalTimeout());
        atMost(LONGEST_MEMORY, "webhookClaimTimeout", configuration.getWebhookClaimTimeout());
        atMost(
                LONGEST_MEMORY,
                "redirectionSigningKeysCachePeriod",
                configuration.getRedirectionSigningKeysCachePeriod());
        atMost(
                LONGEST_MEMORY,
                "redirectionSigningKeysOutagePeriod",
                configuration.getRedirectionSigningKeysOutagePeriod());
        atMost(LONGEST_MAX_AGE, "maxAge", configuration.getMaxAge());
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

    private static void atMost(Duration longest, String option, Long millis) {
        if (millis != null && millis > longest.toMillis()) {
            throw new IllegalArgumentException("The option " + option + " is " + millis + ": it must be at most "
                    + longest.toMillis() + ", which is " + longest.toHours() + " hours");
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
