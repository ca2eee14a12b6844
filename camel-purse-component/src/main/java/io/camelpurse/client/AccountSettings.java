package io.camelpurse.client;

import io.camelpurse.Credentials;
import io.camelpurse.text.OptionValues;
import java.net.URI;
import java.util.function.Supplier;

/**
 * Distinguishes the tokens of one account from those of another. Endpoints of equal settings share one token.
 *
 * @param tokenUrl          where tokens come from
 * @param credentialsInBody whether id and secret go into the form instead of an {@code Authorization: Basic} header
 * @param scope             the OAuth2 scope to ask for, or {@code null}
 * @param credentials       asked before every fetch, so that credentials can change; compared by {@code equals}
 */
public record AccountSettings(
        URI tokenUrl, boolean credentialsInBody, String scope, Supplier<Credentials> credentials) {

    /**
     * Credentials that stay as they are.
     *
     * @param credentials the credentials
     * @return a supplier that equals any other of equal credentials
     */
    public static Supplier<Credentials> fixed(Credentials credentials) {
        return new Fixed(credentials);
    }

    /**
     * The credentials at this moment. What a bean of the application throws stays out of the failure, text and all: it
     * may hold the secret.
     *
     * @param source where they come from
     * @return the credentials
     * @throws CallFailedException if there are none; nothing was sent
     */
    static Credentials current(Supplier<Credentials> source) throws CallFailedException {
        Credentials credentials;
        try {
            credentials = source.get();
        } catch (Throwable e) { // Checked exceptions and errors too: other languages throw them undeclared.
            throw CallFailedException.notExecuted(
                    "credentialsSource failed with " + e.getClass().getName(), null);
        }
        if (credentials == null || credentials.clientId() == null || credentials.clientSecret() == null) {
            throw CallFailedException.notExecuted("credentialsSource returned no client id and secret", null);
        }
        if (!isSingleLine(credentials.clientId())
                || !isSingleLine(credentials.clientSecret())
                || !isSingleLine(credentials.apiKey())) {
            throw CallFailedException.notExecuted(
                    "credentialsSource returned a client id, client secret or API key that begins or ends with a blank,"
                            + " or has a line break in it",
                    null);
        }
        if (credentials.apiKey() != null && !OptionValues.isAscii(credentials.apiKey())) {
            throw CallFailedException.notExecuted(
                    "credentialsSource returned an API key with a character that is not ASCII", null);
        }
        return credentials;
    }

    private static boolean isSingleLine(String credential) {
        return credential == null || OptionValues.isSingleLine(credential);
    }

    private record Fixed(Credentials credentials) implements Supplier<Credentials> {

        @Override
        public Credentials get() {
            return credentials;
        }
    }
}
