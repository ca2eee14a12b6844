package io.camelpurse.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelpurse.PurseOperation;
import io.camelpurse.PurseOperation.HttpMethod;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * Describes one call, without the means to make it: no token, no host.
 *
 * @param operation whose method and path the request has
 * @param id of the resource, or {@code null} if the operation is about none
 * @param body JSON, or {@code null} for none
 * @param idempotencyKey the value of {@code x-idempotency-key}, or {@code null} for none
 * @param maxAge how old a read response may be ({@code Cache-Control: max-age}), or {@code null} for no limit
 * @param safeToRetry whether a retry is safe even if it may have been executed
 * @param secrets what is in the body and must not be shown where a response repeats it
 * @param expected what the response has to contain to be accepted
 */
public record PurseRequest(
        PurseOperation operation,
        String id,
        byte[] body,
        String idempotencyKey,
        Duration maxAge,
        boolean safeToRetry,
        List<String> secrets,
        ExpectedResponse expected) {

    /**
     * A request that has no body and changes nothing.
     *
     * @param operation the operation
     * @param id        of the resource, or {@code null} if the operation is about none
     * @param maxAge    how old the response may be, or {@code null}
     * @return the request, whose response is accepted only if it shows what was requested
     */
    public static PurseRequest read(PurseOperation operation, String id, Duration maxAge) {
        return new PurseRequest(
                operation, id, null, null, maxAge, true, List.of(), ExpectedResponse.of(operation, id, null));
    }

    /**
     * A read of the current state of a payment.
     *
     * @param id of the payment
     * @return the request, whose response is accepted only if it shows this payment
     */
    public static PurseRequest readPayment(String id) {
        return read(PurseOperation.getPayment, id, null);
    }

    /**
     * A read of a payment that does not exist: the response, a 404, takes a token and the rights of the account, and
     * shows no data.
     *
     * @return the request
     */
    public static PurseRequest readNoPayment() {
        return readPayment("00000000-0000-4000-8000-000000000000");
    }

    /**
     * A request that has a body and changes nothing.
     *
     * @param operation the operation
     * @param id        of the resource, or {@code null} if the operation is about none
     * @param body      what is asked for
     * @return the request, whose response is accepted only if it shows what was requested
     */
    public static PurseRequest query(PurseOperation operation, String id, JsonNode body) {
        return new PurseRequest(
                operation, id, bytes(body), null, null, true, List.of(), ExpectedResponse.of(operation, id, body));
    }

    /**
     * A change.
     *
     * @param operation      the operation
     * @param id             of the resource, or {@code null} if it is created
     * @param body           or {@code null} for none
     * @param idempotencyKey the key
     * @param safeToRetry    whether a retry is safe even if it may have been executed
     * @return the request, whose response is accepted only if it shows what was requested
     */
    public static PurseRequest change(
            PurseOperation operation, String id, JsonNode body, String idempotencyKey, boolean safeToRetry) {
        return new PurseRequest(
                operation,
                id,
                body == null ? null : bytes(body),
                idempotencyKey,
                null,
                safeToRetry,
                List.of(),
                ExpectedResponse.of(operation, id, body));
    }

    /**
     * The same request, with secrets in its body.
     *
     * @param inBody what must not be shown
     * @return the request
     */
    public PurseRequest hiding(List<String> inBody) {
        return new PurseRequest(operation, id, body, idempotencyKey, maxAge, safeToRetry, inBody, expected);
    }

    /**
     * The same request, with another expectation of its response.
     *
     * @param response what a response must contain to be accepted
     * @return the request
     */
    public PurseRequest expecting(ExpectedResponse response) {
        return new PurseRequest(operation, id, body, idempotencyKey, maxAge, safeToRetry, secrets, response);
    }

    HttpMethod method() {
        return operation.httpMethod().orElseThrow();
    }

    /** Below the API's base path, such as {@code /v2/payments/…}. */
    String path() {
        return operation.path(id);
    }

    private static byte[] bytes(JsonNode body) {
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Method and path: a body may hold personal data.
     */
    @Override
    public String toString() {
        return operation.methodAndPath(id);
    }
}
