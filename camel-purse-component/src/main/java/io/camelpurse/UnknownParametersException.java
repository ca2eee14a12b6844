package io.camelpurse;

import java.util.Collection;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.camel.NoSuchEndpointException;

/**
 * Parameters of an endpoint URI that are no options. What follows the {@code &} of a secret outside {@code RAW(...)} is
 * such a parameter. Therefore the message shows no value, and no name either if the URI carries a secret.
 *
 * <p>A {@link NoSuchEndpointException}, since Camel wraps any other one in an exception that shows the whole URI.
 */
final class UnknownParametersException extends NoSuchEndpointException {

    private static final long serialVersionUID = 1L;

    private static final Pattern SECRET = Pattern.compile(
            "[?&](" + String.join("|", new PurseEndpointUriFactory().secretPropertyNames()) + ")=",
            Pattern.CASE_INSENSITIVE);

    private final String message;

    UnknownParametersException(String uri, Collection<String> names) {
        super(withoutQuery(uri));
        message = "Unknown parameters of " + getUri() + ": "
                + (SECRET.matcher(uri).find()
                        ? "their names are not shown, since a secret that contains & ends there."
                                + " Such a secret needs RAW(...), as in clientSecret=RAW({{secret}}),"
                                + " or belongs on the component. Otherwise an option is misspelled"
                        : String.join(", ", new TreeSet<>(names)) + ". Check whether they are spelled as the options");
    }

    private static String withoutQuery(String uri) {
        return uri.replaceFirst("\\?(?s:.*)", "").replace("://", ":");
    }

    @Override
    public String getMessage() {
        return message;
    }
}
