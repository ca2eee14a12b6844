package io.camelpurse.message;

import io.camelpurse.PurseConfiguration;
import io.camelpurse.text.OptionValues;
import java.util.Collection;
import java.util.List;
import org.apache.camel.support.EndpointHelper;

/** Reads the tokens of the option {@code webhookVerifyToken}, in their order. No message quotes one. */
public final class WebhookTokens {

    private static final String OPTION = "webhookVerifyToken";

    private WebhookTokens() {}

    /**
     * The tokens.
     *
     * @param configuration of the component or an endpoint
     * @return none if the option is not set
     * @throws IllegalArgumentException if the option holds something else than tokens
     */
    public static List<String> of(PurseConfiguration configuration) {
        Object option = configuration.getWebhookVerifyToken();
        if (option == null) {
            return List.of();
        }
        if (option instanceof String reference && EndpointHelper.isReferenceParameter(reference)) {
            throw new IllegalArgumentException("The option " + OPTION
                    + " begins with # and names no bean: bind a list of that name,"
                    + " or give a token that begins otherwise");
        }
        if (option instanceof String commaSeparated) {
            OptionValues.singleLine(OPTION, commaSeparated);
            return OptionValues.list(commaSeparated).stream()
                    .map(WebhookTokens::token)
                    .toList();
        }
        if (option instanceof Collection<?> tokens) {
            return tokens.stream().map(WebhookTokens::token).toList();
        }
        throw notTokens(option);
    }

    private static String token(Object token) {
        if (token == null || token instanceof String text && text.isBlank()) {
            throw new IllegalArgumentException(
                    "One of the tokens of the option " + OPTION + " is empty, which everybody knows: remove it");
        }
        if (token instanceof String text) {
            OptionValues.singleLine(OPTION, text);
            return text;
        }
        throw notTokens(token);
    }

    private static IllegalArgumentException notTokens(Object value) {
        return new IllegalArgumentException("The option " + OPTION + " holds a "
                + value.getClass().getName()
                + ": give it one text, several separated by commas, or a bean that is a list of texts");
    }
}
