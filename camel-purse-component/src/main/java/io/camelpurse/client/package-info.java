/**
 * Internal: the HTTP transport, access tokens, retries, and the recovery of money operations whose outcome is unknown.
 * Everything that concerns HttpClient, time and the network is here, and knows nothing of exchanges.
 */
package io.camelpurse.client;
