package io.camelpurse.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.entity.AbstractBinAsyncEntityConsumer;
import org.apache.hc.core5.http.nio.support.AbstractAsyncResponseConsumer;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.ByteArrayBuffer;

/** Reads a response into memory, and fails as soon as it is longer than allowed. */
final class BoundedResponseConsumer extends AbstractAsyncResponseConsumer<RawResponse, byte[]> {

    private final BooleanSupplier over;

    /** @param over whether the call has ended, so that nothing more of its response is wanted */
    BoundedResponseConsumer(int maximum, BooleanSupplier over) {
        super(new BoundedEntityConsumer(maximum, over));
        this.over = over;
    }

    @Override
    protected RawResponse buildResult(HttpResponse response, byte[] entity, ContentType contentType) {
        return new RawResponse(response, entity == null ? new byte[0] : entity);
    }

    @Override
    public void informationResponse(HttpResponse response, HttpContext context) throws IOException {
        rejectIf(over);
    }

    /**
     * A client that was passed in may offer no other way to end an exchange than to fail while its response arrives.
     */
    private static void rejectIf(BooleanSupplier over) throws IOException {
        if (over.getAsBoolean()) {
            throw new IOException("The call has ended");
        }
    }

    private static final class BoundedEntityConsumer extends AbstractBinAsyncEntityConsumer<byte[]> {

        private static final int INITIAL_CAPACITY = 8 * 1024;

        private final int maximum;
        private final BooleanSupplier over;
        private ByteArrayBuffer buffer;

        BoundedEntityConsumer(int maximum, BooleanSupplier over) {
            this.maximum = maximum;
            this.over = over;
        }

        /** Not before the response begins: thousands of calls may wait for theirs. */
        @Override
        protected void streamStart(ContentType contentType) {
            buffer = new ByteArrayBuffer(INITIAL_CAPACITY);
        }

        @Override
        protected int capacityIncrement() {
            return Integer.MAX_VALUE;
        }

        @Override
        protected void data(ByteBuffer source, boolean endOfStream) throws IOException {
            rejectIf(over);
            if (source.remaining() > maximum - buffer.length()) {
                throw new ResponseTooLargeException(maximum);
            }
            if (source.hasArray()) {
                buffer.append(source.array(), source.arrayOffset() + source.position(), source.remaining());
                source.position(source.limit());
            } else {
                while (source.hasRemaining()) {
                    buffer.append(source.get());
                }
            }
        }

        @Override
        protected byte[] generateContent() {
            return buffer.toByteArray();
        }

        @Override
        public void releaseResources() {
            if (buffer != null) {
                buffer.clear();
            }
        }
    }
}
