package io.camelpurse.client;

import java.io.IOException;

/** An answer that is longer than {@code maxResponseSize}. */
final class ResponseTooLargeException extends IOException {

    ResponseTooLargeException(int maximum) {
        super("the answer is larger than maxResponseSize=" + maximum + " bytes");
    }
}
