package io.camelpurse.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.RequestNotExecutedException;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.junit.jupiter.api.Test;

/** What is said not to have been sent is not sent afterwards either. */
class TrackedEntityTest {

    private final TrackedEntity entity = new TrackedEntity(new byte[] {'{', '}'}, ContentType.APPLICATION_JSON);
    private final Wire wire = new Wire();

    @Test
    void aBodyThatWasGivenUpNeverLeaves() {
        assertThat(entity.withdraw()).isTrue();
        assertThatThrownBy(() -> entity.produce(wire)).isInstanceOf(RequestNotExecutedException.class);
        assertThat(wire.written).isZero();
        assertThat(entity.withdraw()).isTrue();
    }

    @Test
    void aBodyThatLeftCannotBeGivenUp() throws Exception {
        entity.produce(wire);
        assertThat(wire.written).isEqualTo(2);
        assertThat(entity.withdraw()).isFalse();
    }

    private static final class Wire implements DataStreamChannel {

        private int written;

        @Override
        public int write(ByteBuffer source) {
            int length = source.remaining();
            written += length;
            source.position(source.limit());
            return length;
        }

        @Override
        public void requestOutput() {}

        @Override
        public void endStream() {}

        @Override
        public void endStream(List<? extends Header> trailers) {}
    }
}
