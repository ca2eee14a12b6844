package io.camelpurse.sandbox.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Reads the fields of a request and collects every error with its JSON pointer, so that one response names them all.
 */
final class Fields {
    private final ObjectNode node;
    private final String pointer;
    private final List<Problem.FieldError> errors;

    private Fields(ObjectNode node, String pointer, List<Problem.FieldError> errors) {
        this.node = node;
        this.pointer = pointer;
        this.errors = errors;
    }

    static Fields of(ObjectNode body) {
        return new Fields(body, "", new ArrayList<>());
    }

    ObjectNode node() {
        return node;
    }

    boolean has(String name) {
        return node.hasNonNull(name);
    }

    void reject(String name, String detail) {
        errors.add(new Problem.FieldError(detail, pointer + "/" + name));
    }

    void throwErrors() {
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors.get(0).detail(), errors);
        }
    }

    void require(String name) {
        if (!has(name)) {
            reject(name, name + " is required");
        }
    }

    String text(String name) {
        return read(name, JsonNode::isTextual, "a string", JsonNode::textValue);
    }

    String requiredText(String name) {
        require(name);
        String text = text(name);
        if (text != null && text.isBlank()) {
            reject(name, name + " must not be empty");
        }
        return text;
    }

    String oneOf(String name, Collection<String> allowed) {
        String text = text(name);
        if (text != null && !allowed.contains(text)) {
            reject(name, name + " must be one of " + allowed + " but is '" + text + "'");
        }
        return text;
    }

    <E extends Enum<E>> E choice(String name, Class<E> type, E otherwise) {
        String text = text(name);
        for (E value : type.getEnumConstants()) {
            if (value.name().equals(text)) {
                return value;
            }
        }
        if (text != null) {
            reject(name, name + " must be one of " + Arrays.toString(type.getEnumConstants()));
        }
        return otherwise;
    }

    boolean flag(String name) {
        return Boolean.TRUE.equals(read(name, JsonNode::isBoolean, "a boolean", JsonNode::booleanValue));
    }

    /** An amount in minor units; {@code null} when it is absent or wrong. */
    Long amount(String name) {
        Long amount = read(
                name,
                value -> value.isIntegralNumber() && value.canConvertToLong(),
                "an integer in the minor unit of the currency",
                JsonNode::longValue);
        if (amount != null && amount < 0) {
            reject(name, name + " must not be negative");
            return null;
        }
        return amount;
    }

    String webAddress(String name) {
        String text = text(name);
        if (text != null && !isWebAddress(text)) {
            reject(name, name + " must be an absolute http or https URI");
        }
        return text;
    }

    Instant dateTime(String name) {
        return parsed(name, "an ISO-8601 date-time with zone", text -> OffsetDateTime.parse(text)
                .toInstant());
    }

    Duration duration(String name) {
        return parsed(name, "an ISO-8601 duration such as PT24H", Duration::parse);
    }

    Fields object(String name) {
        ObjectNode object = read(name, JsonNode::isObject, "an object", value -> (ObjectNode) value);
        return object == null ? null : new Fields(object, pointer + "/" + name, errors);
    }

    /** The objects of an array; empty when it is absent or wrong. */
    List<Fields> items(String name) {
        JsonNode array = read(name, JsonNode::isArray, "an array", Function.identity());
        List<Fields> items = new ArrayList<>();
        for (int i = 0; array != null && i < array.size(); i++) {
            if (array.get(i) instanceof ObjectNode item) {
                items.add(new Fields(item, pointer + "/" + name + "/" + i, errors));
            } else {
                reject(name + "/" + i, "an item of " + name + " must be an object");
            }
        }
        return items;
    }

    /** The scalars of an array as text; empty when it is absent or wrong. */
    List<String> values(String name) {
        JsonNode array = read(name, JsonNode::isArray, "an array", Function.identity());
        List<String> values = new ArrayList<>();
        for (int i = 0; array != null && i < array.size(); i++) {
            if (array.get(i).isValueNode() && !array.get(i).isNull()) {
                values.add(array.get(i).asText());
            } else {
                reject(name + "/" + i, "an item of " + name + " must be a string");
            }
        }
        return values;
    }

    private <T> T parsed(String name, String expected, Function<String, T> parser) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        try {
            return parser.apply(text);
        } catch (DateTimeException e) {
            reject(name, name + " must be " + expected);
            return null;
        }
    }

    private <T> T read(String name, Predicate<JsonNode> expected, String words, Function<JsonNode, T> value) {
        if (!has(name)) {
            return null;
        }
        JsonNode field = node.get(name);
        if (!expected.test(field)) {
            reject(name, name + " must be " + words);
            return null;
        }
        return value.apply(field);
    }

    private static boolean isWebAddress(String text) {
        try {
            URI uri = URI.create(text);
            return uri.getHost() != null
                    && ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
