package io.camelpurse.sandbox.state;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A rejection, in the form of RFC 9457 with a type of the form {@code urn:eu.purse:*}. Only {@code write-conflict} is
 * documented by the vendor; the other types are the sandbox's choice.
 */
public final class Problem extends RuntimeException {
    private final transient int status;
    private final transient String type;
    private final transient String title;
    private final transient List<FieldError> errors;
    private final transient String instance;
    private final transient String resourceId;

    private Problem(
            int status,
            String type,
            String title,
            String detail,
            List<FieldError> errors,
            String instance,
            String resourceId) {
        super(detail, null, false, false);
        this.status = status;
        this.type = "urn:eu.purse:" + type;
        this.title = title;
        this.errors = List.copyOf(errors);
        this.instance = instance;
        this.resourceId = resourceId;
    }

    /**
     * One field that is wrong.
     *
     * @param detail what is wrong with it
     * @param pointer JSON pointer of the field
     */
    public record FieldError(String detail, String pointer) {}

    /**
     * A problem of any kind.
     *
     * @param status the HTTP status
     * @param type last part of the URN
     * @param title short text
     * @param detail what happened this time, or {@code null}
     * @return the problem
     */
    public static Problem of(int status, String type, String title, String detail) {
        return new Problem(status, type, title, detail, List.of(), null, null);
    }

    static Problem invalid(String detail, List<FieldError> errors) {
        return new Problem(400, "validation-error", "Bad request", detail, errors, null, null);
    }

    static Problem invalid(String detail, String pointer) {
        return invalid(detail, List.of(new FieldError(detail, pointer)));
    }

    static Problem notFound(String what) {
        return of(404, "not-found", what + " not found", null);
    }

    static Problem foreignEntity() {
        return of(403, "forbidden", "Forbidden", "The credentials give no access to this entity");
    }

    static Problem writeConflict(String instance, String resourceId) {
        return new Problem(409, "write-conflict", "Idempotency violation", null, List.of(), instance, resourceId);
    }

    /**
     * The HTTP status.
     *
     * @return a status of 400 or above
     */
    public int status() {
        return status;
    }

    /**
     * the body of the response.
     *
     * @param path path of the request, taken as {@code instance} where the problem names none
     * @return a new JSON object
     */
    public ObjectNode json(String path) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("type", type).put("title", title).put("status", status);
        if (getMessage() != null) {
            json.put("detail", getMessage());
        }
        json.put("instance", instance == null ? path : instance);
        if (resourceId != null) {
            json.put("resource_id", resourceId);
        }
        if (!errors.isEmpty()) {
            errors.forEach(error -> json.withArray("/errors")
                    .addObject()
                    .put("detail", error.detail())
                    .put("pointer", error.pointer()));
        }
        return json;
    }
}
