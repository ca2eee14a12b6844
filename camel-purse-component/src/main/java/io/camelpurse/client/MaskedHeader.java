package io.camelpurse.client;

import io.camelpurse.text.SafeText;
import java.util.List;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.message.BasicHeader;

/** Hides the value of a request header from {@code toString}, by which HttpClient logs headers. */
final class MaskedHeader extends BasicHeader {

    MaskedHeader(String name, String value) {
        super(name, value, true);
    }

    /** The values that must not be shown. */
    static List<String> secrets(List<Header> headers) {
        return headers.stream()
                .filter(MaskedHeader.class::isInstance)
                .flatMap(header -> ((MaskedHeader) header).forms().stream())
                .toList();
    }

    /** The value, and the part after a scheme such as {@code Bearer}: whoever repeats it may leave that out. */
    private List<String> forms() {
        String credentials = getValue().substring(getValue().indexOf(' ') + 1);
        return List.of(getValue(), credentials);
    }

    @Override
    public String toString() {
        return getName() + ": " + SafeText.MASK;
    }
}
