package io.camelpurse.sandbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camelpurse.sandbox.state.IdempotencyKeyStore;
import io.camelpurse.sandbox.state.OperationStatus;
import io.camelpurse.sandbox.state.Problem;
import io.camelpurse.sandbox.state.Settings;
import io.camelpurse.sandbox.state.SplitPart;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A local Purse: the Payment API v2 with its state machines, webhooks, faults and a hosted payment page, on one port of
 * the loopback interface. Everything is in memory. All methods are safe to use from any thread; they run on the
 * sandbox's own event loop one after the other, so that what one of them sees is always consistent.
 *
 * <p>What the vendor's documentation leaves open is chosen by {@link Settings}.
 */
public final class PurseSandbox implements AutoCloseable {
    /** The seed of a sandbox that is not given another one. */
    public static final long DEFAULT_SEED = 20_200_825L;

    private final Server server;
    private final RunningSandbox sandbox;
    private final EventLoop loop;
    private final Account account;
    private final Faults faults;
    private final Shopper shopper;

    private PurseSandbox(SandboxOptions options, Account account) {
        server = Server.start(options);
        sandbox = server.sandbox();
        loop = server.loop();
        this.account = loop.call(() -> account == null ? sandbox.accounts.create() : sandbox.accounts.add(account));
        faults = new Faults(loop, sandbox.faults);
        shopper = new Shopper(loop, sandbox);
    }

    /**
     * Starts a sandbox on the loopback interface, at a free port, with the default seed.
     *
     * @return the running sandbox
     */
    public static PurseSandbox start() {
        return builder().start();
    }

    /**
     * Sets up a sandbox.
     *
     * @return a builder with the defaults
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Where it listens.
     *
     * @return scheme, host and port, without a slash at the end
     */
    public String baseUrl() {
        return server.baseUrl();
    }

    /**
     * Where the API is: what the component calls {@code apiUrl}.
     *
     * @return the base URL and {@code /payment}
     */
    public String apiUrl() {
        return baseUrl() + "/payment";
    }

    /**
     * Where access tokens are.
     *
     * @return the base URL and {@code /oauth/token}
     */
    public String tokenUrl() {
        return baseUrl() + "/oauth/token";
    }

    /**
     * The account that is there from the start.
     *
     * @return entity and credentials
     */
    public Account account() {
        return account;
    }

    /**
     * Opens one more account. It outlives a reset.
     *
     * @return entity and credentials
     */
    public Account addAccount() {
        return loop.call(sandbox.accounts::create);
    }

    /**
     * Opens an account with given credentials. It outlives a reset.
     *
     * @param given entity and credentials
     * @return the same
     */
    public Account addAccount(Account given) {
        return loop.call(() -> sandbox.accounts.add(given));
    }

    /**
     * Forgets payments, sessions, links, keys, tokens, faults, webhooks and the journal, sets the clock right and
     * starts the ids again. Accounts and signing keys stay.
     */
    public void reset() {
        loop.run(sandbox::reset);
    }

    /**
     * Moves the clock ahead. What is due by then (expiries, settlements, retries of webhooks) happens before this
     * returns, except that webhooks may still be sent.
     *
     * @param duration how far
     */
    public void advanceClock(Duration duration) {
        loop.run(() -> sandbox.advance(duration));
    }

    /**
     * What time the sandbox thinks it is.
     *
     * @return the time
     */
    public Instant now() {
        return loop.call(sandbox.clock::instant);
    }

    /**
     * Acts as the shopper.
     *
     * @return what a shopper can do
     */
    public Shopper shopper() {
        return shopper;
    }

    /**
     * The requests that arrived at the API, token requests included, in order of arrival.
     *
     * @return the latest ones, up to the journal's limit
     */
    public List<RecordedRequest> journal() {
        return loop.call(sandbox.journal::requests);
    }

    /**
     * The requests of one operation that arrived, in order of arrival.
     *
     * @param operation its name, such as {@code capturePayment}
     * @return the latest ones, up to the journal's limit
     */
    public List<RecordedRequest> journal(String operation) {
        ApiOperation.checkLabel(operation);
        return journal().stream()
                .filter(request -> operation.equals(request.operation()))
                .toList();
    }

    /**
     * How many requests arrived at the API since the last reset, token requests included.
     *
     * @return a count
     */
    public long requests() {
        return loop.call(sandbox.journal::requestCount);
    }

    /**
     * How many requests arrived at the token endpoint since the last reset.
     *
     * @return a count
     */
    public int tokenCalls() {
        return loop.call(sandbox.journal::tokenCalls);
    }

    /**
     * How many connections requests to the API came on since the last reset.
     *
     * @return a count
     */
    public int connections() {
        return loop.call(sandbox.journal::connectionCount);
    }

    /**
     * The idempotency keys in use.
     *
     * @return in the order in which they were taken
     */
    public List<IdempotencyKeyStore.Entry> keys() {
        return loop.call(sandbox.ledger::keys);
    }

    /**
     * The webhooks since the last reset.
     *
     * @return in order of the changes that they report
     */
    public List<WebhookDelivery> webhooks() {
        return loop.call(sandbox.webhooks::deliveries);
    }

    /**
     * Redelivers a notification, whether it was acknowledged or not.
     *
     * @param deliveryId id of the delivery
     */
    public void redeliverWebhook(String deliveryId) {
        stating(loop, () -> {
            sandbox.webhooks.redeliver(deliveryId);
            return null;
        });
    }

    /**
     * Faults to come.
     *
     * @return where to put them
     */
    public Faults faults() {
        return faults;
    }

    /** Makes all access tokens invalid at once. */
    public void revokeTokens() {
        loop.run(sandbox.tokens::revokeAll);
    }

    /** Signs with a new key from now on. The old ones stay listed until {@link #retireSigningKeys()}. */
    public void rotateSigningKeys() {
        var key = sandbox.signingKeys.next();
        loop.run(() -> sandbox.signingKeys.install(key));
    }

    /** Takes all signing keys but the newest off the list. */
    public void retireSigningKeys() {
        loop.run(sandbox.signingKeys::retireOld);
    }

    /**
     * Signs claims of your own with the newest signing key.
     *
     * @param claims the payload
     * @return a compact JWS
     */
    public String sign(Map<String, Object> claims) {
        return loop.call(() -> sandbox.signingKeys.sign(claims));
    }

    /**
     * A payment as GET returns it.
     *
     * @param id its id
     * @return a copy
     */
    public ObjectNode payment(String id) {
        return stating(loop, () -> Responses.asSent(sandbox.ledger.payment(id)));
    }

    /**
     * A payment link as GET returns it.
     *
     * @param id its id
     * @return a copy
     */
    public ObjectNode paymentLink(String id) {
        return stating(loop, () -> Responses.asSent(sandbox.ledger.paymentLink(id)));
    }

    /**
     * A client session as GET returns it.
     *
     * @param id its id
     * @return a copy
     */
    public ObjectNode clientSession(String id) {
        return stating(loop, () -> Responses.asSent(sandbox.ledger.clientSession(id)));
    }

    /**
     * All payments as GET returns them.
     *
     * @return in order of creation
     */
    public List<ObjectNode> payments() {
        return loop.call(
                () -> sandbox.ledger.payments().stream().map(Responses::asSent).toList());
    }

    /**
     * Makes a payment of the default account that is authorized on one card, or as split.
     *
     * @param amount in minor units
     * @param currency ISO 4217 code
     * @param orderReference the order that it pays
     * @param split who pays what; none means one card
     * @return its id
     */
    public String authorizedPayment(long amount, String currency, String orderReference, SplitPart... split) {
        ObjectNode order = JsonNodeFactory.instance.objectNode();
        order.put("reference", orderReference).put("net_amount", amount);
        List<SplitPart> parts = List.of(split);
        return stating(
                loop,
                () -> sandbox.ledger.shopper().authorizedPayment(account.entityId(), amount, currency, order, parts));
    }

    /**
     * Makes a payment of the default account that is authorized on one card.
     *
     * @param amount in minor units
     * @param currency ISO 4217 code
     * @param orderReference the order that it pays
     * @return its id
     */
    public String authorizedPayment(long amount, String currency, String orderReference) {
        return authorizedPayment(amount, currency, orderReference, new SplitPart[0]);
    }

    /**
     * Ends all pending and uncertain operations of a payment.
     *
     * @param paymentId the payment
     * @param status how they end
     */
    public void settle(String paymentId, OperationStatus status) {
        settle(paymentId, null, status);
    }

    /**
     * Ends a pending or uncertain operation; one that is final stays as it is.
     *
     * @param paymentId the payment
     * @param operationId the operation, or {@code null} for all of the payment
     * @param status how it ends
     */
    public void settle(String paymentId, String operationId, OperationStatus status) {
        stating(loop, () -> {
            sandbox.ledger.settle(paymentId, operationId, status);
            return null;
        });
    }

    /**
     * Checks that no business document of an order, named by its merchant reference, was executed more than once per
     * kind of operation, and that the amounts add up. What ended as FAILURE was not executed.
     *
     * @param orderReference the order
     * @throws AssertionError saying what moved twice, or that there is no payment for the order
     */
    public void assertMovedExactlyOnce(String orderReference) {
        check(loop.call(() -> sandbox.ledger.faultsOfOrder(orderReference)));
    }

    /**
     * Checks the same for every order that has a payment.
     *
     * @throws AssertionError saying what moved twice, or that there is no payment at all
     */
    public void assertEverythingMovedExactlyOnce() {
        if (loop.call(() -> sandbox.ledger.paymentCount() == 0)) {
            throw new AssertionError("There is no payment");
        }
        check(loop.call(sandbox.ledger::faultsOfAllOrders));
    }

    /** Stops listening and frees all threads. The ledger can still be read. */
    @Override
    public void close() {
        server.close();
    }

    private static void check(List<String> wrong) {
        if (!wrong.isEmpty()) {
            throw new AssertionError(String.join(System.lineSeparator(), wrong));
        }
    }

    static <T> T stating(EventLoop loop, Supplier<T> task) {
        try {
            return loop.call(task);
        } catch (Problem problem) {
            throw new IllegalStateException("The sandbox rejects: " + problem.json("/_sandbox"), problem);
        }
    }

    /** Sets up a sandbox. */
    public static final class Builder {
        private final Settings settings = new Settings();
        private String host = "127.0.0.1";
        private int port;
        private long seed = DEFAULT_SEED;
        private boolean apiKeyRequired;
        private Duration tokenLifetime = Duration.ofHours(1);
        private int journalLimit = 100_000;
        private int webhookAttempts = 10;
        private Duration webhookBackOff = Duration.ofSeconds(1);
        private Duration webhookTimeout = Duration.ofSeconds(5);
        private Account account;

        private Builder() {}

        /**
         * Where to listen; the loopback address by default.
         *
         * @param address host name or address
         * @return this builder
         */
        public Builder host(String address) {
            host = address;
            return this;
        }

        /**
         * The port; 0, the default, takes a free one.
         *
         * @param number the port
         * @return this builder
         */
        public Builder port(int number) {
            port = number;
            return this;
        }

        /**
         * Where ids start; {@link #DEFAULT_SEED} by default.
         *
         * @param number the same seed gives the same ids
         * @return this builder
         */
        public Builder seed(long number) {
            seed = number;
            return this;
        }

        /**
         * Whether every call needs {@code x-api-key}; false by default. A wrong one is rejected in any case.
         *
         * @param required true to reject calls without it
         * @return this builder
         */
        public Builder apiKeyRequired(boolean required) {
            apiKeyRequired = required;
            return this;
        }

        /**
         * How long access tokens live; one hour by default.
         *
         * @param lifetime by the sandbox's clock
         * @return this builder
         */
        public Builder tokenLifetime(Duration lifetime) {
            tokenLifetime = lifetime;
            return this;
        }

        /**
         * How many requests and webhooks are remembered; 100,000 by default.
         *
         * @param entries a count above 0
         * @return this builder
         */
        public Builder journalLimit(int entries) {
            journalLimit = entries;
            return this;
        }

        /**
         * How webhooks are retried; by default 10 attempts, one second before the first retry, doubling up to
         * five minutes, by the sandbox's clock.
         *
         * @param attempts how many at most
         * @param backOff pause before the first retry
         * @return this builder
         */
        public Builder webhookRetries(int attempts, Duration backOff) {
            webhookAttempts = attempts;
            webhookBackOff = backOff;
            return this;
        }

        /**
         * How long to wait for a webhook's response; five seconds by default.
         *
         * @param timeout real time
         * @return this builder
         */
        public Builder webhookTimeout(Duration timeout) {
            webhookTimeout = timeout;
            return this;
        }

        /**
         * The default account; made from the seed unless given.
         *
         * @param given entity and credentials
         * @return this builder
         */
        public Builder account(Account given) {
            account = given;
            return this;
        }

        /**
         * Changes what the API's documentation leaves open.
         *
         * @param change of the settings
         * @return this builder
         */
        public Builder settings(Consumer<Settings> change) {
            change.accept(settings);
            return this;
        }

        /**
         * Starts the sandbox.
         *
         * @return the running sandbox
         * @throws IllegalStateException if it cannot listen there
         */
        public PurseSandbox start() {
            return new PurseSandbox(
                    new SandboxOptions(
                            host,
                            port,
                            seed,
                            apiKeyRequired,
                            tokenLifetime,
                            journalLimit,
                            webhookAttempts,
                            webhookBackOff,
                            webhookTimeout,
                            settings),
                    account);
        }
    }
}
