package io.camelpurse.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.entity.AbstractBinAsyncEntityConsumer;
import org.apache.hc.core5.http.nio.support.AbstractAsyncResponseConsumer;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.ByteArrayBuffer;

/** Reads an answer into memory, and gives up as soon as it is longer than allowed. */
final class BoundedResponseConsumer extends AbstractAsyncResponseConsumer<BoundedResponseConsumer.Answer, byte[]> {

    /**
     * Head and bytes of an answer with any status.
     *
     * @param secrets what the request carried, so that nothing shows it where the answer repeats it
     */
    record Answer(HttpResponse head, byte[] body, List<String> secrets) {

        Answer hiding(List<String> more) {
            return new Answer(
                    head, body, Stream.concat(secrets.stream(), more.stream()).toList());
        }
    }

    BoundedResponseConsumer(int maximum) {
        super(new BoundedEntityConsumer(maximum));
    }

    @Override
    protected Answer buildResult(HttpResponse response, byte[] entity, ContentType contentType) {
        return new Answer(response, entity == null ? new byte[0] : entity, List.of());
    }

    @Override
    public void informationResponse(HttpResponse response, HttpContext context) {}

    private static final class BoundedEntityConsumer extends AbstractBinAsyncEntityConsumer<byte[]> {

        private static final int INITIAL_CAPACITY = 8 * 1024;

        private final int maximum;
        private ByteArrayBuffer buffer;

        BoundedEntityConsumer(int maximum) {
            this.maximum = maximum;
        }

        /** Not before the answer begins: thousands of calls may wait for theirs. */
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
