package io.camelpurse.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;

/**
 * Decompresses responses, which HttpClient's asynchronous client does not do. No request asks for compression, but a
 * gateway may compress nevertheless.
 */
final class ContentDecoding {

    private ContentDecoding() {}

    /**
     * @param maximum size of the decoded content in bytes
     * @throws ResponseTooLargeException if it is larger
     * @throws IOException if the content is not what its encoding says, or the encoding is not known
     */
    static RawResponse decode(RawResponse response, int maximum) throws IOException {
        Header header = response.head().getFirstHeader(HttpHeaders.CONTENT_ENCODING);
        String encoding = header == null || header.getValue() == null
                ? ""
                : header.getValue().strip().toLowerCase(Locale.ROOT);
        if (encoding.isEmpty() || encoding.equals("identity") || response.body().length == 0) {
            return response;
        }
        try (InputStream decoded = decoding(encoding, new ByteArrayInputStream(response.body()))) {
            byte[] content = decoded.readNBytes(maximum);
            if (decoded.read() >= 0) {
                throw new ResponseTooLargeException(maximum);
            }
            return new RawResponse(response.head(), content);
        }
    }

    private static InputStream decoding(String encoding, InputStream content) throws IOException {
        return switch (encoding) {
            case "gzip", "x-gzip" -> new GZIPInputStream(content);
            case "deflate" -> new InflaterInputStream(content);
            default -> throw new UnsupportedContentEncodingException();
        };
    }

    /** Names no encoding: it is text from the server. */
    private static final class UnsupportedContentEncodingException extends UnusableResponseException {

        private static final long serialVersionUID = 1L;

        UnsupportedContentEncodingException() {
            super("the response has a Content-Encoding other than gzip and deflate");
        }
    }
}
