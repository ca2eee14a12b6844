/**
 * Internal: receives webhook notifications: request validation, deduplication, ordering, verification, and the route's
 * outcome as an HTTP status.
 */
package io.camelpurse.webhook;
