package io.camelpurse.client;

import java.util.List;
import java.util.stream.Stream;
import org.apache.hc.core5.http.HttpResponse;

/**
 * Holds head and bytes of a response with any status.
 *
 * @param secrets what the request carried, so that nothing shows it where the response repeats it
 */
record RawResponse(HttpResponse head, byte[] body, List<String> secrets) {

    RawResponse hiding(List<String> more) {
        return new RawResponse(
                head, body, Stream.concat(secrets.stream(), more.stream()).toList());
    }
}
