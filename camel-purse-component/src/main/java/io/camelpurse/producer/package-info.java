/**
 * Internal: executes an operation for an exchange, from its message to the response set on it, and keeps the audit
 * log and the counters.
 */
package io.camelpurse.producer;
