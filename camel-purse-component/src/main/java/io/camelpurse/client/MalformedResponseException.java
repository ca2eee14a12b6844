package io.camelpurse.client;

import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;

/** Replaces an exception of HttpCore about a malformed response, in words of our own. */
final class MalformedResponseException extends IOException {

    private static final long serialVersionUID = 1L;
    private static final int MOST_CAUSES = 10;

    private MalformedResponseException(String message) {
        super(message);
    }

    /** Others than those that quote a response stay as they are. */
    static Exception of(Exception failure) {
        return quotes(failure) ? new MalformedResponseException(TransportFailure.describe(failure)) : failure;
    }

    /** Its message may be that of its cause. */
    private static boolean quotes(Exception failure) {
        Throwable cause = failure;
        for (int i = 0; i < MOST_CAUSES && cause != null; i++) {
            if (cause instanceof HttpException
                    || cause instanceof MalformedChunkCodingException
                    || cause instanceof MessageConstraintException
                    || cause instanceof UnsupportedEncodingException
                    || cause instanceof IllegalCharsetNameException
                    || cause instanceof UnsupportedCharsetException) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }
}
