package io.camelpurse;

import io.camelpurse.client.PurseClient;
import io.camelpurse.client.PurseResponse;
import io.camelpurse.webhook.AddressRanges;
import io.camelpurse.webhook.DeliveryGuard;
import io.camelpurse.webhook.DeliveryMemory;
import io.camelpurse.webhook.Notification;
import io.camelpurse.webhook.RecentEntries;
import io.camelpurse.webhook.RecentVersions;
import io.camelpurse.webhook.VersionMemory;
import io.camelpurse.webhook.WebhookRequestObject;
import io.camelpurse.webhook.WebhookSecrets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.CamelContext;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.Service;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.spi.StateRepository;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;

/** Makes what receives webhooks out of what an endpoint is configured with, checked in words. */
final class WebhookSetup {

    private static final int KEPT_IN_MEMORY = 10_000;

    private final PurseConfiguration configuration;

    WebhookSetup(PurseConfiguration configuration) {
        this.configuration = configuration;
    }

    WebhookHandler handler(PurseEndpoint endpoint, AsyncProcessor route) throws Exception {
        EndpointSettings.positive("maxBodySize", configuration.getMaxBodySize());
        EndpointSettings.positive("maxConcurrentWebhooks", configuration.getMaxConcurrentWebhooks());
        PurseComponent component = (PurseComponent) endpoint.getComponent();
        return new WebhookHandler(
                endpoint,
                route,
                new WebhookCall(configuration, acceptedSecrets(), allowedAddresses()),
                endpoint.webhookGuard(),
                configuration.getVerify() == WebhookVerification.fetch ? truth(endpoint.client()) : null,
                component.worker());
    }

    /** Made once for an endpoint, so that a route that is stopped and started again knows what it has dealt with. */
    DeliveryGuard guard(CamelContext context) {
        EndpointSettings.positive("claimTimeout", configuration.getClaimTimeout());
        return new DeliveryGuard(
                configuration.isDeduplicate() ? deliveries(context) : null,
                configuration.isDropStale() ? versions(context) : null);
    }

    /** What creating calls tell Purse, or {@code null} if nothing is configured. */
    WebhookRequestObject requestObject() {
        String url = configuration.getWebhookUrl();
        if (url == null || url.isBlank()) {
            return null;
        }
        List<String> secrets = secrets();
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException(
                    "webhookUrl is set and webhookSecret is not: whoever knows the address could"
                            + " tell us anything. Set webhookSecret");
        }
        return new WebhookRequestObject(
                url, configuration.getWebhookSecretHeader(), secrets.get(0), list(configuration.getEventTypes()));
    }

    private WebhookSecrets acceptedSecrets() {
        if (!configuration.isAuthenticateWebhook()) {
            return null;
        }
        List<String> secrets = secrets();
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException(
                    "purse:webhook has no webhookSecret, so that anybody could tell it anything: set webhookSecret to"
                            + " a long random text (the same where sessions and links are created), or say"
                            + " authenticateWebhook=false");
        }
        return new WebhookSecrets(secrets);
    }

    private List<String> secrets() {
        List<String> secrets = configuration.getWebhookSecrets() != null
                ? configuration.getWebhookSecrets()
                : list(configuration.getWebhookSecret());
        if (secrets.stream().anyMatch(secret -> secret == null || secret.isBlank())) {
            throw new IllegalArgumentException("One of the webhookSecrets is empty: everybody knows that one");
        }
        return secrets;
    }

    private AddressRanges allowedAddresses() {
        List<String> ranges = list(configuration.getAllowedAddresses());
        return ranges.isEmpty() ? null : new AddressRanges(ranges);
    }

    private DeliveryMemory deliveries(CamelContext context) {
        IdempotentRepository repository = configuration.getIdempotentRepository();
        if (repository == null) {
            repository = MemoryIdempotentRepository.memoryIdempotentRepository(new RecentEntries<>(KEPT_IN_MEMORY));
        }
        start(context, repository);
        return new DeliveryMemory(repository, Clock.systemUTC(), Duration.ofMillis(configuration.getClaimTimeout()));
    }

    private VersionMemory versions(CamelContext context) {
        StateRepository<String, String> repository = configuration.getVersionRepository();
        if (repository == null) {
            repository = new RecentVersions(KEPT_IN_MEMORY);
        }
        start(context, repository);
        return new VersionMemory(repository);
    }

    private static void start(CamelContext context, Service repository) {
        try {
            RepositoryStart.of(context, repository);
        } catch (Exception e) {
            throw RuntimeCamelException.wrapRuntimeCamelException(e);
        }
    }

    private static Function<Notification, CompletableFuture<PurseResponse>> truth(PurseClient client) {
        return notification -> {
            PurseOperation read = PurseOperation.reading(notification.resource());
            return client.call(read.read(notification.id(), null));
        };
    }

    private static List<String> list(String commaSeparated) {
        return commaSeparated == null
                ? List.of()
                : Stream.of(commaSeparated.split(","))
                        .map(String::strip)
                        .filter(Predicate.not(String::isEmpty))
                        .toList();
    }
}
