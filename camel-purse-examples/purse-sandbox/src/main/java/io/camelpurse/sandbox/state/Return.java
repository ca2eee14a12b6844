package io.camelpurse.sandbox.state;

/**
 * Where the shopper goes back to, and the claims of the redirection data.
 *
 * @param url the merchant's {@code shopper_redirection_url}; {@code null} if there is none
 * @param clientSessionId id of the session, or {@code null}
 * @param paymentId id of the payment, or {@code null}
 * @param authorizationStatus status of the payment, or {@code null}
 * @param clientSessionStatus status of the session, or {@code null}
 */
public record Return(
        String url, String clientSessionId, String paymentId, String authorizationStatus, String clientSessionStatus) {}
