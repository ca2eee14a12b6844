package io.camelpurse.sandbox;

/**
 * A merchant's entity with its credentials.
 *
 * @param entityId the entity
 * @param clientId OAuth2 client id
 * @param clientSecret OAuth2 client secret
 * @param apiKey value for the header {@code x-api-key}
 */
public record Account(String entityId, String clientId, String clientSecret, String apiKey) {
    /** Shows the entity and the client id, never a secret. */
    @Override
    public String toString() {
        return "Account[entityId=" + entityId + ", clientId=" + clientId + ", clientSecret=***, apiKey=***]";
    }
}
