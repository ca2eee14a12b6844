package io.camelpurse.sandbox.state;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A call of the API, without its HTTP.
 *
 * @param operation name of the operation, such as {@code capturePayment}
 * @param entityId whose credentials it carries
 * @param id the id in its path, or {@code null}
 * @param body its body; empty when it has none
 * @param key its idempotency key, or {@code null}
 * @param refresh whether partners are to be asked: a GET without {@code max-age}
 */
public record Request(String operation, String entityId, String id, ObjectNode body, String key, boolean refresh) {}
