/**
 * Internal: verifies the redirection data of a returning shopper: signature, signing keys, claims and one-time use.
 */
package io.camelpurse.redirect;
