/**
 * Receiving what Purse tells (section 9 of the API reference): who may tell it, what it is about, and whether it was told
 * before. Knows nothing of endpoints and exchanges.
 */
package io.camelpurse.webhook;
