package io.camelpurse.model;

import java.util.Map;

/**
 * A public key that Purse signs redirections with ({@code keys} of the JWKS): a JSON Web Key, further members among
 * {@code otherFields}.
 *
 * @param kid key id, text or number as it came
 * @param kty key type, {@code RSA}
 * @param n RSA modulus, base64url
 * @param e RSA exponent, base64url
 * @param otherFields fields that are not listed here, by name, as they came; never null
 */
@PurseJson
public record SigningKey(
        Object kid,
        String kty,
        String n,
        String e,
        @OtherFields Map<String, Object> otherFields) {

    /** Copies what could change, so that the record never does. */
    public SigningKey {
        kid = UnmodifiableCopy.value(kid);
        otherFields = UnmodifiableCopy.otherFields(otherFields);
    }

    /**
     * The key id as a JWS header names it.
     *
     * @return {@link #kid()} as text; null where it is absent
     */
    public String keyId() {
        return UnmodifiableCopy.text(kid);
    }
}
