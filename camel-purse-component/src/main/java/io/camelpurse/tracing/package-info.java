/**
 * Internal: what traces show of calls and notifications, through Camel's telemetry. Nothing in the component knows it;
 * Camel finds it where camel-telemetry is on the class path.
 */
package io.camelpurse.tracing;
