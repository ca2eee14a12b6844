package io.camelpurse.message;

import java.util.Optional;
import java.util.function.Function;

/**
 * Holds a value that passed a validation, or the reason for which it was rejected. It is returned rather than thrown,
 * since rejected input from outside is no exception.
 *
 * @param <T> the value
 * @param <R> the reasons
 */
public sealed interface Validated<T, R> {

    /**
     * Valid.
     *
     * @param value never {@code null}
     */
    record Valid<T, R>(T value) implements Validated<T, R> {}

    /**
     * Rejected.
     *
     * @param reason never {@code null}
     */
    record Rejected<T, R>(R reason) implements Validated<T, R> {}

    /** A value that is valid. */
    static <T, R> Validated<T, R> valid(T value) {
        return new Valid<>(value);
    }

    /** The rejection of a value. */
    static <T, R> Validated<T, R> rejected(R reason) {
        return new Rejected<>(reason);
    }

    /** A value that is valid if it is present, and else rejected for this reason. */
    static <T, R> Validated<T, R> of(Optional<T> value, R reason) {
        return value.<Validated<T, R>>map(Valid::new).orElseGet(() -> new Rejected<>(reason));
    }

    /**
     * What one of the functions returns: the first one for a valid value, the second one for the reason of a rejection.
     */
    default <U> U fold(Function<? super T, ? extends U> valid, Function<? super R, ? extends U> rejected) {
        return this instanceof Valid<T, R> passed
                ? valid.apply(passed.value())
                : rejected.apply(((Rejected<T, R>) this).reason());
    }

    /** The next step of the validation; none after a rejection. */
    default <U> Validated<U, R> then(Function<? super T, Validated<U, R>> next) {
        return fold(next, Validated::rejected);
    }
}
