package io.camelpurse.redirect;

import static io.camelpurse.InvalidRedirectionReason.ALGORITHM;
import static io.camelpurse.InvalidRedirectionReason.CLAIMS;
import static io.camelpurse.InvalidRedirectionReason.EXPIRED;
import static io.camelpurse.InvalidRedirectionReason.HEADER;
import static io.camelpurse.InvalidRedirectionReason.MALFORMED;
import static io.camelpurse.InvalidRedirectionReason.MISSING;
import static io.camelpurse.InvalidRedirectionReason.NOT_YET_VALID;
import static io.camelpurse.InvalidRedirectionReason.SIGNATURE;
import static io.camelpurse.InvalidRedirectionReason.TOO_LONG;
import static io.camelpurse.InvalidRedirectionReason.UNKNOWN_KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.camelpurse.InvalidRedirectionReason;
import io.camelpurse.message.Validated;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is signed by Purse is believed, and nothing else, however it is dressed. Tests
 * {@link RedirectionVerifier}, {@link CompactToken}, {@link RedirectionClaims},
 * {@link io.camelpurse.InvalidRedirectionReason} and {@link SignedJson}.
 */
class RedirectionVerifierTest {

    private static final long SEED = 20_261_122;
    private static final KeyServer PURSE = new KeyServer(Keys.ONE, Keys.TWO);
    private static final SigningKeySource KEYS = PURSE.source();
    private static final String GOOD = Keys.token(Keys.ONE);
    private static final String KID = "\"kid\":\"key-one\"";

    private final RedirectionVerifier verifier = new RedirectionVerifier(KEYS, PURSE.clock);

    @AfterAll
    static void stop() throws Exception {
        PURSE.close();
        KEYS.close();
    }

    static Stream<JWSAlgorithm> rsaAlgorithms() {
        return Stream.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512").map(JWSAlgorithm::parse);
    }

    @ParameterizedTest
    @MethodSource("rsaAlgorithms")
    void anRsaSignatureOfAListedKeyIsValid(JWSAlgorithm algorithm) {
        ObjectNode claims =
                verified(Keys.token(Keys.ONE, algorithm, Keys.CLAIMS)).claims();
        assertThat(claims.path("client_session_id").asText()).isEqualTo("cs-1");
        assertThat(claims.path("payment_id").asText()).isEqualTo("p-1");
    }

    @Test
    void aNumberAsKeyIdWorksOnBothSides() throws Exception {
        try (KeyServer purse = new KeyServer()) {
            ObjectNode key = Keys.entry(Keys.ONE).put("kid", 12345);
            purse.responses(JsonNodeFactory.instance
                    .objectNode()
                    .set("keys", JsonNodeFactory.instance.arrayNode().add(key)));
            SigningKeySource keys = purse.source();
            RedirectionVerifier numeric = new RedirectionVerifier(keys, purse.clock);
            for (String header :
                    List.of("{\"alg\":\"RS256\",\"kid\":12345}", "{\"alg\":\"RS256\",\"kid\":\"12345\"}")) {
                String token = Keys.signed(Keys.ONE, header, Keys.claims());
                assertThat(valid(numeric.verify(token).join()).claims()).isNotEmpty();
            }
        }
    }

    @Test
    void unknownClaimsAndHeadersAreKept() {
        String header = "{\"alg\":\"RS256\"," + KID + ",\"typ\":\"anything+json\",\"iat\":1,\"x5t\":\"abc\"}";
        String payload = "{\"client_session_id\":\"cs-1\",\"new_claim\":{\"a\":[1.50]}}";
        assertThat(verified(Keys.signed(Keys.ONE, header, payload)).claims().toString())
                .isEqualTo(payload);
    }

    @Test
    void aTokenWithoutASignatureIsInvalid() {
        String payload = Keys.encode(Keys.claims());
        for (String none : List.of("none", "None", "NONE", "nOnE", "")) {
            String header = Keys.encode("{\"alg\":\"" + none + "\"," + KID + "}");
            assertRejected(header + "." + payload + ".", ALGORITHM);
            assertRejected(header + "." + payload + ".AAAA", ALGORITHM);
            assertRejected(header + "." + payload + GOOD.substring(GOOD.lastIndexOf('.')), ALGORITHM);
        }
        assertRejected(Keys.encode("{" + KID + "}") + "." + payload + ".", ALGORITHM);
        assertRejected(GOOD.substring(0, GOOD.lastIndexOf('.') + 1), MALFORMED);
        assertRejected(GOOD.substring(0, GOOD.lastIndexOf('.')), MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HS256", "HS384", "HS512"})
    void aPublicKeyIsNoSecret(String algorithm) throws Exception {
        byte[] der = Keys.ONE.toRSAPublicKey().getEncoded();
        String pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END PUBLIC KEY-----\n";
        for (byte[] secret : List.of(
                der,
                pem.getBytes(StandardCharsets.US_ASCII),
                Keys.ONE.getModulus().decode(),
                Keys.ONE.getModulus().toString().getBytes(StandardCharsets.US_ASCII),
                Keys.ONE.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8))) {
            JWSObject token = new JWSObject(
                    new JWSHeader.Builder(JWSAlgorithm.parse(algorithm))
                            .keyID("key-one")
                            .build(),
                    new Payload(Keys.CLAIMS));
            token.sign(new MACSigner(secret));
            assertRejected(token.serialize(), ALGORITHM);
        }
    }

    @Test
    void onlyRsaSignaturesCount() throws JOSEException {
        JWSObject token = new JWSObject(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("key-one").build(), new Payload(Keys.CLAIMS));
        token.sign(
                new ECDSASigner(new ECKeyGenerator(Curve.P_256).keyID("key-one").generate()));
        assertRejected(token.serialize(), ALGORITHM);
        for (String other : List.of("EdDSA", "rs256", "RS1", "RSA1_5", "RS256 ", "ES512", "dir")) {
            String header = "{\"alg\":\"" + other + "\"," + KID + "}";
            assertRejected(Keys.signed(Keys.ONE, header, Keys.claims()), ALGORITHM);
        }
        assertRejected(Keys.signed(Keys.ONE, "{\"alg\":[\"RS256\"]," + KID + "}", Keys.claims()), ALGORITHM);
    }

    @Test
    void aTokenDoesNotBringItsKeyAlong() {
        String jwk = Keys.FOREIGN.toPublicJWK().toJSONString();
        for (String member : List.of(
                "\"jwk\":" + jwk,
                "\"jku\":\"https://attacker.example/keys\"",
                "\"x5u\":\"https://attacker.example/certificate\"",
                "\"x5c\":[\"MIIB\"]",
                "\"crit\":[\"exp\"],\"exp\":1",
                "\"crit\":[]",
                "\"b64\":false")) {
            for (String kid : List.of(KID, "\"kid\":\"key-foreign\"")) {
                String header = "{\"alg\":\"RS256\"," + kid + "," + member + "}";
                assertRejected(Keys.signed(Keys.FOREIGN, header, Keys.claims()), HEADER);
                assertRejected(Keys.signed(Keys.ONE, header, Keys.claims()), HEADER);
            }
        }
    }

    @Test
    void theKeyHasToBeListed() {
        assertRejected(Keys.token(Keys.FOREIGN), UNKNOWN_KEY);
        assertRejected(Keys.signed(Keys.FOREIGN, "{\"alg\":\"RS256\"," + KID + "}", Keys.claims()), SIGNATURE);
        assertRejected(Keys.signed(Keys.TWO, "{\"alg\":\"RS256\"," + KID + "}", Keys.claims()), SIGNATURE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ",\"kid\":null", ",\"kid\":\"\"", ",\"kid\":[\"key-one\"]", ",\"kid\":1.5", ",\"kid\":true"})
    void theKeyHasToBeNamed(String kid) {
        assertRejected(Keys.signed(Keys.ONE, "{\"alg\":\"RS256\"" + kid + "}", Keys.claims()), UNKNOWN_KEY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../key", "key-one\\u0000", "' OR 1=1 --", "https://attacker.example/key", "KEY-ONE"})
    void aKeyIdIsNothingButCompared(String kid) {
        String header = "{\"alg\":\"RS256\",\"kid\":\"" + kid + "\"}";
        assertRejected(Keys.signed(Keys.ONE, header, Keys.claims()), UNKNOWN_KEY);
    }

    @Test
    void anAlgorithmIsNotExchangedUnderASignature() {
        String[] parts = GOOD.split("\\.");
        for (String other : List.of("RS384", "RS512", "PS256", "PS384", "PS512")) {
            String header = Keys.encode("{\"kid\":\"key-one\",\"alg\":\"" + other + "\"}");
            assertRejected(header + "." + parts[1] + "." + parts[2], SIGNATURE);
        }
    }

    @Test
    void aPayloadIsNotExchangedUnderASignature() {
        String[] one = GOOD.split("\\.");
        String[] two = Keys.token(Keys.ONE, Map.of("client_session_id", "cs-2")).split("\\.");
        assertRejected(one[0] + "." + two[1] + "." + one[2], SIGNATURE);
        assertRejected(one[0] + "." + one[1] + "." + two[2], SIGNATURE);
    }

    @Test
    void noSignatureIsTrivial() {
        String content = GOOD.substring(0, GOOD.lastIndexOf('.') + 1);
        BigInteger modulus = Keys.ONE.getModulus().decodeToBigInteger();
        for (BigInteger number : List.of(
                BigInteger.ZERO,
                BigInteger.ONE,
                modulus.subtract(BigInteger.ONE),
                modulus,
                modulus.add(BigInteger.ONE))) {
            byte[] bytes = new byte[256];
            byte[] value = number.toByteArray();
            int length = Math.min(256, value.length);
            System.arraycopy(value, value.length - length, bytes, 256 - length, length);
            assertRejected(content + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes), SIGNATURE);
        }
        assertRejected(content + "AA", SIGNATURE);
    }

    @Test
    void aPieceOfATokenIsNone() {
        for (int length = 0; length < GOOD.length(); length++) {
            String piece = GOOD.substring(0, length);
            assertThat(reason(piece)).as(piece).isIn(MISSING, MALFORMED, SIGNATURE);
        }
    }

    @Test
    void thereIsOneWayToWriteAToken() {
        assertRejected(GOOD + "=", MALFORMED);
        assertRejected(GOOD + "==", MALFORMED);
        assertRejected(GOOD + " ", MALFORMED);
        assertRejected(GOOD + "\n", MALFORMED);
        assertRejected(" " + GOOD, MALFORMED);
        assertRejected(GOOD + ".", MALFORMED);
        assertRejected("." + GOOD, MALFORMED);
        assertRejected(GOOD + "." + GOOD, MALFORMED);
        assertRejected(GOOD + "," + GOOD, MALFORMED);
        assertRejected(GOOD + "\u00e9", MALFORMED);
        assertRejected(GOOD.replaceFirst("\\.", ".\u4e00"), MALFORMED);
        assertRejected(GOOD.replace('.', '\u3002'), MALFORMED);
        // The last of 342 characters has two bits that count; the other four are to be zero.
        int last = GOOD.length() - 1;
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        int bits = alphabet.indexOf(GOOD.charAt(last));
        for (int spare = 1; spare < 16; spare++) {
            assertRejected(GOOD.substring(0, last) + alphabet.charAt(bits & 0x30 | spare), MALFORMED);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "\"RS256\"",
                "{",
                "{\"alg\":\"RS256\",\"kid\":\"key-one\"",
                "{\"alg\":\"RS256\",\"kid\":\"key-one\"} {}",
                "{\"alg\":\"none\",\"kid\":\"key-one\",\"alg\":\"RS256\"}",
                "{\"alg\":\"RS256\",\"kid\":\"key-foreign\",\"kid\":\"key-one\"}",
                "{'alg':'RS256','kid':'key-one'}"
            })
    void aHeaderIsOneJsonObject(String header) {
        assertRejected(Keys.signed(Keys.ONE, header, Keys.claims()), MALFORMED);
    }

    @Test
    void deeplyNestedJsonIsHarmless() {
        String nested = "{\"alg\":\"RS256\"," + KID + ",\"a\":" + "[".repeat(3000) + "}";
        assertRejected(Keys.signed(Keys.ONE, nested, Keys.claims()), MALFORMED);
    }

    @Test
    void aTooLongTokenIsNotParsed() {
        assertRejected("a".repeat(RedirectionVerifier.MAX_LENGTH + 1), TOO_LONG);
        assertRejected("a".repeat(1_000_000), TOO_LONG);
        assertRejected(".".repeat(1_000_000), TOO_LONG);
        Map<String, Object> claims = new HashMap<>(Keys.CLAIMS);
        claims.put("filler", "x".repeat(8000));
        assertRejected(Keys.token(Keys.ONE, claims), TOO_LONG);
        claims.put("filler", "x".repeat(5000));
        assertThat(verified(Keys.token(Keys.ONE, claims)).claims()).isNotEmpty();
    }

    @Test
    void otherFormsOfJoseAreNotRead() {
        String[] parts = GOOD.split("\\.");
        assertRejected(
                "{\"payload\":\"" + parts[1] + "\",\"protected\":\"" + parts[0] + "\",\"signature\":\"" + parts[2]
                        + "\"}",
                MALFORMED);
        assertRejected("eyJhbGciOiJSU0EtT0FFUCIsImVuYyI6IkEyNTZHQ00ifQ.a.b.c.d", MALFORMED);
        assertRejected(parts[0] + ".." + parts[2], MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "\"text\"",
                "{}",
                "{\"sub\":\"somebody\",\"scope\":\"payments\"}",
                "{\"authorization_status\":\"AUTHORIZED\"}",
                "{\"payment_id\":\"\"}",
                "{\"payment_id\":1}",
                "{\"payment_id\":[\"p-1\"]}",
                "{\"client_session_id\":\"cs-1\",\"authorization_status\":{}}",
                "{\"client_session_id\":\"cs-1\",\"client_session_id\":\"cs-2\"}",
                "{\"client_session_id\":\"cs-1\"} trailing",
                "not JSON"
            })
    void somethingElseThatPurseSignedIsNoRedirectionData(String payload) {
        assertRejected(Keys.signed(Keys.ONE, "{\"alg\":\"RS256\"," + KID + "}", payload), CLAIMS);
    }

    @Test
    void nothingOfThePayloadIsReadBeforeTheSignature() {
        assertRejected(Keys.signed(Keys.FOREIGN, "{\"alg\":\"RS256\"," + KID + "}", "not JSON"), SIGNATURE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"client_session_id\":\"cs-1\"}", "{\"payment_id\":\"p-1\",\"client_session_id\":null}"})
    void claimsMayBeAbsent(String payload) {
        assertThat(verified(Keys.signed(Keys.ONE, "{\"alg\":\"RS256\"," + KID + "}", payload))
                        .claims())
                .isNotEmpty();
    }

    @Test
    void timesAreRespectedWhereThereAreSome() {
        long now = PURSE.clock.instant().getEpochSecond();
        assertThat(verified(timed("exp", now + 1))).isNotNull();
        assertThat(verified(timed("exp", now - 30))).isNotNull();
        assertThat(verified(timed("exp", now + 0.5))).isNotNull();
        assertThat(verified(timed("nbf", now + 30))).isNotNull();
        assertRejected(timed("exp", now - 61), EXPIRED);
        assertRejected(timed("exp", 0), EXPIRED);
        assertRejected(timed("exp", -1), EXPIRED);
        assertRejected(timed("nbf", now + 120), NOT_YET_VALID);
        assertRejected(timed("exp", "tomorrow"), CLAIMS);
        assertRejected(timed("exp", Long.toString(now + 100)), CLAIMS);
        assertRejected(timed("nbf", List.of(1)), CLAIMS);
    }

    @Test
    void aFingerprintDistinguishesTokens() {
        assertThat(verified(GOOD).fingerprint())
                .isEqualTo(verified(GOOD).fingerprint())
                .isNotEqualTo(verified(Keys.token(Keys.TWO)).fingerprint())
                .matches("[\\w-]{43}");
    }

    @Test
    void aFingerprintStaysWhenTheSameIsSignedAgain() {
        String first = Keys.token(Keys.ONE, JWSAlgorithm.PS256, Keys.CLAIMS);
        String second = Keys.token(Keys.ONE, JWSAlgorithm.PS256, Keys.CLAIMS);
        assertThat(first).isNotEqualTo(second);
        assertThat(verified(first).fingerprint()).isEqualTo(verified(second).fingerprint());
    }

    @Test
    void tenThousandMutationsAreRejectedAndNothingBreaks() {
        Random random = new Random(SEED);
        int readsBefore = PURSE.reads();
        for (int round = 0; round < 10_000; round++) {
            String mutated = mutate(GOOD, random);
            if (!mutated.equals(GOOD)) {
                assertThat(reason(mutated)).as("round %d: %s", round, mutated).isNotNull();
            }
        }
        assertThat(PURSE.reads() - readsBefore).isLessThanOrEqualTo(2);
        assertThat(verified(GOOD)).isNotNull();
    }

    private static String mutate(String token, Random random) {
        StringBuilder text = new StringBuilder(token);
        for (int times = 1 + random.nextInt(3); times > 0; times--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(6)) {
                case 0 -> text.setCharAt(at, (char) (text.charAt(at) ^ 1 << random.nextInt(7)));
                case 1 -> text.setCharAt(at, (char) random.nextInt(0x10000));
                case 2 -> text.deleteCharAt(at);
                case 3 -> text.insert(at, (char) (33 + random.nextInt(94)));
                case 4 -> text.setLength(Math.max(1, at));
                default -> {
                    int other = random.nextInt(text.length());
                    char kept = text.charAt(at);
                    text.setCharAt(at, text.charAt(other));
                    text.setCharAt(other, kept);
                }
            }
        }
        return text.toString();
    }

    private static String timed(String claim, Object value) {
        Map<String, Object> claims = new HashMap<>(Keys.CLAIMS);
        claims.put(claim, value);
        return Keys.token(Keys.ONE, claims);
    }

    private VerifiedRedirection verified(String token) {
        return valid(verifier.verify(token).join());
    }

    private static VerifiedRedirection valid(Validated<VerifiedRedirection, InvalidRedirectionReason> verified) {
        return verified.fold(Function.identity(), reason -> fail("rejected: " + reason));
    }

    private void assertRejected(String token, InvalidRedirectionReason reason) {
        assertThat(reason(token))
                .as(token.length() > 1000 ? token.substring(0, 1000) : token)
                .isEqualTo(reason);
    }

    /** {@code null} if the token is believed; whatever else goes wrong fails the test. */
    private InvalidRedirectionReason reason(String token) {
        return verifier.verify(token).join().fold(verified -> null, Function.identity());
    }
}
