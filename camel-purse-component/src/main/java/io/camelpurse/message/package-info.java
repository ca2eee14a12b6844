/**
 * Internal: maps between the messages of a route and the JSON of the API: request bodies, amounts, ids, idempotency
 * keys, response headers and bodies. Knows nothing of how a request is sent. Webhooks and redirections, which do not
 * know each other, have their claims from here. Public API is only
 * {@link io.camelpurse.message.TemplatedRequest}, which Kamelets and route templates name.
 */
package io.camelpurse.message;
