package io.camelpurse.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camelpurse.PurseValidationException;
import io.camelpurse.client.Json;
import io.camelpurse.model.AccessToken;
import io.camelpurse.model.Payment;
import io.camelpurse.model.Problem;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.camel.Converter;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.apache.camel.TypeConversionException;
import org.apache.camel.WrappedFile;
import org.apache.camel.spi.TypeConverterRegistry;

/**
 * Converts between JSON and the records of {@code io.camelpurse.model}, as a type converter of Camel. JSON is read as
 * in a request: exact numbers, one value per name, and no piece of it in a message.
 */
@Converter(generateLoader = true)
public final class RecordConverter {

    private RecordConverter() {}

    /**
     * @return {@code null} leaves the conversion to others. Never for a pair that is converted here: Camel would
     *     remember that nobody converts it
     */
    @Converter(fallback = true, fallbackCanPromote = true)
    public static Object convertTo(Class<?> type, Exchange exchange, Object value, TypeConverterRegistry registry) {
        try {
            if (isRecord(type)) {
                return isJson(value) ? read(type, value, registry) : null;
            }
            return isRecord(value.getClass()) ? written(type, value) : null;
        } catch (PurseValidationException | JsonProcessingException e) {
            // Camel's own exception would quote the value.
            throw new TypeConversionException("(not shown)", type, e);
        }
    }

    /** A problem comes with an exception; an access token must not become the text of a log line. */
    private static boolean isRecord(Class<?> type) {
        return type.isRecord()
                && type.getPackage() == Payment.class.getPackage()
                && type != Problem.class
                && type != AccessToken.class;
    }

    private static boolean isJson(Object value) {
        return value instanceof JsonNode
                || value instanceof CharSequence
                || value instanceof byte[]
                || value instanceof ByteBuffer
                || value instanceof InputStream
                || value instanceof Reader
                || value instanceof StreamCache
                || value instanceof WrappedFile
                || value instanceof File
                || value instanceof Map;
    }

    private static Object read(Class<?> type, Object value, TypeConverterRegistry registry)
            throws PurseValidationException {
        ObjectNode tree =
                RequestBodyReader.read(value, registry.getCamelContext().getTypeConverter());
        if (tree == null) {
            throw new PurseValidationException("The body is empty: it must be a JSON object");
        }
        try {
            return Json.mapper().treeToValue(tree, type);
        } catch (JsonProcessingException e) {
            throw new PurseValidationException("The body does not fit " + type.getSimpleName() + JsonFieldPath.of(e));
        }
    }

    private static Object written(Class<?> type, Object model) throws JsonProcessingException {
        if (type == String.class) {
            return Json.mapper().writeValueAsString(model);
        }
        if (type == Reader.class) {
            return new StringReader(Json.mapper().writeValueAsString(model));
        }
        if (type == byte[].class) {
            return Json.mapper().writeValueAsBytes(model);
        }
        if (type == ByteBuffer.class) {
            return ByteBuffer.wrap(Json.mapper().writeValueAsBytes(model));
        }
        if (type == InputStream.class) {
            return new ByteArrayInputStream(Json.mapper().writeValueAsBytes(model));
        }
        if (type == JsonNode.class || type == ObjectNode.class) {
            return Json.mapper().valueToTree(model);
        }
        if (type == Map.class) {
            return Json.mapper().treeToValue(Json.mapper().valueToTree(model), Object.class);
        }
        return null;
    }
}
