package io.camelpurse.redirect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.util.Base64URL;
import io.camelpurse.InvalidRedirectionReason;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * A compact JWS (RFC 7515, section 7.1), of which nothing is believed yet. Of its header only algorithm and key id are
 * ever looked at.
 */
final class CompactToken {

    /** Brings a key along, says where to fetch one, or asks for an extension, none of which we know. */
    private static final List<String> REFUSED_MEMBERS = List.of("jwk", "jku", "x5u", "x5c", "crit", "b64");

    /** Spares nimbus the decoding, which it does slowly and of other ways to write the bytes as well. */
    private static final class Decoded extends Base64URL {

        private static final long serialVersionUID = 1L;

        private final byte[] bytes;

        Decoded(String text, byte[] bytes) {
            super(text);
            this.bytes = bytes;
        }

        @Override
        public byte[] decode() {
            return bytes.clone();
        }
    }

    private final JWSHeader header;
    private final byte[] signedContent;
    private final byte[] payload;
    private final Base64URL signature;

    private CompactToken(JWSHeader header, byte[] signedContent, byte[] payload, Base64URL signature) {
        this.header = header;
        this.signedContent = signedContent;
        this.payload = payload;
        this.signature = signature;
    }

    static CompactToken parse(String text) throws RejectedRedirectionException {
        if (text.isEmpty()) {
            throw new RejectedRedirectionException(InvalidRedirectionReason.MISSING);
        }
        if (text.length() > RedirectionVerifier.MAX_LENGTH) {
            throw new RejectedRedirectionException(InvalidRedirectionReason.TOO_LONG);
        }
        String[] parts = text.split("\\.", -1);
        if (parts.length != 3) {
            throw new RejectedRedirectionException(InvalidRedirectionReason.MALFORMED);
        }
        JWSHeader header = header(bytes(parts[0]));
        byte[] payload = bytes(parts[1]);
        byte[] signature = bytes(parts[2]);
        byte[] signedContent =
                text.substring(0, text.length() - parts[2].length() - 1).getBytes(StandardCharsets.US_ASCII);
        return new CompactToken(header, signedContent, payload, new Decoded(parts[2], signature));
    }

    JWSHeader header() {
        return header;
    }

    byte[] signedContent() {
        return signedContent;
    }

    byte[] payload() {
        return payload;
    }

    Base64URL signature() {
        return signature;
    }

    private static JWSHeader header(byte[] json) throws RejectedRedirectionException {
        ObjectNode header = SignedJson.object(json)
                .orElseThrow(() -> new RejectedRedirectionException(InvalidRedirectionReason.MALFORMED));
        JWSAlgorithm algorithm = algorithm(header.path("alg"));
        if (REFUSED_MEMBERS.stream().anyMatch(header::has)) {
            throw new RejectedRedirectionException(InvalidRedirectionReason.HEADER);
        }
        return new JWSHeader.Builder(algorithm).keyID(keyId(header.path("kid"))).build();
    }

    private static JWSAlgorithm algorithm(JsonNode alg) throws RejectedRedirectionException {
        return JWSAlgorithm.Family.RSA.stream()
                .filter(algorithm -> algorithm.getName().equals(alg.textValue()))
                .findFirst()
                .orElseThrow(() -> new RejectedRedirectionException(InvalidRedirectionReason.ALGORITHM));
    }

    /** Text, or a number as in the vendor's example of a key (section 10 of the API reference). */
    private static String keyId(JsonNode kid) throws RejectedRedirectionException {
        if (!kid.isTextual() && !kid.isIntegralNumber() || kid.asText().isEmpty()) {
            throw new RejectedRedirectionException(InvalidRedirectionReason.UNKNOWN_KEY);
        }
        return kid.asText();
    }

    /** Only the one way to write these bytes, since nimbus and the JDK would read others as well. */
    private static byte[] bytes(String part) throws RejectedRedirectionException {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(part);
            byte[] canonical = Base64.getUrlEncoder().withoutPadding().encode(bytes);
            if (bytes.length > 0 && Arrays.equals(canonical, part.getBytes(StandardCharsets.UTF_8))) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            // As for any other text that is not base64url.
        }
        throw new RejectedRedirectionException(InvalidRedirectionReason.MALFORMED);
    }
}
