package io.camelpurse.redirect;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelpurse.InvalidRedirectionReason;
import io.camelpurse.PurseConfiguration;
import io.camelpurse.PurseInvalidRedirectionException;
import io.camelpurse.PurseOperation;
import io.camelpurse.PurseValidationException;
import io.camelpurse.RedirectionVerification;
import io.camelpurse.client.LogContext;
import io.camelpurse.client.PurseClient;
import io.camelpurse.message.ExchangeUpdate;
import io.camelpurse.message.MaxAge;
import io.camelpurse.message.ResponseBody;
import io.camelpurse.message.ResponseHeaders;
import io.camelpurse.message.Validated;
import io.camelpurse.redirect.RedirectionRefetch.CurrentState;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Verifies the redirection data of a returning shopper, and sets the claims or the current state on the message. */
public final class RedirectionCheck {

    private static final Logger LOG = LoggerFactory.getLogger(RedirectionCheck.class);

    private final PurseConfiguration configuration;
    private final String expectedSession;
    private final RedirectionVerifier verifier;
    private final Optional<RedirectionRefetch> refetch;
    private final Optional<OneTimeUse> oneTimeUse;
    private final ResponseHeaders paymentHeaders;
    private final ResponseBody bodies;

    /** @param expectedSession the client session of the endpoint URI, or {@code null} */
    RedirectionCheck(
            PurseConfiguration configuration,
            String expectedSession,
            SigningKeySource keys,
            InstantSource clock,
            Optional<RedirectionRefetch> refetch,
            Optional<OneTimeUse> oneTimeUse) {
        this.configuration = configuration;
        this.expectedSession = expectedSession;
        this.verifier = new RedirectionVerifier(keys, clock);
        this.refetch = refetch;
        this.oneTimeUse = oneTimeUse;
        this.paymentHeaders = new ResponseHeaders(PurseOperation.getPayment, configuration.getApiUrl());
        this.bodies = new ResponseBody(configuration);
    }

    /**
     * The check that an endpoint is configured for. The signing keys are fetched in the background.
     *
     * @param expectedSession the client session of the endpoint URI, or {@code null}
     * @param client          fetches payments and sessions
     * @param worker          calls the repository, which may block
     */
    public static RedirectionCheck of(
            PurseConfiguration configuration,
            String expectedSession,
            SigningKeySource keys,
            PurseClient client,
            Executor worker) {
        keys.warmUp();
        return new RedirectionCheck(
                configuration,
                expectedSession,
                keys,
                client.time(),
                configuration.getRedirectionVerification() == RedirectionVerification.fetch
                        ? Optional.of(new RedirectionRefetch(client))
                        : Optional.empty(),
                Optional.ofNullable(configuration.getRedirectionIdempotentRepository())
                        .map(used -> new OneTimeUse(used, worker, client.time())));
    }

    /**
     * Verifies the redirection data of a message.
     *
     * @return what to set on the exchange; a failure for data that is not valid, or that cannot be verified now
     * @throws PurseValidationException if the message cannot be a call
     */
    public CompletableFuture<ExchangeUpdate> verify(Exchange exchange) throws PurseValidationException {
        Duration maxAge = MaxAge.of(exchange, configuration);
        ExpectedClientSession expected = ExpectedClientSession.of(exchange.getMessage(), expectedSession);
        return RedirectionInput.token(exchange)
                .fold(verifier::verify, RedirectionCheck::<VerifiedRedirection>rejected)
                .thenApply(data -> data.then(verified -> expected(expected, verified)))
                .thenCompose(data -> data.fold(
                        verified -> response(exchange, verified, maxAge), RedirectionCheck::<ExchangeUpdate>rejected))
                .thenCompose(response -> response.fold(
                        CompletableFuture::completedFuture,
                        reason -> CompletableFuture.failedFuture(invalid(exchange, reason))));
    }

    private static <T> CompletableFuture<Validated<T, InvalidRedirectionReason>> rejected(
            InvalidRedirectionReason reason) {
        return CompletableFuture.completedFuture(Validated.rejected(reason));
    }

    private static Validated<VerifiedRedirection, InvalidRedirectionReason> expected(
            ExpectedClientSession expected, VerifiedRedirection verified) {
        return expected.fits(verified.claims())
                ? Validated.valid(verified)
                : Validated.rejected(InvalidRedirectionReason.OTHER_CLIENT_SESSION);
    }

    private CompletableFuture<Validated<ExchangeUpdate, InvalidRedirectionReason>> response(
            Exchange exchange, VerifiedRedirection verified, Duration maxAge) {
        return oneTimeUse
                .map(use -> use.once(exchange, verified.fingerprint(), () -> response(verified, maxAge)))
                .orElseGet(() -> response(verified, maxAge).thenApply(Validated::valid));
    }

    private CompletableFuture<ExchangeUpdate> response(VerifiedRedirection verified, Duration maxAge) {
        return refetch.map(now -> now.of(verified.claims(), maxAge))
                .orElseGet(() -> CompletableFuture.completedFuture(new CurrentState(verified.claims(), null)))
                .thenApply(state -> exchange -> populate(exchange, state));
    }

    private void populate(Exchange exchange, CurrentState state) throws Exception {
        Message message = exchange.getMessage();
        RedirectionInput.remove(message);
        if (state.payment() != null) {
            paymentHeaders.set(message, state.payment());
        }
        JsonNode claims = bodies.withoutTokens(state.claims());
        ResponseHeaders.redirection(message, claims);
        message.setBody(bodies.of(claims, PurseOperation.verifyRedirection));
    }

    private static PurseInvalidRedirectionException invalid(Exchange exchange, InvalidRedirectionReason reason) {
        new LogContext(exchange.getExchangeId(), PurseOperation.verifyRedirection, null, null)
                .write(() -> LOG.info("Redirection data rejected: {} (exchange {})", reason, exchange.getExchangeId()));
        return new PurseInvalidRedirectionException(reason);
    }
}
