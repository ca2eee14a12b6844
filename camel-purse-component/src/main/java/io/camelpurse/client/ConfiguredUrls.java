package io.camelpurse.client;

import io.camelpurse.PurseConfiguration;
import io.camelpurse.text.OptionValues;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads the URLs of an endpoint's configuration. They use HTTPS or a loopback address, unless {@code allowPlainHttp}
 * is set.
 */
public final class ConfiguredUrls {

    private static final String TOKEN_PATH = "/oauth/token";

    /**
     * The name of this machine, and addresses that never leave it (RFC 6890). Java leaves names below
     * localhost to the resolver of the system, which may know another address.
     */
    private static final Pattern LOOPBACK = Pattern.compile(
            "(?i)localhost|127(\\.(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)){3}|\\[::1]|\\[(0{1,4}:){7}0{0,3}1]");

    private final PurseConfiguration configuration;

    /**
     * Reads nothing yet.
     *
     * @param configuration of an endpoint
     */
    public ConfiguredUrls(PurseConfiguration configuration) {
        this.configuration = configuration;
    }

    /**
     * The base URL of the API.
     *
     * @return without a slash at its end
     */
    public String api() {
        return withoutTrailingSlash(apiUrl().toString());
    }

    /**
     * A base URL to which paths are appended.
     *
     * @param url with or without a slash at its end
     * @return the same without one
     */
    public static String withoutTrailingSlash(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    /**
     * Whether requests to a URL never leave this machine.
     *
     * @param url with a host
     */
    public static boolean isLoopback(URI url) {
        return LOOPBACK.matcher(url.getHost()).matches();
    }

    /**
     * What distinguishes one server from another.
     *
     * @param url with scheme and host
     * @return both in lower case, and the port, also where it is the default one
     */
    public static String origin(URI url) {
        return (url.getScheme() + "://" + url.getHost() + ":" + port(url)).toLowerCase(Locale.ROOT);
    }

    /**
     * The port of a URL.
     *
     * @return that of its scheme if it names none
     */
    public static int port(URI url) {
        return url.getPort() >= 0 ? url.getPort() : "https".equalsIgnoreCase(url.getScheme()) ? 443 : 80;
    }

    /** The token endpoint; by default at a fixed path on the host of the API. */
    URI token() {
        return OptionValues.blankToNull(configuration.getTokenUrl()) != null
                ? encrypted("tokenUrl", OptionValues.baseUrl("tokenUrl", configuration.getTokenUrl()))
                : apiUrl().resolve(TOKEN_PATH);
    }

    /**
     * The URL that Purse sends notifications to, and the webhook token with them.
     *
     * @return the URL, or nothing if none is configured
     */
    public Optional<String> webhook() {
        return Optional.ofNullable(OptionValues.blankToNull(configuration.getWebhookUrl()))
                .map(url -> encrypted("webhookUrl", OptionValues.publicUrl("webhookUrl", url))
                        .toString());
    }

    private URI apiUrl() {
        return encrypted("apiUrl", OptionValues.baseUrl("apiUrl", configuration.getApiUrl()));
    }

    private URI encrypted(String option, URI url) {
        if (url.getScheme().equalsIgnoreCase("http") && !isLoopback(url) && !configuration.isAllowPlainHttp()) {
            throw new IllegalArgumentException("The option " + option
                    + " begins with http:, so that secrets could be read on their way to that host: use https:, or set"
                    + " allowPlainHttp=true if the network is protected otherwise");
        }
        return url;
    }
}
