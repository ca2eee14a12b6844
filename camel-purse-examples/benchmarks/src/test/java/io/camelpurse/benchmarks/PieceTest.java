package io.camelpurse.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PieceTest {

    @Test
    void aSampleCountsForTheInnermostPiece() {
        assertThat(Piece.of(List.of(
                        "java.util.HashMap.put",
                        "com.fasterxml.jackson.databind.ObjectMapper.readTree",
                        "io.camelpurse.client.AuthorizedSender$Sending.tree",
                        "org.apache.hc.core5.reactor.IOSession.run")))
                .isEqualTo(Piece.PARSING);
        assertThat(Piece.of(List.of(
                        "java.util.concurrent.CompletableFuture.complete",
                        "io.camelpurse.client.HttpTransport.completed",
                        "org.apache.hc.core5.reactor.IOSession.run")))
                .isEqualTo(Piece.TRANSPORT);
    }

    @Test
    void whatTheCallersOfTheBenchmarkDoCountsForThem() {
        assertThat(Piece.of(List.of("java.lang.String.endsWith", "io.camelpurse.benchmarks.WebhookCallers.read")))
                .isEqualTo(Piece.CALLERS);
    }

    @Test
    void aThreadWithoutAnythingToDoIsNoPieceOfACall() {
        assertThat(Piece.of(List.of("java.util.concurrent.locks.LockSupport.park", "java.lang.Thread.run")))
                .isEqualTo(Piece.OTHER);
    }
}
