package io.camelpurse.redirect;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import io.camelpurse.model.JsonFields;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** The keys of one fetch, ready for verification. */
final class SigningKeySet {

    /** Required by RFC 7518. */
    private static final int MIN_KEY_BITS = 2048;

    private final JWKSet keys;
    private final Map<JWK, JWSVerifier> verifiers;
    private final Instant readAt;
    private final List<String> unusable;

    private SigningKeySet(Map<JWK, JWSVerifier> verifiers, Instant readAt, List<String> unusable) {
        this.keys = new JWKSet(new ArrayList<>(verifiers.keySet()));
        this.verifiers = verifiers;
        this.readAt = readAt;
        this.unusable = unusable;
    }

    /**
     * Reads a JSON Web Key Set. Only the fields that an RSA signature needs are used; {@code kid} may be a number, as
     * in the example of the API reference; a key that cannot be used does not affect the others.
     */
    static SigningKeySet of(JsonNode response, Instant readAt) {
        Map<JWK, JWSVerifier> verifiers = new IdentityHashMap<>();
        List<String> unusable = new ArrayList<>();
        for (JsonNode json : response.path(JsonFields.KEYS)) {
            if (json.path("kty").asText().equals(KeyType.RSA.getValue())) {
                try {
                    RSAKey key = rsaKey(json);
                    if (key.size() < MIN_KEY_BITS) {
                        unusable.add("less than " + MIN_KEY_BITS + " bits");
                    } else {
                        verifiers.put(key, new RSASSAVerifier(key));
                    }
                } catch (ParseException | JOSEException | RuntimeException e) {
                    // Without the message, in which nimbus quotes the key.
                    unusable.add(e.getClass().getSimpleName());
                }
            }
        }
        return new SigningKeySet(verifiers, readAt, unusable);
    }

    private static RSAKey rsaKey(JsonNode json) throws ParseException {
        JsonNode kid = json.path("kid");
        JsonNode alg = json.path("alg");
        RSAKey key = new RSAKey.Builder(
                        new Base64URL(json.path("n").asText()),
                        new Base64URL(json.path("e").asText()))
                .keyID(kid.isTextual() || kid.isIntegralNumber() ? kid.asText() : null)
                .keyUse(KeyUse.parse(json.path("use").textValue()))
                .algorithm(alg.isTextual() ? JWSAlgorithm.parse(alg.textValue()) : null)
                .build();
        return key;
    }

    boolean isEmpty() {
        return verifiers.isEmpty();
    }

    /** The reasons for which RSA keys were ignored, one for each. */
    List<String> unusable() {
        return unusable;
    }

    JWKSet keys() {
        return keys;
    }

    Instant readAt() {
        return readAt;
    }

    /** The keys with the key id and algorithm of a header, for signatures. Usually one or none. */
    List<JWSVerifier> verifiers(JWSHeader header) {
        JWKMatcher matcher = new JWKMatcher.Builder()
                .keyType(KeyType.RSA)
                .keyID(header.getKeyID())
                .keyUses(KeyUse.SIGNATURE, null)
                .algorithms(header.getAlgorithm(), null)
                .build();
        return new JWKSelector(matcher)
                .select(keys).stream().map(verifiers::get).toList();
    }
}
