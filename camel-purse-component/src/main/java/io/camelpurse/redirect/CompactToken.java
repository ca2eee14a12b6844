package io.camelpurse.redirect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.util.Base64URL;
import io.camelpurse.InvalidRedirectionReason;
import io.camelpurse.message.Validated;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** A compact JWS (RFC 7515) that is not verified yet. Only algorithm and key id of its header are used. */
final class CompactToken {

    /**
     * Header parameters that carry a key, say where to fetch one, or require an extension, of which none is supported.
     */
    private static final List<String> REJECTED_MEMBERS = List.of("jwk", "jku", "x5u", "x5c", "crit", "b64");

    /** Decoded already: nimbus decodes more slowly, and accepts other encodings of the same bytes. */
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

    static Validated<CompactToken, InvalidRedirectionReason> parse(String text) {
        if (text.isEmpty()) {
            return Validated.rejected(InvalidRedirectionReason.MISSING);
        }
        if (text.length() > RedirectionVerifier.MAX_LENGTH) {
            return Validated.rejected(InvalidRedirectionReason.TOO_LONG);
        }
        String[] parts = text.split("\\.", -1);
        if (parts.length != 3) {
            return Validated.rejected(InvalidRedirectionReason.MALFORMED);
        }
        return Validated.of(bytes(parts[0]).flatMap(SignedJson::object), InvalidRedirectionReason.MALFORMED)
                .then(CompactToken::header)
                .then(header -> token(header, text, parts));
    }

    private static Validated<CompactToken, InvalidRedirectionReason> token(
            JWSHeader header, String text, String[] parts) {
        Optional<byte[]> payload = bytes(parts[1]);
        Optional<byte[]> signature = bytes(parts[2]);
        if (payload.isEmpty() || signature.isEmpty()) {
            return Validated.rejected(InvalidRedirectionReason.MALFORMED);
        }
        byte[] signedContent =
                text.substring(0, text.length() - parts[2].length() - 1).getBytes(StandardCharsets.US_ASCII);
        return Validated.valid(
                new CompactToken(header, signedContent, payload.get(), new Decoded(parts[2], signature.get())));
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

    private static Validated<JWSHeader, InvalidRedirectionReason> header(ObjectNode header) {
        Optional<JWSAlgorithm> algorithm = algorithm(header.path("alg"));
        if (algorithm.isEmpty()) {
            return Validated.rejected(InvalidRedirectionReason.ALGORITHM);
        }
        if (REJECTED_MEMBERS.stream().anyMatch(header::has)) {
            return Validated.rejected(InvalidRedirectionReason.HEADER);
        }
        // Text, or a number as in the example of a key in the API reference.
        JsonNode keyId = header.path("kid");
        if (!keyId.isTextual() && !keyId.isIntegralNumber() || keyId.asText().isEmpty()) {
            return Validated.rejected(InvalidRedirectionReason.UNKNOWN_KEY);
        }
        return Validated.valid(
                new JWSHeader.Builder(algorithm.get()).keyID(keyId.asText()).build());
    }

    private static Optional<JWSAlgorithm> algorithm(JsonNode alg) {
        return JWSAlgorithm.Family.RSA.stream()
                .filter(algorithm -> algorithm.getName().equals(alg.textValue()))
                .findFirst();
    }

    /** Accepts only the canonical encoding, since nimbus and the JDK would decode others as well. */
    private static Optional<byte[]> bytes(String part) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(part);
            byte[] canonical = Base64.getUrlEncoder().withoutPadding().encode(bytes);
            return bytes.length > 0 && Arrays.equals(canonical, part.getBytes(StandardCharsets.UTF_8))
                    ? Optional.of(bytes)
                    : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
