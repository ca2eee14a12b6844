package io.camelpurse.client;

/** Receives captures, refunds and voids as they end, on a thread that must not be blocked. */
public interface MoneyOperationListener {

    /**
     * The money was moved, or found moved.
     *
     * @param response what came of it
     */
    void moved(MoneyResponse response);

    /**
     * The call failed; its outcome says whether the money may have been moved.
     *
     * @param request the request
     * @param failure why
     */
    void failed(MoneyRequest request, CallFailedException failure);
}
