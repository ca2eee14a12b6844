package io.camelpurse.redirect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camelpurse.message.Sha256;

/**
 * Redirection data with a valid signature.
 *
 * @param signedContent what was signed
 * @param claims of the token
 */
record VerifiedRedirection(byte[] signedContent, ObjectNode claims) {

    /**
     * Identifies the token.
     *
     * @return a digest of its signed part, so that it does not depend on the encoding of the signature
     */
    String fingerprint() {
        return Sha256.base64(signedContent);
    }
}
