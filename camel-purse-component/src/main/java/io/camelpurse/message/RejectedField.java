package io.camelpurse.message;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelpurse.PurseValidationException;
import io.camelpurse.text.SafeText;
import java.util.Locale;

/** Creates the rejections that several fields of a request have in common. */
final class RejectedField {

    private RejectedField() {}

    /**
     * Two places give one field, and not alike: both cannot be meant.
     *
     * @param inBody  its value in the body, which is quoted
     * @param place   the other place, such as {@code header CamelPurseAmount}
     * @param another its value there, which is quoted
     */
    static PurseValidationException contradicted(String field, Object inBody, String place, Object another) {
        return new PurseValidationException(field + " is " + SafeText.quoted(inBody) + " in the body and "
                + SafeText.quoted(another) + " in the " + place + ": remove one of the two");
    }

    /**
     * A value is of another JSON type.
     *
     * @param required what it must be, such as {@code a number}
     */
    static PurseValidationException ofType(String field, JsonNode value, String required) {
        return new PurseValidationException(field + " is a JSON "
                + value.getNodeType().name().toLowerCase(Locale.ROOT) + ": it must be " + required);
    }
}
