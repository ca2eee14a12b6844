package io.camelpurse.client;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import io.camelpurse.model.Problem;
import io.camelpurse.model.Problem.FieldError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads problem details as leniently as answers of gateways need it, and keeps out of them what must not be logged.
 */
final class ProblemReader {

    private static final int MAXIMUM_TEXT = 500;
    private static final int MAXIMUM_ERRORS = 20;
    private static final Pattern CONTROL_CHARACTERS = Pattern.compile("\\p{Cntrl}+");
    private static final Pattern CARD_NUMBER = Pattern.compile("(?<![\\w-])\\d(?:[ -]?\\d){11,18}(?![\\w-])");

    private ProblemReader() {}

    /**
     * @param status the status line's code, which wins over the body's
     * @param reason the status line's phrase, the title where the body has none
     */
    static Problem read(int status, String reason, byte[] body) {
        JsonNode json = parse(body);
        if (json == null || !json.isObject()) {
            return new Problem(null, text(reason), status, null, null, List.of(), Map.of());
        }
        String title = member(json, "title");
        return new Problem(
                member(json, "type"),
                title == null ? text(reason) : title,
                status,
                detail(json),
                member(json, "instance"),
                errors(json.path("errors")),
                extensions(json));
    }

    private static JsonNode parse(byte[] body) {
        try {
            return Json.mapper().readTree(body);
        } catch (JacksonException notJson) {
            return null;
        } catch (IOException impossible) {
            throw new IllegalStateException("reading bytes in memory failed", impossible);
        }
    }

    /** OAuth2's own error members (RFC 6749, section 5.2) take the place of a missing detail. */
    private static String detail(JsonNode json) {
        for (String name : List.of("detail", "error_description", "error", "message")) {
            String value = member(json, name);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private static List<FieldError> errors(JsonNode array) {
        List<FieldError> errors = new ArrayList<>();
        for (JsonNode error : array) {
            if (errors.size() == MAXIMUM_ERRORS) {
                break;
            }
            String detail = error.isTextual() ? text(error.textValue()) : detail(error);
            if (detail != null) {
                errors.add(new FieldError(detail, member(error, "pointer")));
            }
        }
        return errors;
    }

    private static Map<String, JsonNode> extensions(JsonNode json) {
        Map<String, JsonNode> extensions = new HashMap<>();
        json.properties().forEach(member -> extensions.put(member.getKey(), member.getValue()));
        List.of("type", "title", "status", "detail", "instance", "errors").forEach(extensions::remove);
        return extensions;
    }

    private static String member(JsonNode json, String name) {
        JsonNode value = json.path(name);
        return value.isTextual() ? text(value.textValue()) : null;
    }

    private static String text(String raw) {
        if (raw == null || raw.isBlank()) {
            return null;
        }
        String line = CONTROL_CHARACTERS.matcher(raw).replaceAll(" ").strip();
        String masked = CARD_NUMBER.matcher(line).replaceAll("xxxxxx");
        return masked.length() <= MAXIMUM_TEXT ? masked : masked.substring(0, MAXIMUM_TEXT) + "…";
    }
}
