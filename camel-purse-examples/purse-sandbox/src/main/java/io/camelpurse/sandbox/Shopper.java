package io.camelpurse.sandbox;

import io.camelpurse.sandbox.state.AuthorizationStatus;
import io.camelpurse.sandbox.state.Return;
import io.camelpurse.sandbox.state.SplitPart;
import java.util.List;
import java.util.function.Supplier;

/**
 * Acts as the shopper, on a payment link, a client session, or a payment that waits for its shopper. Safe to use from
 * any thread. What the sandbox rejects is an {@link IllegalStateException} that says why.
 */
public final class Shopper {
    private final EventLoop loop;
    private final RunningSandbox sandbox;

    Shopper(EventLoop loop, RunningSandbox sandbox) {
        this.loop = loop;
        this.sandbox = sandbox;
    }

    /**
     * Pays.
     *
     * @param id of a link, a session or a pending payment
     * @param split who pays what, for example gift card and card; none means one card
     * @return id of the payment, which is AUTHORIZED
     */
    public String pay(String id, SplitPart... split) {
        return submit(id, AuthorizationStatus.AUTHORIZED, split);
    }

    /**
     * Pays, but the partner says no.
     *
     * @param id of a link, a session or a pending payment
     * @return id of the payment, which is REFUSED
     */
    public String refuse(String id) {
        return submit(id, AuthorizationStatus.REFUSED);
    }

    /**
     * Pays, and the partner has not responded yet; {@link #pay}, {@link #refuse} or {@link #cancel} with the payment's
     * id says how it ends.
     *
     * @param id of a link or a session
     * @param split who pays what; none means one card
     * @return id of the payment, which is PENDING
     */
    public String submitPending(String id, SplitPart... split) {
        return submit(id, AuthorizationStatus.PENDING, split);
    }

    /**
     * Pays, but the partner fails.
     *
     * @param id of a link, a session or a pending payment
     * @return id of the payment, which is in ERROR
     */
    public String fail(String id) {
        return submit(id, AuthorizationStatus.ERROR);
    }

    /**
     * Gives up.
     *
     * @param id of a link, a session or a pending payment
     */
    public void cancel(String id) {
        stating(() -> {
            sandbox.ledger.shopper().cancel(id);
            return null;
        });
    }

    /**
     * Where the shopper is sent after the latest thing that happened: the merchant's address with the signed
     * {@code purse-redirection-data}.
     *
     * @param id of a link, a session or a payment
     * @return the address
     */
    public String returnUrl(String id) {
        return stating(() -> ReturnAddress.of(sandbox, sandbox.ledger.shopper().wayBack(id)));
    }

    /**
     * The signed data of the way back.
     *
     * @param id of a link, a session or a payment
     * @return a compact JWS
     */
    public String redirectionData(String id) {
        return stating(() -> {
            Return back = sandbox.ledger.shopper().wayBack(id);
            return sandbox.signingKeys.sign(back);
        });
    }

    private String submit(String id, AuthorizationStatus status, SplitPart... split) {
        List<SplitPart> parts = List.of(split);
        return stating(() -> sandbox.ledger.shopper().submit(id, parts, status));
    }

    private <T> T stating(Supplier<T> task) {
        return PurseSandbox.stating(loop, task);
    }
}
