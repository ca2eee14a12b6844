package io.camelpurse.model;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;
import java.math.BigDecimal;

/** Rejects what is no whole number, where Jackson's own would cut {@code 42.99} down to {@code 42}. */
final class WholeNumberDeserializer extends StdScalarDeserializer<Long> {

    private static final int LONGEST_TEXT = 64;

    WholeNumberDeserializer() {
        super(Long.class);
    }

    @Override
    public Long deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_NUMBER_INT) {
            return parser.getLongValue();
        }
        if (token == JsonToken.VALUE_NUMBER_FLOAT || token == JsonToken.VALUE_STRING) {
            return exact(parser.getText().strip(), context);
        }
        return (Long) context.handleUnexpectedToken(Long.class, parser);
    }

    private static Long exact(String text, DeserializationContext context) throws IOException {
        if (text.isEmpty()) {
            return null;
        }
        try {
            if (text.length() <= LONGEST_TEXT) {
                return new BigDecimal(text).longValueExact();
            }
        } catch (ArithmeticException | NumberFormatException e) {
            // Reported below, with the same message as what is too long.
        }
        return (Long) context.handleWeirdStringValue(Long.class, text, "not a whole number of at most 64 bits");
    }
}
