/**
 * Internal: text from outside, and which of it logs and messages may show. Below the public API, whose exceptions and
 * records show text too.
 */
package io.camelpurse.text;
