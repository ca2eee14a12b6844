package io.camelpurse.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.RepeatedTest;

/** A port for a server that starts later. */
class FreePortTest {

    private static final int FIRST_EPHEMERAL_PORT = 32_768;

    @RepeatedTest(20)
    void noOutgoingConnectionIsGivenAFreePortBeforeItsServerBindsIt() throws IOException {
        int port = FreePort.find();

        assertThat(port).isLessThan(FIRST_EPHEMERAL_PORT);
        try (ServerSocket server = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(server.isBound()).isTrue();
        }
    }
}
