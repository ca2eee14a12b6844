package io.camelpurse.redirect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.opts.AllowWeakRSAKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Base64;
import java.util.Map;
import java.util.Set;

/** Keys and tokens as Purse makes them, and as others do. */
final class Keys {

    static final RSAKey ONE = key("key-one");
    static final RSAKey TWO = key("key-two");
    static final RSAKey FOREIGN = key("key-foreign");

    static final Map<String, Object> CLAIMS = Map.of(
            "client_session_id", "cs-1",
            "payment_id", "p-1",
            "authorization_status", "AUTHORIZED",
            "client_session_status", "SUBMITTED");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Keys() {}

    static RSAKey key(String id) {
        return key(id, 2048);
    }

    static RSAKey key(String id, int bits) {
        try {
            return new RSAKeyGenerator(bits, bits < 2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The form of Purse's response: neither {@code alg} nor {@code use}. */
    static JsonNode listed(RSAKey... keys) {
        ObjectNode response = JSON.createObjectNode();
        response.putArray("keys");
        for (RSAKey key : keys) {
            response.withArray("keys").add(entry(key));
        }
        return response;
    }

    static ObjectNode entry(RSAKey key) {
        return JSON.createObjectNode()
                .put("kty", "RSA")
                .put("e", key.getPublicExponent().toString())
                .put("kid", key.getKeyID())
                .put("n", key.getModulus().toString());
    }

    static String token(RSAKey key) {
        return token(key, JWSAlgorithm.RS256, CLAIMS);
    }

    static String token(RSAKey key, Map<String, Object> claims) {
        return token(key, JWSAlgorithm.RS256, claims);
    }

    static String token(RSAKey key, JWSAlgorithm algorithm, Map<String, Object> claims) {
        try {
            JWSObject token = new JWSObject(
                    new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build(), new Payload(claims));
            RSASSASigner signer = new RSASSASigner(key.toPrivateKey(), Set.of(AllowWeakRSAKey.getInstance()));
            token.sign(signer);
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Signs any header with RS256, whatever it says. */
    static String signed(RSAKey key, String header, String payload) {
        try {
            String content = encode(header) + "." + encode(payload);
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key.toPrivateKey());
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return content + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
        } catch (GeneralSecurityException | JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    static String claims() {
        try {
            return JSON.writeValueAsString(CLAIMS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String encode(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
