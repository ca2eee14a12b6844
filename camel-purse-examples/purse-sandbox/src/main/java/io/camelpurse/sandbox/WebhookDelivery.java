package io.camelpurse.sandbox;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A webhook and its delivery.
 *
 * @param id of the delivery
 * @param resource {@code payment}, {@code clientSession} or {@code paymentLink}
 * @param resourceId id of the resource
 * @param version version of the resource; 0 for a session
 * @param event what changed; never sent
 * @param url where it goes
 * @param headers the merchant's headers, credentials masked
 * @param body the JSON text
 * @param createdAt when the change happened, by the sandbox's clock
 * @param statuses HTTP status of each attempt so far; 0 where there was no response
 * @param state {@code WAITING}, {@code DELIVERED}, {@code DROPPED} (by a fault) or {@code GIVEN_UP}
 */
public record WebhookDelivery(
        String id,
        String resource,
        String resourceId,
        int version,
        String event,
        String url,
        Map<String, String> headers,
        String body,
        Instant createdAt,
        List<Integer> statuses,
        String state) {}
