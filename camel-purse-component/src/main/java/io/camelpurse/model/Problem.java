package io.camelpurse.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelpurse.text.LoggableText;
import java.io.Serial;
import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * The problem details (RFC 9457) of a response that is not a success. They do not say whether the call was executed:
 * after a 5xx the outcome is unknown, and a 409 of the type {@link #WRITE_CONFLICT} is about an operation that was
 * executed. The exception's {@code isSafeToRetry()} says whether a retry is safe. Every member may be absent, since
 * gateways respond with anything or nothing; the HTTP status line wins over the body's {@code status}. Its text form
 * shows status and type only, and so does its serialized form.
 *
 * @param type type of the problem, a URI such as {@code urn:eu.purse:write-conflict}, or {@code null}
 * @param title summary of the type, or {@code null}
 * @param status the HTTP status code of the response
 * @param detail details of this occurrence, or {@code null}
 * @param instance path of the request, such as {@code /v2/payments/…/captures}, or {@code null}
 * @param errors errors of single fields; never {@code null}
 * @param extensions every other member, such as {@code resource_id}; never {@code null}
 */
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        List<FieldError> errors,
        Map<String, JsonNode> extensions)
        implements Serializable {

    /** The type by which Purse says that an idempotency key was used before. */
    public static final String WRITE_CONFLICT = "urn:eu.purse:write-conflict";

    /** Keeps unmodifiable copies. */
    public Problem {
        errors = List.copyOf(errors);
        extensions = Map.copyOf(extensions);
    }

    /**
     * One field that Purse objects to.
     *
     * @param detail  what is wrong, or {@code null}
     * @param pointer the field as a JSON pointer, or {@code null}
     */
    public record FieldError(String detail, String pointer) implements Serializable {

        @Override
        public String toString() {
            return pointer == null ? String.valueOf(detail) : pointer + ": " + detail;
        }
    }

    /** Status and type: whoever responds can write anything into the other members. */
    @Override
    public String toString() {
        String code = type == null ? oauthError() : type;
        return LoggableText.isCode(code) ? status + " " + code : String.valueOf(status);
    }

    /** What token endpoints have instead of a type, such as {@code invalid_client} (RFC 6749, section 5.2). */
    private String oauthError() {
        JsonNode error = extensions.get("error");
        return error == null ? null : error.textValue();
    }

    /**
     * What is sent or stored with an exception is read by others than the route: they get what a log line would show.
     */
    @Serial
    private Object writeReplace() {
        return new Problem(LoggableText.isCode(type) ? type : null, null, status, null, null, List.of(), Map.of());
    }
}
