package io.camelpurse.client;

import io.camelpurse.PurseOperation;
import java.time.Duration;
import java.util.List;

/**
 * One call as it is to be made, without anything that concerns how: no token, no host.
 *
 * @param method {@code GET} or {@code POST}
 * @param path below the API's base path, such as {@code /v2/payments/…}
 * @param body JSON, or {@code null} for none
 * @param idempotencyKey the value of {@code x-idempotency-key}, or {@code null} for none
 * @param maxAge how old a read response may be ({@code Cache-Control: max-age}), or {@code null} for no word on it
 * @param repeatable whether a retry is safe even if it may have been executed
 * @param secrets what is in the body and must not be shown where a response repeats it
 * @param expected what the response has to contain to be accepted
 */
public record PurseRequest(
        String method,
        String path,
        byte[] body,
        String idempotencyKey,
        Duration maxAge,
        boolean repeatable,
        List<String> secrets,
        ExpectedResponse expected) {

    /**
     * A read.
     *
     * @param path   below the API's base path
     * @param maxAge how old the response may be, or {@code null}
     * @return the request
     */
    public static PurseRequest get(String path, Duration maxAge) {
        return new PurseRequest("GET", path, null, null, maxAge, true, List.of(), ExpectedResponse.any());
    }

    /**
     * A read of the API, whose response is accepted only if it shows what was requested.
     *
     * @param operation the operation
     * @param id        of the resource, or {@code null} if the operation is about none
     * @param maxAge    how old the response may be, or {@code null}
     * @return the request
     */
    public static PurseRequest read(PurseOperation operation, String id, Duration maxAge) {
        return get(operation.path(id), maxAge).expecting(ExpectedResponse.of(operation, id, null));
    }

    /**
     * A request that has a body and changes nothing.
     *
     * @param path below the API's base path
     * @param body JSON
     * @return the request
     */
    public static PurseRequest ask(String path, byte[] body) {
        return new PurseRequest("POST", path, body, null, null, true, List.of(), ExpectedResponse.any());
    }

    /**
     * A change.
     *
     * @param path           below the API's base path
     * @param body           JSON, or {@code null} for none
     * @param idempotencyKey the key
     * @param repeatable     whether a retry is safe even if it may have been executed
     * @return the request
     */
    public static PurseRequest change(String path, byte[] body, String idempotencyKey, boolean repeatable) {
        return new PurseRequest(
                "POST", path, body, idempotencyKey, null, repeatable, List.of(), ExpectedResponse.any());
    }

    /**
     * The same request, with secrets in its body.
     *
     * @param inBody what must not be shown
     * @return the request
     */
    public PurseRequest hiding(List<String> inBody) {
        return new PurseRequest(method, path, body, idempotencyKey, maxAge, repeatable, inBody, expected);
    }

    /**
     * The same request, whose response is not accepted whatever it says.
     *
     * @param response what it has to show
     * @return the request
     */
    public PurseRequest expecting(ExpectedResponse response) {
        return new PurseRequest(method, path, body, idempotencyKey, maxAge, repeatable, secrets, response);
    }

    /**
     * Method and path: a body may hold personal data.
     */
    @Override
    public String toString() {
        return method + " " + path;
    }
}
