package io.camelpurse.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Calls that wait cost no threads, over HTTP/2 without TLS. */
class ManyWaitingCallsTest {
    private static final int CALLS = 10_000;

    @RegisterExtension
    static PurseSandboxExtension purse = new PurseSandboxExtension();

    @Test
    void tenThousandCallsWaitAtOnce() throws Exception {
        PurseSandbox sandbox = purse.sandbox();
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
        HttpRequest request = HttpRequest.newBuilder(URI.create(sandbox.apiUrl() + "/v2/signing-jwks"))
                .build();
        assertThat(client.send(request, HttpResponse.BodyHandlers.discarding()).version())
                .isEqualTo(HttpClient.Version.HTTP_2);
        sandbox.faults().always("getSigningKeys", Fault.latency(Duration.ofHours(1)));
        long threads = threadsOfSandboxes();

        List<CompletableFuture<HttpResponse<Void>>> responses = IntStream.range(0, CALLS)
                .mapToObj(i -> client.sendAsync(request, HttpResponse.BodyHandlers.discarding()))
                .toList();
        await().until(() -> sandbox.requests() > CALLS);

        assertThat(responses).noneMatch(CompletableFuture::isDone);
        assertThat(threadsOfSandboxes()).isLessThanOrEqualTo(threads);
        assertThat(new Merchant(sandbox).get("/v2/payments/none").status()).isEqualTo(404);
    }

    private static long threadsOfSandboxes() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("vert.x"))
                .count();
    }
}
