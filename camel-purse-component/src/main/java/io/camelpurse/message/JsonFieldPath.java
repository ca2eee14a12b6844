package io.camelpurse.message;

import com.fasterxml.jackson.databind.JsonMappingException;
import io.camelpurse.text.LoggableText;
import java.util.stream.Collectors;

/** Locates the value in a JSON object that does not fit its record, without quoting it. */
final class JsonFieldPath {

    private JsonFieldPath() {}

    /** @return such as {@code  at captures/[0]/amount}; empty if Jackson does not say */
    static String of(Throwable e) {
        return e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()
                ? mapping.getPath().stream()
                        .map(step -> step.getFieldName() == null
                                ? "[" + step.getIndex() + "]"
                                : LoggableText.code(step.getFieldName()))
                        .collect(Collectors.joining("/", " at ", ""))
                : "";
    }
}
