package io.camelpurse.client;

/** Reports a response that is longer than {@code maxResponseSize}. */
final class ResponseTooLargeException extends UnusableResponseException {

    private static final long serialVersionUID = 1L;

    ResponseTooLargeException(int maximum) {
        super("the response is larger than maxResponseSize=" + maximum + " bytes");
    }
}
