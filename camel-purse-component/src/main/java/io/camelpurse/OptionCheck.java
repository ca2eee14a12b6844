package io.camelpurse;

import io.camelpurse.OptionForm.Kind;
import io.camelpurse.message.MinorUnits;
import io.camelpurse.message.RequestAmounts;
import io.camelpurse.message.RequestBodyFactory;
import io.camelpurse.message.RequestedId;
import io.camelpurse.message.WebhookTokens;
import io.camelpurse.text.IdForm;
import io.camelpurse.text.LoggableText;
import io.camelpurse.text.OptionValues;
import io.camelpurse.text.SafeText;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Checks the value of each option when an endpoint starts; how options fit together is checked where they are used. No
 * message quotes a secret.
 */
final class OptionCheck {

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
        PurseConfigurationConfigurer values = new PurseConfigurationConfigurer();
        OptionForm.ALL.forEach(form -> check(form, values.getOptionValue(configuration, form.option(), false)));
        WebhookTokens.of(configuration);
        entityId();
        headerName("webhookTokenHeader", configuration.getWebhookTokenHeader());
        if (configuration.getWebhookAddressHeader() != null) {
            headerName("webhookAddressHeader", configuration.getWebhookAddressHeader());
        }
        webhookEventTypes();
        merchantReference();
        currency();
        amounts();
    }

    private static void check(OptionForm form, Object value) {
        switch (form.kind()) {
            case SINGLE_LINE -> OptionValues.singleLine(form.option(), (String) value);
            case HEADER_VALUE -> OptionValues.headerValue(form.option(), (String) value);
            case INTEGER, DURATION -> bounds(form, (Number) value);
        }
    }

    private static void bounds(OptionForm form, Number value) {
        if (value == null) {
            return;
        }
        String number = "The option " + form.option() + " is " + value + ": it must ";
        if (value.longValue() < form.least()) {
            throw new IllegalArgumentException(
                    number + (form.least() == 0 ? "not be negative" : "be greater than zero"));
        }
        if (value.longValue() > form.most()) {
            String hours = ", which is " + Duration.ofMillis(form.most()).toHours() + " hours";
            throw new IllegalArgumentException(
                    number + "be at most " + form.most() + (form.kind() == Kind.DURATION ? hours : ""));
        }
    }

    private void entityId() {
        String entityId = configuration.getEntityId();
        if (entityId != null && !entityId.isBlank() && !ResourceId.isValid(entityId)) {
            throw new IllegalArgumentException("The option entityId is " + SafeText.quoted(entityId) + IdForm.NO_ID);
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
        if (reference != null) {
            RequestBodyFactory.checkReference("The option merchantReference", reference);
        }
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
        if (amount != null && !amount.isBlank() && !amount.equals(RequestAmounts.AVAILABLE)) {
            MinorUnits.number("The option amount", amount);
        }
        String maximum = configuration.getMaxAmount();
        if (maximum != null
                && !maximum.isBlank()
                && MinorUnits.number("The option maxAmount", maximum).signum() <= 0) {
            throw RequestAmounts.notPositive(maximum);
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
