package io.camelpurse.client;

import java.net.URI;
import java.util.List;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;

/**
 * One HTTP request.
 *
 * @param headers     without those that describe the body
 * @param body        or {@code null} where the method has none; may be empty
 * @param contentType of the body, or {@code null}
 */
record TransportRequest(String method, URI uri, List<Header> headers, byte[] body, ContentType contentType) {

    /** A request without a body. */
    static TransportRequest get(URI uri, List<Header> headers) {
        return new TransportRequest("GET", uri, headers, null, null);
    }
}
