package io.camelpurse.client;

import java.time.Duration;

/**
 * Figures of all clients of a component together, since it was started.
 *
 * @param retries              how often a request was resent
 * @param retryBudget          how many retries are allowed at present; of several APIs, the lowest. {@code null} if
 *                             there is no client yet
 * @param tokenAge             how long the access token in use has been known; of several accounts, the longest.
 *                             {@code null} if there is none
 * @param tokenFetches         how often an access token was fetched
 * @param tokenFailures        how often an access token could not be fetched
 * @param leasedConnections    connections that a call uses
 * @param availableConnections connections that are open and free
 * @param pendingCalls         calls that wait for a connection
 */
public record ClientFigures(
        long retries,
        Integer retryBudget,
        Duration tokenAge,
        long tokenFetches,
        long tokenFailures,
        int leasedConnections,
        int availableConnections,
        int pendingCalls) {

    /** Those of a component that was not started. */
    public static final ClientFigures NONE = new ClientFigures(0, null, null, 0, 0, 0, 0, 0);
}
