/**
 * Internal: maps between the messages of a route and the JSON of the API: request bodies, amounts, ids, idempotency
 * keys, response headers and bodies. Knows nothing of how a request is sent. It also has what webhooks and redirections
 * share, such as {@link io.camelpurse.message.PeriodClaim}, since they do not know each other. Public API is only
 * {@link io.camelpurse.message.TemplatedRequest}, which Kamelets and route templates name.
 */
package io.camelpurse.message;
