package io.camelpurse;

import io.camelpurse.text.SafeText;

/**
 * Client id, client secret and API key of an account. Part of what distinguishes one token from another, so that
 * accounts never mix.
 *
 * @param clientId the OAuth2 client id
 * @param clientSecret the OAuth2 client secret
 * @param apiKey the value of {@code x-api-key}, or {@code null} for none
 */
public record Credentials(String clientId, String clientSecret, String apiKey) {

    /**
     * Without the values, of which the client id is one that Camel masks too.
     */
    @Override
    public String toString() {
        return "Credentials[clientId=" + SafeText.MASK + "]";
    }
}
