package io.camelpurse.client;

import java.time.Duration;
import java.util.Optional;

/**
 * Configures the connections of an endpoint. Endpoints of equal settings share one pool.
 *
 * @param httpComponent  the name of the camel-http component whose set-up is taken over
 * @param connectTimeout how long connecting may take; empty for the HTTP component's value where one was set there,
 *                       else {@link #DEFAULT_CONNECT_TIMEOUT}
 * @param maxConnections how many connections there may be; empty for the HTTP component's value
 */
public record ConnectionSettings(
        String httpComponent, Optional<Duration> connectTimeout, Optional<Integer> maxConnections) {

    /** How long connecting may take where nobody says anything. */
    public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(10);
}
