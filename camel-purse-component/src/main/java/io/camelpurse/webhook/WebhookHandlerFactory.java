package io.camelpurse.webhook;

import io.camelpurse.PurseConfiguration;
import io.camelpurse.WebhookAcknowledgement;
import io.camelpurse.WebhookVerification;
import io.camelpurse.client.PurseClient;
import io.camelpurse.client.PurseRequest;
import io.camelpurse.client.RecentEntries;
import io.camelpurse.client.TimeSource;
import io.camelpurse.message.WebhookTokens;
import io.camelpurse.text.OptionValues;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.spi.StateRepository;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;

/** Creates the webhook handler that an endpoint is configured for. */
public final class WebhookHandlerFactory {

    private static final int KEPT_IN_MEMORY = 10_000;

    /** Longer than most routes take, shorter than the timeouts of senders. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    /** Longer than a megabyte takes on a slow connection. */
    private static final Duration LONGEST_BODY_ARRIVAL = Duration.ofSeconds(10);

    private final PurseConfiguration configuration;
    private final WebhookCounters counters;
    private final Callable<PurseClient> client;
    private final TimeSource time;
    private final Duration longestBodyArrival;
    private final NotificationGuard guard;

    /** @param client creates the client that fetches the resource of a notification */
    public WebhookHandlerFactory(
            PurseConfiguration configuration, WebhookCounters counters, Callable<PurseClient> client, TimeSource time) {
        this(configuration, counters, client, time, LONGEST_BODY_ARRIVAL);
    }

    WebhookHandlerFactory(
            PurseConfiguration configuration,
            WebhookCounters counters,
            Callable<PurseClient> client,
            TimeSource time,
            Duration longestBodyArrival) {
        this.configuration = configuration;
        this.counters = counters;
        this.client = client;
        this.time = time;
        this.longestBodyArrival = longestBodyArrival;
        this.guard = guard();
    }

    /**
     * Called while a route starts. All handlers have one memory of processed notifications, so that a route that is
     * stopped and started again knows them.
     *
     * @param secrets removed from all messages; may grow later
     * @throws IllegalArgumentException if an option has a value that cannot be used; the message names it
     */
    public WebhookHandler create(DefaultConsumer consumer, List<String> secrets) throws Exception {
        CamelContext context = consumer.getEndpoint().getCamelContext();
        return new WebhookHandler(
                new RequestValidation(configuration, acceptedTokens(), allowedAddresses()),
                new PayloadReader(configuration.getWebhookMaxBodySize()),
                new NotificationProcessing(
                        guard,
                        verification(),
                        new WebhookRoute(consumer, new NotificationMessage(configuration, secrets)),
                        Duration.ofMillis(configuration.getWebhookClaimTimeout()),
                        time,
                        consumer.getExceptionHandler()),
                configuration.getWebhookAcknowledgement() == WebhookAcknowledgement.received,
                () -> new WebhookThreads(context, consumer.getEndpoint(), configuration.getWebhookMaxConcurrency()),
                () -> new WebhookBodies(
                        context,
                        consumer.getEndpoint(),
                        configuration.getWebhookMaxBodySize(),
                        longestBodyArrival,
                        time),
                counters,
                time,
                consumer.getExceptionHandler());
    }

    private NotificationGuard guard() {
        boolean claims = configuration.isWebhookDeduplicate() || configuration.isWebhookDropStale();
        return new NotificationGuard(
                claims ? processed() : null,
                configuration.isWebhookDropStale() ? versions() : null,
                LONGEST_WAIT,
                time);
    }

    private ProcessedNotifications processed() {
        IdempotentRepository repository = configuration.getWebhookIdempotentRepository();
        if (repository == null) {
            repository = MemoryIdempotentRepository.memoryIdempotentRepository(new RecentEntries<>(KEPT_IN_MEMORY));
            repository.start();
        }
        return new ProcessedNotifications(
                repository,
                time,
                Duration.ofMillis(configuration.getWebhookClaimTimeout()),
                configuration.isWebhookDeduplicate());
    }

    private ProcessedVersions versions() {
        StateRepository<String, String> repository = configuration.getWebhookVersionRepository();
        return new ProcessedVersions(repository == null ? new RecentVersions(KEPT_IN_MEMORY) : repository);
    }

    private AcceptedTokens acceptedTokens() {
        if (!configuration.isWebhookRequireToken()) {
            return null;
        }
        List<String> tokens = WebhookTokens.of(configuration);
        if (tokens.isEmpty()) {
            throw new IllegalArgumentException(
                    "purse:webhook has no webhookVerifyToken, so that anybody could send notifications: set"
                            + " webhookVerifyToken to a long random text (the same where sessions and links are"
                            + " created), or say webhookRequireToken=false");
        }
        return new AcceptedTokens(tokens);
    }

    private AddressRanges allowedAddresses() {
        String option = configuration.getWebhookAllowedAddresses();
        List<String> ranges = OptionValues.list(option);
        if (!ranges.isEmpty()) {
            return new AddressRanges(ranges);
        }
        if (option != null && !option.isBlank()) {
            throw new IllegalArgumentException(
                    "The option webhookAllowedAddresses has nothing but commas, so that it would allow every address:"
                            + " give CIDR ranges, as in 192.0.2.0/24,2001:db8::/32");
        }
        if (configuration.getWebhookAddressHeader() != null) {
            throw new IllegalArgumentException(
                    "The option webhookAddressHeader is set and webhookAllowedAddresses is not, so that it has no"
                            + " effect: set webhookAllowedAddresses to the addresses that may call, or remove"
                            + " webhookAddressHeader");
        }
        return null;
    }

    private Function<Notification, CompletableFuture<Notification>> verification() throws Exception {
        if (configuration.getWebhookVerification() != WebhookVerification.fetch) {
            return CompletableFuture::completedFuture;
        }
        PurseClient fetching = client.call();
        return notification -> fetching.call(
                        PurseRequest.read(notification.resource().read(), notification.id(), null))
                .thenApply(response -> notification.withCurrentState(response.json()));
    }
}
