package io.camelpurse.model;

import java.util.Map;

/**
 * The response of the token endpoint (RFC 6749). The text form hides the token.
 *
 * @param accessToken the bearer token
 * @param tokenType how the token is used, {@code Bearer}
 * @param expiresIn lifetime in seconds
 * @param otherFields fields that are not listed here, by name, as they came; never null
 */
@PurseJson
public record AccessToken(
        String accessToken,
        String tokenType,
        @WholeNumber Long expiresIn,
        @OtherFields Map<String, Object> otherFields) {

    /** Copies what could change, so that the record never does. */
    public AccessToken {
        otherFields = UnmodifiableCopy.otherFields(otherFields);
    }

    @Override
    public String toString() {
        return "AccessToken[tokenType=" + tokenType + ", expiresIn=" + expiresIn + "]";
    }
}
