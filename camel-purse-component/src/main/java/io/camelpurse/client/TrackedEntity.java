package io.camelpurse.client;

import java.io.IOException;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.apache.hc.core5.http.nio.entity.AsyncEntityProducerWrapper;
import org.apache.hc.core5.http.nio.entity.BasicAsyncEntityProducer;

/**
 * A body that knows whether a connection ever asked for it. As long as none did, no server can have had the whole
 * request, so that it was surely not executed.
 */
final class TrackedEntity extends AsyncEntityProducerWrapper {

    private volatile boolean asked;

    TrackedEntity(byte[] content, ContentType contentType) {
        super(new BasicAsyncEntityProducer(content, contentType));
    }

    @Override
    public void produce(DataStreamChannel channel) throws IOException {
        asked = true;
        super.produce(channel);
    }

    boolean asked() {
        return asked;
    }
}
