package io.camelpurse.webhook;

import io.camelpurse.message.Validated;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;

/**
 * Reads a body from a servlet engine as it arrives, so that no thread waits for it. Loaded only with the servlet API.
 */
final class ServletBody implements ReadListener {

    private final ServletInputStream stream;
    private final int limit;
    private final CompletableFuture<Validated<byte[], WebhookRejection>> arrived;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final byte[] buffer = new byte[8192];

    private ServletBody(
            ServletInputStream stream, int limit, CompletableFuture<Validated<byte[], WebhookRejection>> arrived) {
        this.stream = stream;
        this.limit = limit;
        this.arrived = arrived;
    }

    /**
     * @param limit   maximum number of bytes to read
     * @param arrived completed with the bytes, unless it was completed before
     * @return {@code false} if the engine supports only blocking reads of this body
     */
    static boolean take(InputStream body, int limit, CompletableFuture<Validated<byte[], WebhookRejection>> arrived) {
        if (!(body instanceof ServletInputStream stream)) {
            return false;
        }
        try {
            stream.setReadListener(new ServletBody(stream, limit, arrived));
            return true;
        } catch (IllegalStateException requestIsNotAsynchronous) {
            return false;
        }
    }

    @Override
    public void onDataAvailable() throws IOException {
        while (!arrived.isDone() && stream.isReady()) {
            int read = stream.read(buffer, 0, Math.min(buffer.length, limit - bytes.size()));
            if (read < 0) {
                return;
            }
            bytes.write(buffer, 0, read);
            if (bytes.size() == limit) {
                arrived.complete(Validated.valid(bytes.toByteArray()));
            }
        }
    }

    @Override
    public void onAllDataRead() {
        arrived.complete(Validated.valid(bytes.toByteArray()));
    }

    @Override
    public void onError(Throwable failure) {
        arrived.completeExceptionally(failure);
    }
}
