package io.camelpurse.doctor;

import io.camelpurse.PurseConfiguration;
import io.camelpurse.PurseConfigurationConfigurer;
import io.camelpurse.PurseEndpointUriFactory;
import io.camelpurse.PurseValidationException;
import io.camelpurse.client.ConfiguredUrls;
import io.camelpurse.message.WebhookTokens;
import java.util.ArrayList;
import java.util.List;

/** The options of the component, as an endpoint checks them when it starts, and values that are rarely intended. */
final class ConfigurationCheck implements Check {

    private static final String REMEDY = "Change the option that is named";

    @Override
    public Finding examine(Examination examination) throws Exception {
        PurseConfiguration configuration = examination.configuration();
        try {
            examination.component().checkOptions();
            new ConfiguredUrls(configuration).webhook();
            examination.prepare();
        } catch (IllegalArgumentException | PurseValidationException e) {
            return Finding.failed(e.getMessage(), REMEDY);
        }
        String unresolved = unresolvedPlaceholder(configuration);
        if (unresolved != null) {
            return Finding.failed(
                    "The option " + unresolved + " is a placeholder that nothing has replaced",
                    "Write placeholders as {{env:NAME}}, and set the variable or property that they name");
        }
        String seen = "apiUrl " + examination.apiUrl() + ", token URL " + examination.tokenUrl() + ", API key "
                + (examination.hasApiKey() ? "set" : "not set");
        List<String> remedies = remedies(examination, configuration);
        return remedies.isEmpty() ? Finding.ok(seen) : Finding.warning(seen, String.join(". ", remedies));
    }

    private static List<String> remedies(Examination examination, PurseConfiguration configuration) {
        List<String> remedies = new ArrayList<>();
        if (!examination.apiUrl().getPath().endsWith("/payment")) {
            remedies.add("The path of apiUrl is usually /payment, such as in https://api.purse-sandbox.com/payment");
        }
        boolean hasToken = !WebhookTokens.of(configuration).isEmpty();
        boolean hasUrl = configuration.getWebhookUrl() != null
                && !configuration.getWebhookUrl().isBlank();
        if (hasUrl && !hasToken) {
            remedies.add("webhookUrl is set and webhookVerifyToken is not: set both");
        }
        if (configuration.isDryRun()) {
            remedies.add("dryRun is set: no capture, refund or void is executed");
        }
        return remedies;
    }

    private static String unresolvedPlaceholder(PurseConfiguration configuration) {
        PurseConfigurationConfigurer options = new PurseConfigurationConfigurer();
        for (String option : new PurseEndpointUriFactory().secretPropertyNames()) {
            if (isPlaceholder(options.getOptionValue(configuration, option, false))) {
                return option;
            }
        }
        return null;
    }

    /** Of Spring and of Camel. */
    private static boolean isPlaceholder(Object value) {
        return value instanceof String text && (text.startsWith("${") && text.endsWith("}") || text.startsWith("{{"));
    }
}
