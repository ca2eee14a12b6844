package io.camelpurse.sandbox;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;

/** Reads the body of a request up to a limit. */
final class Bodies {
    private static final int LIMIT = 1024 * 1024;

    private Bodies() {}

    static void read(HttpServerRequest request, Consumer<Buffer> then) {
        Buffer body = Buffer.buffer();
        request.handler(chunk -> {
            if (body.length() <= LIMIT) {
                body.appendBuffer(chunk);
            }
        });
        request.endHandler(ignored -> {
            if (body.length() > LIMIT) {
                Responses.whole(request.response(), 413, Responses.PROBLEM, Responses.problemBody(413, request.path()));
            } else {
                then.accept(body);
            }
        });
    }
}
