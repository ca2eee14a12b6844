package io.camelpurse.client;

import java.util.concurrent.CompletionException;

/** Returns the exception behind the wrappers in which a future reports its failure. */
public final class CallFailures {

    private CallFailures() {}

    /**
     * Takes off what {@link java.util.concurrent.CompletableFuture} wraps around a failure on its way.
     *
     * @param failure as a completion stage passes it
     * @return the failure itself
     */
    public static Throwable rootOf(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    /**
     * The call's failure; one that is no call's failure is a fault of ours, of which nobody knows what it did.
     *
     * @param failure as a completion stage passes it
     * @return how far the call got
     */
    public static CallFailedException ofCall(Throwable failure) {
        Throwable root = rootOf(failure);
        return root instanceof CallFailedException failed
                ? failed
                : CallFailedException.outcomeUnknown(
                        "unexpected failure: " + root.getClass().getName(), new SanitizedException(root));
    }
}
