package io.camelpurse.client;

import java.io.IOException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;

/** Stands for an exception of HttpCore about a malformed response, in words of our own. */
final class DescribedFailure extends IOException {

    private static final long serialVersionUID = 1L;

    private DescribedFailure(String message) {
        super(message);
    }

    /** Others than those that quote a response stay as they are. */
    static Exception of(Exception failure) {
        boolean quotes = failure instanceof HttpException
                || failure instanceof MalformedChunkCodingException
                || failure instanceof MessageConstraintException;
        return quotes ? new DescribedFailure(TransportFailure.describe(failure)) : failure;
    }
}
