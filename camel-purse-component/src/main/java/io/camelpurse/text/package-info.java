/**
 * Internal: text from outside (options, responses, messages), its form, and which of it logs and messages may show.
 * Below the public API, whose exceptions and records show text too.
 */
package io.camelpurse.text;
