package io.camelpurse.message;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camelpurse.PurseValidationException;
import io.camelpurse.client.Json;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.apache.camel.TypeConverter;
import org.apache.camel.WrappedFile;
import org.w3c.dom.Node;

/** Reads a message's body, in whatever form it comes, as the JSON object of a request. */
final class RequestBodyReader {

    private static final String BYTE_ORDER_MARK = "\ufeff";

    /** For objects only: what is JSON already is read as everywhere. */
    private static final ObjectMapper ROUTE_VALUES = Json.mapper().copy().registerModule(new RouteValues());

    private RequestBodyReader() {}

    /**
     * @return a tree of its own, or {@code null} if the body is empty
     */
    static ObjectNode read(Exchange exchange) throws PurseValidationException {
        return read(exchange.getMessage().getBody(), exchange.getContext().getTypeConverter());
    }

    /**
     * Of a message that a request is made from: its body may be any document.
     *
     * @return a tree of its own, or {@code null} if the body is empty or no JSON object
     * @throws PurseValidationException if the body begins as a JSON object, or was one, and cannot be read
     */
    static ObjectNode readDocument(Exchange exchange) throws PurseValidationException {
        Object body = exchange.getMessage().getBody();
        TypeConverter converter = exchange.getContext().getTypeConverter();
        try {
            return read(body, converter);
        } catch (PurseValidationException e) {
            if (mayBeObject(body, converter)) {
                throw e;
            }
            return null;
        }
    }

    private static boolean mayBeObject(Object body, TypeConverter converter) {
        boolean consumed = body instanceof InputStream || body instanceof Reader;
        if (body instanceof Map || consumed && !(body instanceof StreamCache)) {
            return true;
        }
        String text = converter.tryConvertTo(String.class, body instanceof ByteBuffer b ? b.duplicate() : body);
        if (body instanceof StreamCache cache) {
            cache.reset();
        }
        return text != null && text.replace(BYTE_ORDER_MARK, "").strip().startsWith("{");
    }

    /**
     * @param converter for files and cached streams
     * @return a tree of its own, or {@code null} if the body is empty
     */
    static ObjectNode read(Object body, TypeConverter converter) throws PurseValidationException {
        if (body instanceof StreamCache cache) {
            cache.reset();
        }
        JsonNode tree;
        try {
            tree = tree(body, converter);
        } catch (JsonProcessingException e) {
            throw new PurseValidationException(describe(e));
        } catch (IOException e) {
            throw new PurseValidationException(
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
            throw RejectedField.ofType("The body", tree, "a JSON object, or empty");
        }
        return object;
    }

    private static JsonNode tree(Object body, TypeConverter converter) throws IOException, PurseValidationException {
        if (body == null) {
            return null;
        }
        if (body instanceof JsonNode node) {
            return node.deepCopy();
        }
        if (body instanceof CharSequence || body instanceof char[]) {
            return text(body instanceof char[] characters ? new String(characters) : body.toString());
        }
        if (body instanceof byte[] bytes) {
            return Json.mapper().readTree(bytes);
        }
        if (body instanceof ByteBuffer buffer) {
            return bytes(buffer);
        }
        if (body instanceof StreamCache || body instanceof WrappedFile || body instanceof File) {
            return stream(body, converter);
        }
        if (body instanceof Reader reader) {
            return text(unread(reader));
        }
        if (body instanceof InputStream input) {
            return unread(input);
        }
        if (body instanceof Node
                || body instanceof Number
                || body instanceof Boolean
                || body instanceof Collection
                || body.getClass().isArray()) {
            throw new PurseValidationException(
                    "The body is a " + body.getClass().getName()
                            + ": it must be JSON text, bytes, a stream, a Map, a JsonNode,"
                            + " an object that Jackson can write, or empty");
        }
        return written(body);
    }

    private static JsonNode text(String text) throws IOException {
        String json = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        return json.isBlank() ? null : Json.mapper().readTree(json);
    }

    /** Without moving its position, so that a redelivery reads the same. */
    private static JsonNode bytes(ByteBuffer buffer) throws IOException, PurseValidationException {
        if (!buffer.hasRemaining() && buffer.limit() > 0) {
            throw consumed(buffer);
        }
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return Json.mapper().readTree(bytes);
    }

    /** What can be read again and again. */
    private static JsonNode stream(Object body, TypeConverter converter) throws IOException {
        try (InputStream stream = converter.tryConvertTo(InputStream.class, body)) {
            if (stream == null) {
                throw new IOException("there is nothing to read from");
            }
            return Json.mapper().readTree(stream);
        }
    }

    private static JsonNode unread(InputStream stream) throws IOException, PurseValidationException {
        byte[] bytes = stream.readAllBytes();
        if (bytes.length == 0) {
            throw consumed(stream);
        }
        return Json.mapper().readTree(bytes);
    }

    private static String unread(Reader reader) throws IOException, PurseValidationException {
        StringWriter text = new StringWriter();
        if (reader.transferTo(text) == 0) {
            throw consumed(reader);
        }
        return text.toString();
    }

    /** It held a request once: taken for an empty body, a redelivery would ask for something else. */
    private static PurseValidationException consumed(Object body) {
        return new PurseValidationException("The body, a " + body.getClass().getName()
                + ", has nothing left to read: an earlier step or delivery has consumed it."
                + " Switch stream caching on, or convert the body to a String at the beginning of the route");
    }

    private static JsonNode written(Object body) throws PurseValidationException {
        try {
            return ROUTE_VALUES.valueToTree(body);
        } catch (IllegalArgumentException e) {
            throw new PurseValidationException("The body, a " + body.getClass().getName()
                    + ", cannot be written as JSON" + place(e.getCause())
                    + ": use JSON text, or a Map of texts, numbers, lists and maps");
        }
    }

    private static String place(Throwable cause) {
        String place = JsonFieldPath.of(cause);
        return !place.isEmpty()
                        && cause instanceof InvalidDefinitionException definition
                        && definition.getType() != null
                ? place + ", a " + definition.getType().getRawClass().getName()
                : place;
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
                ? " (it may be XML: transform it first, or set an empty body and use headers)"
                : "";
        return "The body is not JSON" + place + hint;
    }
}
