package io.camelpurse.client;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Limits a call and its retries.
 *
 * @param apiUrl          the API with its base path, without a slash at the end
 * @param responseTimeout how long a response may take to begin, once the request has left; empty for the HTTP
 *                        component's value where one was set there, else {@link #DEFAULT_RESPONSE_TIMEOUT}
 * @param totalTimeout    how long the whole call may take: token, waiting for a connection, responses, retries
 * @param maxResponseSize how long a response may be, in bytes
 * @param retries         how the call is retried
 * @param secrets         what no response shows, in whatever field Purse repeats it; may grow later
 */
public record CallSettings(
        String apiUrl,
        Optional<Duration> responseTimeout,
        Duration totalTimeout,
        int maxResponseSize,
        RetrySettings retries,
        List<String> secrets) {

    /** How long a response may take to begin where nobody says anything. */
    public static final Duration DEFAULT_RESPONSE_TIMEOUT = Duration.ofSeconds(30);

    /**
     * Without the secrets.
     */
    @Override
    public String toString() {
        return "CallSettings[apiUrl=" + apiUrl + "]";
    }
}
