package io.camelpurse.sandbox;

import static io.camelpurse.sandbox.Merchant.amount;
import static io.camelpurse.sandbox.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camelpurse.sandbox.state.OperationStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What can be made to go wrong. */
class FaultsTest {
    @RegisterExtension
    static PurseSandboxExtension purse = new PurseSandboxExtension();

    private final PurseSandbox sandbox = purse.sandbox();
    private Merchant merchant;
    private String payment;
    private String captures;

    @BeforeEach
    void authorize() {
        merchant = new Merchant(sandbox);
        payment = sandbox.authorizedPayment(1000, "EUR", "order");
        captures = "/v2/payments/" + payment + "/captures";
    }

    @Test
    void aQueuedFaultMeetsOneRequest() {
        sandbox.faults().next("capturePayment", Fault.status(503));

        assertThat(capture("INV-1").status()).isEqualTo(503);
        assertThat(capturedAmount()).isZero();
        assertThat(capture("INV-1").status()).isEqualTo(200);
    }

    @Test
    void aResetBeforeProcessingMovesNothing() {
        sandbox.faults().next("capturePayment", Fault.resetBefore());

        assertThatThrownBy(() -> capture("INV-1")).isInstanceOf(UncheckedIOException.class);
        assertThat(capturedAmount()).isZero();
    }

    @Test
    void aDroppedResponseHasMovedTheMoney() {
        sandbox.faults().next("capturePayment", Fault.dropResponse());

        assertThatThrownBy(() -> capture("INV-1")).isInstanceOf(UncheckedIOException.class);
        assertThat(capturedAmount()).isEqualTo(100);
        assertThat(capture("INV-1").status()).isEqualTo(409);
    }

    @Test
    void aStaleResponseShowsThePaymentAsItWas() {
        sandbox.faults().next("capturePayment", Fault.stale(), Fault.latency(Duration.ZERO), Fault.stale());
        sandbox.faults().next("getPayment", Fault.stale());

        assertThat(capture("INV-1").json().path("captures")).isEmpty();
        assertThat(capturedAmount()).isEqualTo(100);
        assertThat(capture("INV-2").json().path("captures")).hasSize(2);
        assertThat(merchant.get("/v2/payments/" + payment).json().path("captures"))
                .hasSize(1);
        assertThat(merchant.get("/v2/payments/" + payment).json().path("captures"))
                .hasSize(2);
        assertThat(capture("INV-3").json().path("captures")).hasSize(2);
        assertThat(capturedAmount()).isEqualTo(300);
    }

    @Test
    void anErrorMayBeReturnedAfterTheMoneyMoved() {
        sandbox.faults().next("capturePayment", Fault.status(500).afterCommit());

        assertThat(capture("INV-1").status()).isEqualTo(500);
        assertThat(capturedAmount()).isEqualTo(100);
    }

    @Test
    void aSlowResponseComesAfterTheMoneyMoved() throws Exception {
        sandbox.faults().next("capturePayment", Fault.slowResponse(Duration.ofMillis(300)));

        CompletableFuture<Merchant.Response> response = merchant.postAsync(captures, amount(100, "INV-1"), "key");
        while (capturedAmount() == 0) {
            Thread.onSpinWait();
        }

        assertThat(response).isNotDone();
        assertThat(response.get(PATIENCE, TimeUnit.SECONDS).status()).isEqualTo(200);
    }

    @Test
    void credentialsMayBeRejectedAlthoughTheyAreRight() {
        sandbox.faults().next("capturePayment", Fault.unauthorized(), Fault.forbidden());

        assertThat(capture("INV-1").status()).isEqualTo(401);
        assertThat(capture("INV-1").status()).isEqualTo(403);
        assertThat(capture("INV-1").status()).isEqualTo(200);
    }

    @Test
    void aTruncatedBodyEndsInTheMiddle() {
        sandbox.faults().next("capturePayment", Fault.truncatedBody());

        assertThatThrownBy(() -> capture("INV-1")).isInstanceOf(UncheckedIOException.class);
        assertThat(capturedAmount()).isEqualTo(100);
    }

    @Test
    void malformedJsonCannotBeParsed() {
        sandbox.faults().next("capturePayment", Fault.malformedJson());

        assertThatThrownBy(() -> capture("INV-1")).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void aSlowBodyTrickles() throws Exception {
        sandbox.faults().next("capturePayment", Fault.slowBody(Duration.ofMillis(300)));
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        AtomicInteger pieces = new AtomicInteger();
        HttpResponse.BodyHandler<Void> byPiece =
                HttpResponse.BodyHandlers.ofByteArrayConsumer(piece -> piece.ifPresent(bytes -> {
                    pieces.incrementAndGet();
                    body.writeBytes(bytes);
                }));
        HttpRequest capture = merchant.posting(captures, amount(100, "INV-1"))
                .header("x-idempotency-key", "key-INV-1")
                .build();

        HttpClient.newHttpClient().send(capture, byPiece);

        JsonNode response = Merchant.JSON.readTree(body.toByteArray());
        assertThat(response.at("/captures/0/amount").asInt()).isEqualTo(100);
        assertThat(pieces).hasValueGreaterThan(1);
    }

    @Test
    void retryAfterIsGivenInSecondsOrAsADate() {
        sandbox.faults()
                .next(
                        "getPayment",
                        Fault.tooManyRequests(Duration.ofSeconds(7)),
                        Fault.tooManyRequests(Instant.parse("2026-11-01T10:00:00Z")));
        HttpRequest request = merchant.request("/v2/payments/" + payment).GET().build();

        HttpResponse<String> first = merchant.raw(request);
        HttpResponse<String> second = merchant.raw(request);

        assertThat(first.statusCode()).isEqualTo(429);
        assertThat(first.headers().firstValue("Retry-After")).contains("7");
        assertThat(second.headers().firstValue("Retry-After")).contains("Sun, 01 Nov 2026 10:00:00 GMT");
    }

    @Test
    void aGatewayRespondsWithAPage() {
        sandbox.faults().next("getPayment", Fault.badGatewayPage());

        HttpResponse<String> response =
                merchant.raw(merchant.request("/v2/payments/" + payment).GET().build());

        assertThat(response.statusCode()).isEqualTo(502);
        assertThat(response.headers().firstValue("Content-Type")).contains("text/html");
        assertThat(response.body()).contains("<h1>502 Bad Gateway</h1>");
    }

    @Test
    void aRevokedTokenIsRejectedUntilThereIsANewOne() {
        sandbox.faults().next("capturePayment", Fault.tokenRevoked());

        assertThat(capture("INV-1").status()).isEqualTo(401);
        assertThat(capture("INV-1").status()).isEqualTo(401);
        merchant.forgetToken();
        assertThat(capture("INV-1").status()).isEqualTo(200);
    }

    @Test
    void aRunningRequestHoldsItsKeyBeforeThePaymentShowsIt() throws Exception {
        sandbox.faults().next("capturePayment", Fault.running(Duration.ofSeconds(1)));
        CompletableFuture<Merchant.Response> first = merchant.postAsync(captures, amount(100, "INV-1"), "key");
        while (sandbox.keys().isEmpty()) {
            Thread.onSpinWait();
        }

        Merchant.Response second = merchant.post(captures, amount(100, "INV-1"), "key");

        assertThat(sandbox.keys().get(0).running()).isTrue();
        assertThat(second.status()).isEqualTo(409);
        assertThat(sandbox.payment(payment).path("captures")).isEmpty();
        assertThat(first.get(PATIENCE, TimeUnit.SECONDS).json().at("/captures/0/id"))
                .isEqualTo(second.json().path("resource_id"));
        assertThat(sandbox.keys().get(0).running()).isFalse();
    }

    @Test
    void aPendingOperationHoldsItsAmountAndSettlesLater() {
        sandbox.faults().next("capturePayment", Fault.pending(Duration.ofMinutes(5)));

        Merchant.Response response = capture("INV-1");

        assertThat(response.json().at("/captures/0/status").asText()).isEqualTo("PENDING");
        assertThat(capturedAmount()).isZero();
        assertThat(response.json().at("/amounts/available_to_capture").asInt()).isEqualTo(900);
        sandbox.advanceClock(Duration.ofMinutes(5));
        assertThat(capturedAmount()).isEqualTo(100);
    }

    @Test
    void aPendingOperationThatFailsGivesItsAmountBack() {
        sandbox.faults().next("capturePayment", Fault.pendingThen(OperationStatus.FAILURE, Duration.ofMinutes(5)));
        capture("INV-1");

        sandbox.advanceClock(Duration.ofMinutes(5));

        assertThat(sandbox.payment(payment).at("/amounts/available_to_capture").asInt())
                .isEqualTo(1000);
        assertThat(sandbox.payment(payment).at("/captures/0/status").asText()).isEqualTo("FAILURE");
    }

    @Test
    void aReadWithoutMaxAgeAsksThePartners() {
        sandbox.faults().next("capturePayment", Fault.pendingUntilRead());
        capture("INV-1");
        String path = "/v2/payments/" + payment;

        Merchant.Response cached = merchant.send(
                merchant.request(path).header("Cache-Control", "max-age=60").GET());

        assertThat(cached.json().at("/captures/0/status").asText()).isEqualTo("PENDING");
        assertThat(merchant.get(path).json().at("/captures/0/status").asText()).isEqualTo("SUCCESS");
    }

    @Test
    void aConflictIsPartlyDone() {
        sandbox.faults().next("capturePayment", Fault.conflict());

        ObjectNode payment = (ObjectNode) capture("INV-1").json();

        assertThat(payment.at("/captures/0/status").asText()).isEqualTo("CONFLICT");
        assertThat(payment.at("/amounts/total_captured").asInt()).isEqualTo(50);
        assertThat(payment.at("/amounts/available_to_capture").asInt()).isEqualTo(950);
    }

    @Test
    void anUncertainOperationIsSettledByHand() {
        sandbox.faults().next("capturePayment", Fault.uncertain());
        capture("INV-1");

        sandbox.settle(payment, OperationStatus.SUCCESS);

        assertThat(capturedAmount()).isEqualTo(100);
    }

    @Test
    void theSameSeedGivesTheSameFaults() {
        assertThat(statusesUnderARate(42)).isEqualTo(statusesUnderARate(42)).contains(200, 503);
    }

    @Test
    void aRuleMeetsTheRequestsThatItCounts() {
        String path = "/v2/payments/" + payment;
        sandbox.faults()
                .add(FaultRule.on("*", Fault.status(504))
                        .withMethod("GET")
                        .withPath(payment)
                        .withTurns(2, 1));

        assertThat(IntStream.range(0, 3).map(i -> merchant.get(path).status())).containsExactly(200, 504, 200);
    }

    @Test
    void anUnknownOperationIsNamed() {
        assertThatThrownBy(() -> sandbox.faults().next("capture", Fault.status(500)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'capture'")
                .hasMessageContaining("capturePayment");
    }

    @Test
    void aChangedBodyIsSent() {
        sandbox.faults().next("getAccessToken", Fault.edited(token -> token.without("expires_in")));

        assertThat(merchant.send(merchant.tokenRequest()).json().has("expires_in"))
                .isFalse();
    }

    @Test
    void aFaultThatFailsItselfIsReported() {
        sandbox.faults().next("getPayment", Fault.edited(body -> {
            throw new IllegalStateException("oops");
        }));

        Merchant.Response response = merchant.get("/v2/payments/" + payment);

        assertThat(response.status()).isEqualTo(500);
        assertThat(response.json().path("detail").asText()).contains("oops");
    }

    @Test
    void whatStillWaitsAtAResetIsGivenUp() throws Exception {
        sandbox.faults().next("capturePayment", Fault.latency(Duration.ofSeconds(1)));
        CompletableFuture<Merchant.Response> waiting = merchant.postAsync(captures, amount(100, "INV-1"), "key");
        while (sandbox.journal("capturePayment").isEmpty()) {
            Thread.onSpinWait();
        }

        sandbox.reset();

        assertThatThrownBy(() -> waiting.get(PATIENCE, TimeUnit.SECONDS))
                .cause()
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(HttpTimeoutException.class);
        assertThat(sandbox.keys()).isEmpty();
    }

    private List<Integer> statusesUnderARate(long seed) {
        sandbox.faults().clear();
        sandbox.faults().rate("getPayment", 0.5, seed, Fault.status(503));
        return IntStream.range(0, 20)
                .mapToObj(i -> merchant.get("/v2/payments/" + payment).status())
                .toList();
    }

    private Merchant.Response capture(String document) {
        return merchant.post(captures, amount(100, document), "key-" + document);
    }

    private int capturedAmount() {
        return sandbox.payment(payment).at("/amounts/total_captured").asInt();
    }
}
