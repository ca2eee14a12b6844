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
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.Service;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.spi.StateRepository;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;

/** Makes what receives webhooks out of what an endpoint is configured with, checked in words. */
final class WebhookSetup {

    private static final int KEPT_IN_MEMORY = 10_000;

    /** What every engine matches as it is written: nothing encoded, no empty and no dot segment; or a parameter. */
    private static final Pattern PATH = Pattern.compile(
            "/(?:(?:(?!\\.{1,2}(?:/|$))[A-Za-z0-9._~!$&'()+,=:@-]+|\\{\\w+})(?:/(?!/)|$))*", Pattern.DOTALL);

    /** Longer than most routes take, shorter than senders wait for a response. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final PurseConfiguration configuration;

    WebhookSetup(PurseConfiguration configuration) {
        this.configuration = configuration;
    }

    WebhookHandler handler(PurseEndpoint endpoint, DefaultConsumer consumer) throws Exception {
        EndpointSettings.positive("webhookMaxBodySize", configuration.WebhookMaxBodySize());
        EndpointSettings.positive("webhookMaxConcurrency", configuration.getWebhookMaxConcurrency());
        return new WebhookHandler(
                endpoint,
                consumer,
                new WebhookCall(configuration, acceptedSecrets(), webhookAllowedAddresses()),
                endpoint.webhookGuard(),
                configuration.getWebhookVerification() == WebhookVerification.fetch
                        ? currentState(endpoint.client())
                        : null);
    }

    /** The path at which webhooks are received. */
    String path() {
        String path = configuration.getWebhookPath();
        if (path == null || !PATH.matcher(path).matches()) {
            throw new IllegalArgumentException(
                    "webhookPath is '" + path + "', at which no request can arrive: it consists of segments such as"
                            + " /purse/webhook, of letters, digits and ._~!$&'()+,=:@- and has no query, fragment, wildcard,"
                            + " blank, percent encoding, empty segment or segment . or ..");
        }
        return path;
    }

    /** Made once for an endpoint, so that a route that is stopped and started again knows what it has dealt with. */
    DeliveryGuard guard(CamelContext context) {
        EndpointSettings.positive("webhookClaimTimeout", configuration.getWebhookClaimTimeout());
        boolean remembers = configuration.isWebhookDeduplicate() || configuration.isWebhookDropStale();
        return new DeliveryGuard(
                remembers ? deliveries(context) : null,
                configuration.isWebhookDropStale() ? versions(context) : null,
                LONGEST_WAIT);
    }

    /** What creating calls tell Purse, or {@code null} if nothing is configured. */
    WebhookRequestObject requestObject() {
        String url = new EndpointSettings(configuration).webhookUrl();
        if (url == null) {
            return null;
        }
        List<String> secrets = secrets();
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException(
                    "webhookUrl is set and webhookVerifyToken is not, so that anybody who knows the address could send"
                            + " notifications: set webhookVerifyToken");
        }
        return new WebhookRequestObject(
                url, configuration.getWebhookTokenHeader(), secrets.get(0), list(configuration.getWebhookEventTypes()));
    }

    private WebhookSecrets acceptedSecrets() {
        if (!configuration.isWebhookRequireToken()) {
            return null;
        }
        List<String> secrets = secrets();
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException(
                    "purse:webhook has no webhookVerifyToken, so that anybody could send notifications: set webhookVerifyToken to"
                            + " a long random text (the same where sessions and links are created), or say"
                            + " webhookRequireToken=false");
        }
        return new WebhookSecrets(secrets);
    }

    private List<String> secrets() {
        return WebhookTokens.of(configuration);
    }

    private AddressRanges webhookAllowedAddresses() {
        String option = configuration.getWebhookAllowedAddresses();
        List<String> ranges = list(option);
        if (!ranges.isEmpty()) {
            return new AddressRanges(ranges);
        }
        if (option != null && !option.isBlank()) {
            throw new IllegalArgumentException(
                    "The option webhookAllowedAddresses has nothing but commas, so that it would"
                            + " allow every address: give CIDR ranges, as in 192.0.2.0/24,2001:db8::/32");
        }
        if (configuration.getWebhookAddressHeader() != null) {
            throw new IllegalArgumentException(
                    "The option webhookAddressHeader is set and webhookAllowedAddresses is not, so that it"
                            + " has no effect: set webhookAllowedAddresses to the addresses that may call, or remove webhookAddressHeader");
        }
        return null;
    }

    private DeliveryMemory deliveries(CamelContext context) {
        IdempotentRepository repository = configuration.getWebhookIdempotentRepository();
        if (repository == null) {
            repository = MemoryIdempotentRepository.memoryIdempotentRepository(new RecentEntries<>(KEPT_IN_MEMORY));
        }
        use(context, repository);
        return new DeliveryMemory(
                repository,
                Clock.systemUTC(),
                Duration.ofMillis(configuration.getWebhookClaimTimeout()),
                configuration.isWebhookDeduplicate());
    }

    private VersionMemory versions(CamelContext context) {
        StateRepository<String, String> repository = configuration.getWebhookVersionRepository();
        if (repository == null) {
            repository = new RecentVersions(KEPT_IN_MEMORY);
        }
        use(context, repository);
        return new VersionMemory(repository);
    }

    private static void use(CamelContext context, Service repository) {
        try {
            RepositoryStart.of(context, repository);
        } catch (Exception e) {
            throw RuntimeCamelException.wrapRuntimeException(e);
        }
    }

    private static Function<Notification, CompletableFuture<PurseResponse>> currentState(PurseClient client) {
        return notification -> {
            PurseOperation read = PurseOperation.reading(notification.resource());
            return client.call(read.read(notification.id(), null));
        };
    }

    static List<String> list(String commaSeparated) {
        return commaSeparated == null
                ? List.of()
                : Stream.of(commaSeparated.split(","))
                        .map(String::strip)
                        .filter(Predicate.not(String::isEmpty))
                        .toList();
    }
}
