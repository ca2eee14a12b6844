package io.camelpurse.redirect;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Redirection data that Purse has signed.
 *
 * @param fingerprint tells it from any other: a digest of what is signed, so that it stays the same however the signature
 *     is written
 * @param claims what it says
 */
public record VerifiedRedirection(String fingerprint, ObjectNode claims) {}
