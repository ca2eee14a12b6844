package io.camelpurse.message;

import java.io.IOException;

/** A response cannot be given the form that {@code outputType} asks for. Says where, and quotes nothing. */
public final class OutputTypeMismatchException extends IOException {

    private static final long serialVersionUID = 1L;

    OutputTypeMismatchException(String message) {
        super(message);
    }
}
