package io.camelpurse.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.camelpurse.model.JsonFields;
import io.camelpurse.model.Problem;
import io.camelpurse.model.Problem.FieldError;
import io.camelpurse.text.LoggableText;
import io.camelpurse.text.RepeatedSecret;
import io.camelpurse.text.SafeText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads problem details, tolerates what gateways send instead, and removes what must not be logged. */
final class ProblemReader {

    private static final int MAXIMUM_TEXT = 500;
    private static final int MAXIMUM_ERRORS = 20;
    private static final Set<String> STANDARD =
            Set.of("type", "title", JsonFields.STATUS, "detail", "instance", "errors");

    /** What is shorter is found in any text, and guessed in no time. */
    private static final int SHORTEST_SECRET = 4;

    /** Names an operation, which recovery has to find: an id is shown everywhere. */
    private final List<RepeatedSecret> secrets;

    private ProblemReader(List<String> secrets) {
        this.secrets = secrets.stream()
                .filter(secret -> secret.length() >= SHORTEST_SECRET)
                .map(RepeatedSecret::new)
                .toList();
    }

    /**
     * @param status  the status line's code, which wins over the body's
     * @param reason  the status line's phrase, the title where the body has none
     * @param secrets what the request carried and no text of the problem may repeat
     */
    static Problem read(int status, String reason, byte[] body, List<String> secrets) {
        return new ProblemReader(secrets).read(status, reason, body);
    }

    private Problem read(int status, String reason, byte[] body) {
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
        } catch (IOException notJson) {
            return null;
        }
    }

    /** OAuth2's own error members (RFC 6749, section 5.2) take the place of a missing detail. */
    private String detail(JsonNode json) {
        for (String name : List.of("detail", "error_description", "error", "message")) {
            String value = member(json, name);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private List<FieldError> errors(JsonNode array) {
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

    private Map<String, JsonNode> extensions(JsonNode json) {
        Map<String, JsonNode> extensions = new HashMap<>();
        for (Map.Entry<String, JsonNode> member : json.properties()) {
            if (!STANDARD.contains(member.getKey())) {
                extensions.put(masked(member.getKey()), masked(member));
            }
        }
        return extensions;
    }

    private JsonNode masked(Map.Entry<String, JsonNode> member) {
        String id = member.getValue().asText();
        return member.getKey().equals(JsonFields.RESOURCE_ID)
                        && withoutSecrets(id).equals(id)
                        && LoggableText.id(id).equals(id)
                ? member.getValue()
                : masked(member.getValue());
    }

    /** Data, and as such left as it is but for what an exception must not carry. */
    private JsonNode masked(JsonNode value) {
        if (value.isObject()) {
            ObjectNode shown = JsonNodeFactory.instance.objectNode();
            value.properties().forEach(member -> shown.set(masked(member.getKey()), masked(member.getValue())));
            return shown;
        } else if (value instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, masked(array.get(i)));
            }
        } else if (value.isTextual() || value.isNumber()) {
            String text = value.asText();
            String shown = masked(text);
            return shown.equals(text) ? value : TextNode.valueOf(shown);
        }
        return value;
    }

    private String masked(String text) {
        return SafeText.foreign(withoutSecrets(text));
    }

    private String member(JsonNode json, String name) {
        JsonNode value = json.path(name);
        return value.isTextual() ? text(value.textValue()) : null;
    }

    private String text(String raw) {
        if (raw == null || raw.isBlank()) {
            return null;
        }
        String line = SafeText.foreign(SafeText.line(withoutSecrets(raw)));
        return line.length() <= MAXIMUM_TEXT ? line : line.substring(0, MAXIMUM_TEXT) + "…";
    }

    private String withoutSecrets(String raw) {
        String text = raw;
        for (RepeatedSecret secret : secrets) {
            text = secret.mask(text);
        }
        return text;
    }
}
