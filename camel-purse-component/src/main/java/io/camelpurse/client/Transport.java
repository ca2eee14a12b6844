package io.camelpurse.client;

import java.util.concurrent.CompletableFuture;

/** Sends one request once. */
interface Transport {

    /**
     * @param deadline when the exchange ends, whatever it is waiting for
     * @return the response, whatever its status; fails with {@link CallFailedException} and nothing else, which says
     *     whether the request may have reached the server
     */
    CompletableFuture<RawResponse> send(TransportRequest request, Deadline deadline);
}
