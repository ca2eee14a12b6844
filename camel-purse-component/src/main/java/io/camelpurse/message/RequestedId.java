package io.camelpurse.message;

import io.camelpurse.PurseValidationException;
import io.camelpurse.ResourceId;
import io.camelpurse.text.IdForm;
import io.camelpurse.text.SafeText;
import org.apache.camel.Message;

/** Determines the id of the resource that a call is about. */
public final class RequestedId {

    private RequestedId() {}

    /**
     * The endpoint's id, since whoever writes one into a URI means it, else the header's.
     *
     * @param endpointId the id in the endpoint URI, or {@code null}
     * @return in its canonical form
     */
    public static String of(Message message, ResourceId resource, String endpointId) throws PurseValidationException {
        String option = resource.option();
        String header = resource.header();
        if (endpointId != null) {
            check(option, header, endpointId);
            return ResourceId.canonical(endpointId);
        }
        String source = "The header " + header;
        String id = TextValue.of(source, message.getHeader(header));
        if (id == null) {
            throw new PurseValidationException(
                    option + " is missing: set the header " + header + " or the option " + option);
        }
        requireValid(source, id);
        return ResourceId.canonical(id);
    }

    /**
     * Rejects an id in an endpoint URI that cannot be one.
     *
     * @param option the option that holds it
     * @param header which holds the id where the option is not set
     */
    public static void check(String option, String header, String id) throws PurseValidationException {
        if (id.isBlank()) {
            throw new PurseValidationException("The option " + option
                    + " is empty, so that it names nothing: leave it out where the header " + header + " has the id");
        }
        requireValid("The option " + option, id);
    }

    private static void requireValid(String source, String id) throws PurseValidationException {
        if (!ResourceId.isValid(id)) {
            throw new PurseValidationException(source + " holds " + SafeText.quoted(id) + IdForm.NO_ID);
        }
    }
}
