package io.camelpurse;

import io.camelpurse.client.PurseClient;
import io.camelpurse.client.PurseRequest;
import io.camelpurse.client.PurseResponse;
import io.camelpurse.webhook.AddressRanges;
import io.camelpurse.webhook.DeliveryMemory;
import io.camelpurse.webhook.Notification;
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
        positive("maxBodySize", configuration.getMaxBodySize());
        positive("maxConcurrentWebhooks", configuration.getMaxConcurrentWebhooks());
        positive("claimTimeout", configuration.getClaimTimeout());
        PurseComponent component = (PurseComponent) endpoint.getComponent();
        return new WebhookHandler(
                endpoint,
                route,
                new WebhookCall(configuration, acceptedSecrets(), allowedAddresses()),
                configuration.isDeduplicate() ? deliveries() : null,
                configuration.isDropStale() ? versions() : null,
                configuration.getVerify() == WebhookVerification.fetch ? truth(endpoint.client()) : null,
                component.worker());
    }

    /** What creating calls tell Purse, or {@code null} if nothing is configured. */
    WebhookRequestObject requestObject() {
        String url = configuration.getWebhookUrl();
        List<String> secrets = secrets();
        if (url == null || url.isBlank()) {
            return null;
        }
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
                    "purse:webhook has no webhookSecret, so that anybody could tell it anything:"
                            + " set webhookSecret to a long random text (the same where sessions and links are created), or say"
                            + " authenticateWebhook=false");
        }
        return new WebhookSecrets(secrets);
    }

    private List<String> secrets() {
        return configuration.getWebhookSecrets() != null
                ? configuration.getWebhookSecrets()
                : list(configuration.getWebhookSecret());
    }

    private AddressRanges allowedAddresses() {
        List<String> ranges = list(configuration.getAllowedAddresses());
        return ranges.isEmpty() ? null : new AddressRanges(ranges);
    }

    private DeliveryMemory deliveries() {
        IdempotentRepository repository = configuration.getIdempotentRepository();
        if (repository == null) {
            repository = MemoryIdempotentRepository.memoryIdempotentRepository(KEPT_IN_MEMORY);
        }
        repository.start();
        return new DeliveryMemory(repository, Clock.systemUTC(), Duration.ofMillis(configuration.getClaimTimeout()));
    }

    private VersionMemory versions() {
        StateRepository<String, String> repository = configuration.getVersionRepository();
        if (repository == null) {
            repository = new RecentVersions(KEPT_IN_MEMORY);
        }
        repository.start();
        return new VersionMemory(repository);
    }

    private static Function<Notification, CompletableFuture<PurseResponse>> truth(PurseClient client) {
        return notification -> {
            PurseOperation read = PurseOperation.reading(notification.resource());
            String id = ResourceId.checked(notification.id());
            return id == null
                    ? CompletableFuture.failedFuture(new IllegalArgumentException("its id is no id"))
                    : client.call(PurseRequest.get(read.path(id), null));
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

    private static void positive(String option, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(
                    "The option " + option + " is " + value + ": it must be greater than zero");
        }
    }
}
