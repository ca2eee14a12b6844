package io.camelpurse.redirect;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Redirection data with a valid signature.
 *
 * @param fingerprint identifies the token: a digest of its signed part, so that it does not depend on the encoding of
 *                    the signature
 * @param claims of the token
 */
public record VerifiedRedirection(String fingerprint, ObjectNode claims) {}
