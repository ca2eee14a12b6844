package io.camelpurse.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.RequestNotExecutedException;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.apache.hc.core5.http.nio.entity.AsyncEntityProducerWrapper;
import org.apache.hc.core5.http.nio.entity.BasicAsyncEntityProducer;

/**
 * Records whether a connection has requested the body. As long as none has, no server can have received the whole
 * request, so that it was not executed.
 */
final class TrackedEntity extends AsyncEntityProducerWrapper {

    private enum State {
        AT_HAND,
        ASKED,
        WITHDRAWN
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.AT_HAND);
    private volatile boolean sent;

    TrackedEntity(byte[] content, ContentType contentType) {
        super(new BasicAsyncEntityProducer(content, contentType));
    }

    @Override
    public void produce(DataStreamChannel channel) throws IOException {
        if (!state.compareAndSet(State.AT_HAND, State.ASKED) && state.get() == State.WITHDRAWN) {
            throw new RequestNotExecutedException("The call was given up before its body left");
        }
        sent = false;
        super.produce(new Watched(channel));
    }

    /** Whether a connection has taken all of it. */
    boolean isSent() {
        return sent;
    }

    /**
     * Makes sure that a body which has not left never will: a connection may turn up at the very moment at which a call
     * is given up.
     *
     * @return whether it never left; {@code false} if it did, or may have
     */
    boolean withdraw() {
        return state.compareAndSet(State.AT_HAND, State.WITHDRAWN) || state.get() == State.WITHDRAWN;
    }

    private final class Watched implements DataStreamChannel {

        private final DataStreamChannel channel;

        Watched(DataStreamChannel channel) {
            this.channel = channel;
        }

        @Override
        public void requestOutput() {
            channel.requestOutput();
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            return channel.write(source);
        }

        @Override
        public void endStream() throws IOException {
            sent = true;
            channel.endStream();
        }

        @Override
        public void endStream(List<? extends Header> trailers) throws IOException {
            sent = true;
            channel.endStream(trailers);
        }
    }
}
