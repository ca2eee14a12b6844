package io.camelpurse.message;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelpurse.PurseValidationException;
import io.camelpurse.text.SafeText;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Currency;
import java.util.UUID;
import org.w3c.dom.CharacterData;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * Reads a value that a route sets: one text or one number, whatever Java type holds it. A type whose text form says
 * nothing of its content, and several values at once, are rejected by name.
 */
public final class TextValue {

    /** From these on, a binary number no longer holds every whole number. */
    private static final double LARGEST_EXACT_DOUBLE = 1L << 53;

    private static final double LARGEST_EXACT_FLOAT = 1 << 24;
    private static final int MOST_DIGITS = 255;

    private TextValue() {}

    /**
     * @param name  of the header or field, for messages
     * @param value as the route set it
     * @return a text, or the text of a whole number; {@code null} where there is none, or a blank one
     */
    public static String of(String name, Object value) throws PurseValidationException {
        Object scalar = scalar(name, value);
        String text = scalar instanceof Number number ? whole(name, number) : (String) scalar;
        if (text != null && !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new PurseValidationException(
                    name + " holds half a character (an unpaired surrogate): it was cut in the middle of one");
        }
        return text == null || text.isBlank() ? null : text;
    }

    /**
     * @param name  of the header or field, for messages
     * @param value as the route set it
     * @return a {@code String} or a {@code Number}; {@code null} where there is none
     */
    static Object scalar(String name, Object value) throws PurseValidationException {
        if (value == null) {
            return null;
        }
        if (value instanceof CharSequence
                || value instanceof Character
                || value instanceof UUID
                || value instanceof Currency) {
            return value.toString();
        }
        if (value instanceof Number number) {
            return exact(name, number);
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        if (value instanceof byte[] bytes) {
            return decoded(name, bytes);
        }
        if (value instanceof char[] characters) {
            return new String(characters);
        }
        if (value instanceof JsonNode json) {
            return scalar(name, json);
        }
        // Before node lists, since Java's own nodes are both.
        if (value instanceof Node node) {
            return scalar(name, node);
        }
        if (value instanceof NodeList nodes) {
            return nodes.getLength() == 0 ? null : scalar(name, only(name, nodes.getLength(), nodes.item(0), value));
        }
        if (value instanceof Object[] array) {
            return array.length == 0 ? null : scalar(name, only(name, array.length, array[0], value));
        }
        if (value instanceof Collection<?> values) {
            return values.isEmpty()
                    ? null
                    : scalar(name, only(name, values.size(), values.iterator().next(), value));
        }
        throw rejected(name, value);
    }

    private static Object scalar(String name, JsonNode json) throws PurseValidationException {
        if (json.isNull() || json.isMissingNode()) {
            return null;
        }
        if (json.isTextual()) {
            return json.textValue();
        }
        if (json.isNumber()) {
            return exact(name, json.numberValue());
        }
        throw RejectedField.ofType(name, json, "one text or number");
    }

    private static String scalar(String name, Node node) throws PurseValidationException {
        if (node instanceof CharacterData || node.getNodeType() == Node.ATTRIBUTE_NODE) {
            return node.getNodeValue();
        }
        for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (!(child instanceof CharacterData)) {
                throw rejected(name, node);
            }
        }
        return node.getTextContent();
    }

    private static Object only(String name, int size, Object first, Object values) throws PurseValidationException {
        if (size == 1) {
            return first;
        }
        throw new PurseValidationException(name + " holds " + size + " values, a "
                + values.getClass().getName() + ": it must be one text or number. With xpath, set resultType to"
                + " java.lang.String");
    }

    private static Number exact(String name, Number number) throws PurseValidationException {
        double limit = number instanceof Float ? LARGEST_EXACT_FLOAT : LARGEST_EXACT_DOUBLE;
        boolean binary = number instanceof Float || number instanceof Double;
        if (binary && !Double.isFinite(number.doubleValue())) {
            throw new PurseValidationException(name + " is " + number + ", which is no number");
        }
        if (binary && Math.abs(number.doubleValue()) >= limit) {
            throw new PurseValidationException(name + " is " + number + ", a "
                    + number.getClass().getName() + ", which is no exact number: give it as text or as a BigDecimal");
        }
        return number;
    }

    private static String whole(String name, Number number) throws PurseValidationException {
        try {
            BigDecimal decimal = new BigDecimal(number.toString());
            if (decimal.precision() - (long) decimal.scale() <= MOST_DIGITS) {
                return decimal.toBigIntegerExact().toString();
            }
        } catch (ArithmeticException | NumberFormatException e) {
            // Reported below, with the same message as what is too long.
        }
        throw new PurseValidationException(
                name + " is " + SafeText.quoted(number) + ", which is no whole number: give it as text");
    }

    private static String decoded(String name, byte[] bytes) throws PurseValidationException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new PurseValidationException(name + " holds bytes that are not UTF-8: give it as text");
        }
    }

    private static PurseValidationException rejected(String name, Object value) {
        return new PurseValidationException(
                name + " holds a " + value.getClass().getName() + ": it must be one text or number");
    }
}
