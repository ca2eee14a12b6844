/**
 * Internal: maps between the messages of a route and the JSON of the API: request bodies, amounts, ids, idempotency
 * keys, response headers and bodies. Knows nothing of how a request is sent.
 */
package io.camelpurse.message;
