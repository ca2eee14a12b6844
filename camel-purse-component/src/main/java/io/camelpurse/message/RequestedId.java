package io.camelpurse.message;

import io.camelpurse.PurseValidationException;
import io.camelpurse.ResourceId;
import io.camelpurse.model.SafeText;
import org.apache.camel.Message;

/** The id of the resource that a call is about. */
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
        boolean ofEndpoint = endpointId != null;
        if (ofEndpoint && endpointId.isBlank()) {
            throw new PurseValidationException("The option " + option
                    + " is empty, so that it names nothing: leave it out where the header " + header + " has the id");
        }
        String source = ofEndpoint ? "The option " + option : "The header " + header;
        String id = ofEndpoint ? endpointId : TextValue.of(source, message.getHeader(header));
        if (id == null) {
            throw new PurseValidationException(
                    option + " is missing: set the header " + header + " or the option " + option);
        }
        if (!ResourceId.isValid(id)) {
            throw new PurseValidationException(source + " holds " + SafeText.quoted(id)
                    + ", which is no id: only letters, digits, '-' and '_' are, 100 at most");
        }
        return ResourceId.canonical(id);
    }
}
