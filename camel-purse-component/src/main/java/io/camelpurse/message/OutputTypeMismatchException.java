package io.camelpurse.message;

import java.io.IOException;

/** Reports that a response cannot be converted to {@code outputType}. It names the field, and quotes nothing. */
public final class OutputTypeMismatchException extends IOException {

    private static final long serialVersionUID = 1L;

    OutputTypeMismatchException(String message) {
        super(message);
    }
}
