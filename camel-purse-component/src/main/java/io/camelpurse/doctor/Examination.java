package io.camelpurse.doctor;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camelpurse.PurseComponent;
import io.camelpurse.PurseConfiguration;
import io.camelpurse.client.CallFailedException;
import io.camelpurse.client.ClientSettings;
import io.camelpurse.client.ConfiguredUrls;
import io.camelpurse.client.ConnectionSettings;
import io.camelpurse.client.NetworkSettings;
import io.camelpurse.client.PurseClient;
import io.camelpurse.client.PurseClients;
import io.camelpurse.client.TimeSource;
import io.camelpurse.message.WebhookTokens;
import io.camelpurse.model.JsonFields;
import io.camelpurse.text.OptionValues;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.apache.camel.CamelContext;

/** One run of the checks: what they examine, and the client that they call Purse with. */
final class Examination {

    /** A diagnosis that takes minutes is of no use at night. */
    private static final long LONGEST_CALL = 20_000;

    private static final int AMOUNT = 100;

    private final CamelContext context;
    private final String scheme;
    private final PurseComponent component;
    private final PurseClients clients;
    private final TimeSource time;
    private final boolean roundTrip;
    private final PurseConfiguration configuration;
    private ClientSettings settings;
    private NetworkSettings network;
    private PurseClient client;

    /** @param scheme under which the context knows the component */
    Examination(CamelContext context, String scheme, PurseClients clients, TimeSource time, boolean roundTrip) {
        this.context = context;
        this.scheme = scheme;
        this.component = context.getComponent(scheme, PurseComponent.class);
        this.clients = clients;
        this.time = time;
        this.roundTrip = roundTrip;
        this.configuration = component.getConfiguration().copy();
        configuration.setMaxRetries(0);
        configuration.setTotalTimeout(Math.min(configuration.getTotalTimeout(), LONGEST_CALL));
    }

    /**
     * Makes what sends requests, and sends none.
     *
     * @throws Exception if an option is not valid; the message names it
     */
    void prepare() throws Exception {
        settings = ClientSettings.of(configuration, secrets());
        network = configuration.getHttpClient() == null
                ? NetworkSettings.of(context, configuration.getHttpComponent())
                : null;
        client = clients.client(settings, configuration.getHttpClient());
    }

    /** What no finding shows. */
    List<String> secrets() {
        List<String> secrets = new ArrayList<>(WebhookTokens.of(configuration));
        secrets.add(configuration.getClientId());
        secrets.add(configuration.getClientSecret());
        secrets.add(configuration.getApiKey());
        secrets.removeIf(secret -> secret == null || secret.isBlank());
        return secrets;
    }

    CamelContext context() {
        return context;
    }

    String scheme() {
        return scheme;
    }

    PurseComponent component() {
        return component;
    }

    /** As that of the component, without retries. */
    PurseConfiguration configuration() {
        return configuration;
    }

    /** {@code null} if the option httpClient holds a client, which shows nothing of its own. */
    NetworkSettings network() {
        return network;
    }

    TimeSource time() {
        return time;
    }

    boolean isRoundTripRequested() {
        return roundTrip;
    }

    PurseClient client() {
        return client;
    }

    URI tokenUrl() {
        return settings.account().tokenUrl();
    }

    URI apiUrl() {
        return URI.create(settings.calls().apiUrl());
    }

    /** An order of 1.00. */
    ObjectNode order() {
        String currency = OptionValues.blankToNull(configuration.getCurrency());
        ObjectNode order = JsonNodeFactory.instance
                .objectNode()
                .put(JsonFields.AMOUNT, AMOUNT)
                .put(JsonFields.CURRENCY, currency == null ? "EUR" : currency);
        order.putObject(JsonFields.ORDER)
                .put(JsonFields.REFERENCE, "purse-doctor")
                .put("net_amount", AMOUNT);
        return order;
    }

    boolean hasApiKey() {
        return configuration.getCredentialsSource() != null
                || configuration.getApiKey() != null
                        && !configuration.getApiKey().isBlank();
    }

    int connectTimeout() {
        long millis = settings.connections()
                .connectTimeout()
                .orElse(ConnectionSettings.DEFAULT_CONNECT_TIMEOUT)
                .toMillis();
        return (int) Math.min(millis, LONGEST_CALL);
    }

    NetworkPath path() {
        return new NetworkPath(network, Duration.ofMillis(connectTimeout()));
    }

    /** Examines the host of the API, and that of the token endpoint if it is another one. */
    Finding ofEachHost(Function<URI, Finding> check) {
        if (network == null) {
            return Finding.skipped("the option httpClient holds a client, which does not show how it connects");
        }
        Finding api = check.apply(apiUrl());
        return ConfiguredUrls.origin(apiUrl()).equals(ConfiguredUrls.origin(tokenUrl()))
                ? api
                : api.and(check.apply(tokenUrl()));
    }

    static boolean isEncrypted(URI url) {
        return "https".equalsIgnoreCase(url.getScheme());
    }

    /** The name that sockets take: an IPv6 address without its brackets. */
    static String host(URI url) {
        return url.getHost().replaceAll("[\\[\\]]", "");
    }

    /**
     * Waits for a response, at most for {@code totalTimeout}.
     *
     * @throws CallFailedException if the call failed
     */
    static <T> T await(CompletableFuture<T> call) throws CallFailedException {
        try {
            return call.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof CallFailedException failure) {
                throw failure;
            }
            throw e;
        }
    }
}
