package io.camelpurse;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camelpurse.client.Json;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.StreamCache;
import org.apache.camel.WrappedFile;

/** Reads a message's body, in whatever form it comes, as the JSON object of a request. */
final class RequestBodyReader {

    private static final String BYTE_ORDER_MARK = "\ufeff";

    private RequestBodyReader() {}

    /**
     * @return a tree of its own, or {@code null} if the body is empty
     */
    static ObjectNode read(Exchange exchange) throws PurseInvalidRequestException {
        Message message = exchange.getMessage();
        Object body = message.getBody();
        JsonNode tree;
        try {
            tree = tree(exchange, body);
        } catch (JsonProcessingException e) {
            throw new PurseInvalidRequestException(describe(e));
        } catch (IOException e) {
            throw new PurseInvalidRequestException(
                    "The body, a " + body.getClass().getName() + ", cannot be read: " + e.getMessage(), e);
        } finally {
            if (body instanceof StreamCache cache) {
                cache.reset();
            }
        }
        if (tree == null || tree.isNull() || tree.isMissingNode()) {
            return null;
        }
        if (!(tree instanceof ObjectNode object)) {
            throw new PurseInvalidRequestException("The body is a JSON "
                    + tree.getNodeType().name().toLowerCase(Locale.ROOT)
                    + ": it must be a JSON object, or empty");
        }
        return object;
    }

    private static JsonNode tree(Exchange exchange, Object body) throws IOException, PurseInvalidRequestException {
        if (body == null) {
            return null;
        }
        if (body instanceof JsonNode node) {
            return node.deepCopy();
        }
        if (body instanceof String text) {
            String json = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
            return json.isBlank() ? null : Json.mapper().readTree(json);
        }
        if (body instanceof byte[] bytes) {
            return Json.mapper().readTree(bytes);
        }
        if (body instanceof Reader reader) {
            return Json.mapper().readTree(reader);
        }
        if (body instanceof InputStream
                || body instanceof StreamCache
                || body instanceof ByteBuffer
                || body instanceof WrappedFile
                || body instanceof File) {
            try (InputStream stream =
                    exchange.getContext().getTypeConverter().tryConvertTo(InputStream.class, exchange, body)) {
                if (stream == null) {
                    throw new IOException("there is nothing to read from");
                }
                return Json.mapper().readTree(stream);
            }
        }
        if (body instanceof Number
                || body instanceof Boolean
                || body instanceof Collection
                || body.getClass().isArray()) {
            throw new PurseInvalidRequestException(
                    "The body is a " + body.getClass().getName()
                            + ": it must be JSON text, bytes, a stream, a Map, a JsonNode, an object that Jackson can write, or"
                            + " empty");
        }
        return written(body);
    }

    private static JsonNode written(Object body) throws PurseInvalidRequestException {
        try {
            return Json.mapper().valueToTree(body);
        } catch (IllegalArgumentException e) {
            throw new PurseInvalidRequestException(
                    "The body, a " + body.getClass().getName()
                            + ", cannot be written as JSON" + place(e.getCause())
                            + ": hand in JSON text, or a Map of texts, numbers, lists and maps");
        }
    }

    private static String place(Throwable cause) {
        if (!(cause instanceof JsonMappingException failure)
                || failure.getPath().isEmpty()) {
            return "";
        }
        String path = failure.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                .collect(Collectors.joining("."));
        String type = failure instanceof InvalidDefinitionException definition && definition.getType() != null
                ? ", a " + definition.getType().getRawClass().getName()
                : "";
        return " because of " + Quoted.of(path) + type;
    }

    /** Says where, and never quotes: Jackson's own message may hold a piece of the text. */
    private static String describe(JsonProcessingException e) {
        JsonLocation location = e.getLocation();
        String place =
                location == null ? "" : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
        String original = String.valueOf(e.getOriginalMessage());
        if (original.startsWith("Duplicate field")) {
            return "The body has a field twice" + place + ": keep one of the two";
        }
        if (e instanceof JsonEOFException) {
            return "The body is JSON that ends too early" + place;
        }
        String hint = original.startsWith("Unexpected character ('<'")
                ? " (it looks like XML: transform it first, or set an empty body and use headers)"
                : "";
        return "The body is not JSON" + place + hint;
    }
}
