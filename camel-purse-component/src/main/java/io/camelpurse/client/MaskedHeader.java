package io.camelpurse.client;

import org.apache.hc.core5.http.message.BasicHeader;

/** A header whose value goes to the wire and nowhere else: HttpClient logs headers by their {@code toString}. */
final class MaskedHeader extends BasicHeader {

    MaskedHeader(String name, String value) {
        super(name, value, true);
    }

    @Override
    public String toString() {
        return getName() + ": xxxxxx";
    }
}
