package io.camelpurse.client;

import java.io.IOException;

/** Reports a response that cannot be used, in words of our own, which may be shown. */
class UnusableResponseException extends IOException {

    private static final long serialVersionUID = 1L;

    UnusableResponseException(String message) {
        super(message);
    }
}
