package io.camelpurse;

import io.camelpurse.message.MaxAge;
import io.camelpurse.message.MinorUnits;
import io.camelpurse.message.RequestBodyFactory;
import io.camelpurse.message.RequestedId;
import io.camelpurse.message.WebhookTokens;
import io.camelpurse.text.LoggableText;
import io.camelpurse.text.OptionValues;
import io.camelpurse.text.SafeText;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Checks the value of each option when an endpoint starts; how options fit together is checked where they are used. No
 * message quotes a secret.
 */
final class OptionCheck {

    private static final Duration LONGEST_CALL = Duration.ofHours(24);
    private static final Duration LONGEST_MEMORY = Duration.ofDays(30);

    /** A body is read into memory, and more than once where it is converted: 256 MiB. */
    private static final int LARGEST_BODY = 256 << 20;

    /** Of each integer: a larger one is a mistake, and would act only when the system fails or is overloaded. */
    private static final Map<String, Integer> LARGEST = Map.of(
            "maxRetries", 100,
            "retryBudget", 1_000,
            // One address has no more ports.
            "maxConnections", 65_535,
            "maxResponseSize", LARGEST_BODY,
            "webhookMaxBodySize", LARGEST_BODY,
            // Each notification that is being processed has a thread.
            "webhookMaxConcurrency", 10_000);

    private static final String AVAILABLE = "available";

    /** Name of an HTTP header (RFC 9110). */
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    private final PurseConfiguration configuration;

    OptionCheck(PurseConfiguration configuration) {
        this.configuration = configuration;
    }

    /**
     * @throws IllegalArgumentException if the value of an option is not valid
     * @throws PurseValidationException if an amount, the currency or the reference is not valid, as for such a value of
     *                                  a message
     */
    void check() throws PurseValidationException {
        texts();
        merchantReference();
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
        OptionValues.headerValue("apiKey", configuration.getApiKey());
        OptionValues.singleLine("entityId", configuration.getEntityId());
        OptionValues.singleLine("shopperRedirectionUrl", configuration.getShopperRedirectionUrl());
        OptionValues.singleLine("webhookUrl", configuration.getWebhookUrl());
        OptionValues.singleLine("webhookTokenHeader", configuration.getWebhookTokenHeader());
        OptionValues.singleLine("webhookAddressHeader", configuration.getWebhookAddressHeader());
        OptionValues.singleLine("httpComponent", configuration.getHttpComponent());
        OptionValues.singleLine("webhookComponent", configuration.getWebhookComponent());
        OptionValues.singleLine("webhookEventTypes", configuration.getWebhookEventTypes());
        OptionValues.singleLine("webhookAllowedAddresses", configuration.getWebhookAllowedAddresses());
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
        if (entityId != null && !entityId.isBlank() && !ResourceId.isValid(entityId)) {
            throw new IllegalArgumentException("The option entityId is " + SafeText.quoted(entityId)
                    + ", which is no id: only letters, digits, '-' and '_' are, 100 at most");
        }
    }

    /** Camel removes headers of its own from requests, so that such a header could never arrive. */
    private static void headerName(String option, String name) {
        if (name == null || !TOKEN.matcher(name).matches()) {
            throw new IllegalArgumentException("The option " + option + " is "
                    + (name == null ? "not set" : SafeText.quoted(name))
                    + ", which is no name of an HTTP header: give one, such as x-camel-purse-token");
        }
        String lowerCase = name.toLowerCase(Locale.ROOT);
        if (lowerCase.startsWith("camel") || lowerCase.startsWith("org.apache.camel")) {
            throw new IllegalArgumentException("The option " + option + " is " + SafeText.quoted(name)
                    + ": Camel removes headers that begin so from every request, so that it never arrives;"
                    + " give another name, such as x-camel-purse-token");
        }
    }

    /** The API reference names some and not all: only what cannot be a name is rejected. */
    private void webhookEventTypes() {
        String webhookEventTypes = configuration.getWebhookEventTypes();
        if (webhookEventTypes == null || webhookEventTypes.isBlank()) {
            return;
        }
        List<String> names = OptionValues.list(webhookEventTypes);
        if (names.isEmpty() || !names.stream().allMatch(LoggableText::isCode)) {
            throw new IllegalArgumentException("The option webhookEventTypes is " + SafeText.quoted(webhookEventTypes)
                    + ", which is no list of names: separate them by commas, as in PAYMENT_CAPTURE,PAYMENT_REFUND");
        }
    }

    private void merchantReference() throws PurseValidationException {
        String reference = configuration.getMerchantReference();
        OptionValues.singleLine("merchantReference", reference);
        if (reference != null && reference.length() > RequestBodyFactory.LONGEST_REFERENCE) {
            throw new PurseValidationException(
                    "The option merchantReference has " + reference.length() + " characters: it may have "
                            + RequestBodyFactory.LONGEST_REFERENCE + ". Use the number of the document");
        }
    }

    private void numbers() {
        notNegative("completionTimeout", configuration.getCompletionTimeout());
        notNegative("maxAge", configuration.getMaxAge());
        notNegative("maxRetries", configuration.getMaxRetries());
        notNegative("retryBudget", configuration.getRetryBudget());
        positive("retryDelay", configuration.getRetryDelay());
        positive("maxRetryDelay", configuration.getMaxRetryDelay());
        positive("totalTimeout", configuration.getTotalTimeout());
        positive("maxResponseSize", configuration.getMaxResponseSize());
        positive("maxConnections", configuration.getMaxConnections());
        positive("connectTimeout", configuration.getConnectTimeout());
        positive("responseTimeout", configuration.getResponseTimeout());
        positive("webhookClaimTimeout", configuration.getWebhookClaimTimeout());
        positive("webhookSilencePeriod", configuration.getWebhookSilencePeriod());
        positive("webhookMaxBodySize", configuration.getWebhookMaxBodySize());
        positive("webhookMaxConcurrency", configuration.getWebhookMaxConcurrency());
        positive("redirectionSigningKeysCachePeriod", configuration.getRedirectionSigningKeysCachePeriod());
        positive("redirectionSigningKeysOutagePeriod", configuration.getRedirectionSigningKeysOutagePeriod());
        integers();
        durations();
    }

    private void integers() {
        notTooLarge("maxRetries", configuration.getMaxRetries());
        notTooLarge("retryBudget", configuration.getRetryBudget());
        notTooLarge("maxConnections", configuration.getMaxConnections());
        notTooLarge("maxResponseSize", configuration.getMaxResponseSize());
        notTooLarge("webhookMaxBodySize", configuration.getWebhookMaxBodySize());
        notTooLarge("webhookMaxConcurrency", configuration.getWebhookMaxConcurrency());
    }

    /** A longer one is a mistake in the unit. */
    private void durations() {
        atMost(LONGEST_CALL, "completionTimeout", configuration.getCompletionTimeout());
        atMost(LONGEST_CALL, "retryDelay", configuration.getRetryDelay());
        atMost(LONGEST_CALL, "maxRetryDelay", configuration.getMaxRetryDelay());
        atMost(LONGEST_CALL, "connectTimeout", configuration.getConnectTimeout());
        atMost(LONGEST_CALL, "responseTimeout", configuration.getResponseTimeout());
        atMost(LONGEST_CALL, "totalTimeout", configuration.getTotalTimeout());
        atMost(LONGEST_MEMORY, "webhookClaimTimeout", configuration.getWebhookClaimTimeout());
        atMost(LONGEST_MEMORY, "webhookSilencePeriod", configuration.getWebhookSilencePeriod());
        atMost(
                LONGEST_MEMORY,
                "redirectionSigningKeysCachePeriod",
                configuration.getRedirectionSigningKeysCachePeriod());
        atMost(
                LONGEST_MEMORY,
                "redirectionSigningKeysOutagePeriod",
                configuration.getRedirectionSigningKeysOutagePeriod());
        atMost(MaxAge.LONGEST, "maxAge", configuration.getMaxAge());
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

    /** Unit and currency of an amount are known only with the call. */
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

    private static void positive(String option, Number value) {
        if (value != null && value.longValue() <= 0) {
            throw new IllegalArgumentException(
                    "The option " + option + " is " + value + ": it must be greater than zero");
        }
    }

    private static void notNegative(String option, Number value) {
        if (value != null && value.longValue() < 0) {
            throw new IllegalArgumentException("The option " + option + " is " + value + ": it must not be negative");
        }
    }

    private static void notTooLarge(String option, Integer value) {
        if (value != null && value > LARGEST.get(option)) {
            throw new IllegalArgumentException(
                    "The option " + option + " is " + value + ": it must be at most " + LARGEST.get(option));
        }
    }

    /**
     * The upper bound of an integer.
     *
     * @param option its name, in upper or lower case
     */
    static int largest(String option) {
        return LARGEST.entrySet().stream()
                .filter(bound -> bound.getKey().equalsIgnoreCase(option))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The option " + option + " has no upper bound"))
                .getValue();
    }

    private static void atMost(Duration longest, String option, Long millis) {
        if (millis != null && millis > longest.toMillis()) {
            throw new IllegalArgumentException("The option " + option + " is " + millis + ": it must be at most "
                    + longest.toMillis() + ", which is " + longest.toHours() + " hours");
        }
    }

    /**
     * An id in the endpoint URI.
     *
     * @param option the option's name
     * @param header which holds the id where the option is not set
     * @param id     the option's value, or {@code null}
     * @throws PurseValidationException as where a message holds such a value
     */
    static void id(String option, String header, String id) throws PurseValidationException {
        if (id != null) {
            RequestedId.check(option, header, id);
        }
    }
}
