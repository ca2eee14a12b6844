package io.camelpurse.sandbox.state;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A change of which the merchant's webhook is notified: the bare resource, no envelope.
 *
 * @param resource {@code payment}, {@code clientSession} or {@code paymentLink}
 * @param resourceId id of the resource
 * @param version its version at that moment; 0 for a session, which has none
 * @param event what changed; never sent, only filtered by
 * @param webhook where to send it
 * @param payload the resource as GET returns it
 */
public record Notification(
        String resource, String resourceId, int version, String event, Webhook webhook, ObjectNode payload) {}
