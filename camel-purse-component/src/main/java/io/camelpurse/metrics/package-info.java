/**
 * Internal: the metrics of the component, in Micrometer where the application uses it. Only webhooks, producers, the
 * component and its endpoints use it; it depends on no other package.
 */
package io.camelpurse.metrics;
