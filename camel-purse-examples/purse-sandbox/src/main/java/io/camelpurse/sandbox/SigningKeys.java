package io.camelpurse.sandbox;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import io.camelpurse.sandbox.state.Ids;
import io.camelpurse.sandbox.state.Return;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The keys that sign redirection data. The newest signs; older ones stay listed until they are retired. */
final class SigningKeys {
    /** All sandboxes of a JVM sign with the same keys, each under ids of its own. */
    private static final Map<Integer, RSAKey> MADE = new ConcurrentHashMap<>();

    private final Ids ids;
    private final Deque<RSAKey> keys = new ArrayDeque<>();
    private final AtomicInteger taken = new AtomicInteger(1);

    /** @param first from {@link #first()} */
    SigningKeys(Ids ids, RSAKey first) {
        this.ids = ids;
        install(first);
    }

    /** The key that a sandbox begins with, without an id. The first call takes as long as {@link #next()}. */
    static RSAKey first() {
        return key(0);
    }

    /** A key without an id; making one takes a tenth of a second or so, and ten times as long with C1 alone. */
    RSAKey next() {
        return key(taken.getAndIncrement());
    }

    private static RSAKey key(int number) {
        return MADE.computeIfAbsent(number, ignored -> make());
    }

    private static RSAKey make() {
        try {
            return new RSAKeyGenerator(2048).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("This Java runtime cannot make RSA keys", e);
        }
    }

    /** Signs with a new key from now on. */
    void install(RSAKey key) {
        keys.addFirst(new RSAKey.Builder(key).keyID(ids.next(Ids.Kind.KEY)).build());
    }

    void retireOld() {
        while (keys.size() > 1) {
            keys.removeLast();
        }
    }

    List<RSAKey> listed() {
        return keys.stream().map(RSAKey::toPublicJWK).toList();
    }

    String sign(Return back) {
        Map<String, Object> claims = new LinkedHashMap<>();
        putIfPresent(claims, "client_session_id", back.clientSessionId());
        putIfPresent(claims, "payment_id", back.paymentId());
        putIfPresent(claims, "authorization_status", back.authorizationStatus());
        putIfPresent(claims, "client_session_status", back.clientSessionStatus());
        return sign(claims);
    }

    String sign(Map<String, Object> claims) {
        RSAKey key = keys.getFirst();
        JWSHeader header =
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build();
        JWSObject jws = new JWSObject(header, new Payload(claims));
        try {
            jws.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("Signing failed", e);
        }
        return jws.serialize();
    }

    private static void putIfPresent(Map<String, Object> claims, String name, String value) {
        if (value != null) {
            claims.put(name, value);
        }
    }
}
