package io.camelpurse.client;

import java.io.IOException;
import org.apache.hc.client5.http.async.AsyncExecCallback;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.AsyncDataConsumer;

/**
 * Removes authentication challenges from responses, since HttpClient logs the malformed ones: those of the server,
 * because the component authenticates by itself, and those of a proxy if none is configured.
 */
final class ChallengeRemovingCallback implements AsyncExecCallback {

    private final AsyncExecCallback callback;
    private final boolean proxied;

    ChallengeRemovingCallback(AsyncExecCallback callback, boolean proxied) {
        this.callback = callback;
        this.proxied = proxied;
    }

    @Override
    public AsyncDataConsumer handleResponse(HttpResponse response, EntityDetails entity)
            throws HttpException, IOException {
        response.removeHeaders(HttpHeaders.WWW_AUTHENTICATE);
        if (!proxied) {
            response.removeHeaders(HttpHeaders.PROXY_AUTHENTICATE);
        }
        return callback.handleResponse(response, entity);
    }

    @Override
    public void handleInformationResponse(HttpResponse response) throws HttpException, IOException {
        callback.handleInformationResponse(response);
    }

    @Override
    public void completed() {
        callback.completed();
    }

    @Override
    public void failed(Exception cause) {
        callback.failed(cause);
    }
}
