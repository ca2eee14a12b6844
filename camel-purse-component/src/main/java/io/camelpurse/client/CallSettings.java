package io.camelpurse.client;

import java.time.Duration;

/**
 * What bounds a call and its repetitions.
 *
 * @param apiUrl          the API with its base path, without a slash at the end
 * @param responseTimeout how long an answer may take to begin, once the request has left
 * @param totalTimeout    how long the whole call may take: token, waiting for a connection, answers, repetitions
 * @param maxResponseSize how long an answer may be, in bytes
 * @param retries         how the call is repeated
 */
public record CallSettings(
        String apiUrl, Duration responseTimeout, Duration totalTimeout, int maxResponseSize, RetrySettings retries) {}
