/**
 * Internal: verifies the signed data that a shopper brings back from the payment page: signature, signing keys, claims and
 * one-time use.
 */
package io.camelpurse.redirect;
