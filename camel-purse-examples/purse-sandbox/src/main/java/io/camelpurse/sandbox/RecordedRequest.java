package io.camelpurse.sandbox;

import java.time.Instant;
import java.util.Map;

/**
 * A request that arrived at the API, and how it was responded to.
 *
 * @param number counts from 1, in order of arrival
 * @param time when it arrived, by the sandbox's clock
 * @param operation the operation, such as {@code capturePayment}; {@code null} if there is none at this path
 * @param method the HTTP method
 * @param path the path, as sent
 * @param query the query string, or {@code null}
 * @param headers by lower-case name; repeated ones joined with a comma; credentials masked
 * @param body the body as text, secrets masked; empty if there was none
 * @param status the HTTP status that was sent; 0 if no response was sent (yet)
 * @param idempotencyKey value of {@code x-idempotency-key}, or {@code null}
 * @param connection which connection it came on, such as {@code c1}
 * @param entityId the entity whose credentials were accepted, or {@code null}
 * @param fault the fault that met it, or {@code null}
 */
public record RecordedRequest(
        long number,
        Instant time,
        String operation,
        String method,
        String path,
        String query,
        Map<String, String> headers,
        String body,
        int status,
        String idempotencyKey,
        String connection,
        String entityId,
        String fault) {}
