package io.camelpurse.client;

import static io.camelpurse.fixture.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelpurse.CallOutcome;
import io.camelpurse.Credentials;
import io.camelpurse.PurseAuthenticationException;
import io.camelpurse.PurseConstants;
import io.camelpurse.PurseException;
import io.camelpurse.PurseUnavailableException;
import io.camelpurse.TokenAuthentication;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.ScriptedServer;
import io.camelpurse.sandbox.Account;
import io.camelpurse.sandbox.Fault;
import io.camelpurse.sandbox.PurseSandbox;
import io.camelpurse.sandbox.RecordedRequest;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One token however many calls, one more when it is worth nothing any longer. Tests
 * {@link AccessTokens} and {@link AuthorizedSender}.
 */
class TokensTest {

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder().sandbox().build();

    private static final String STRANGE = "a&b=c+d%25e f:g/?#äßÿ€😀";

    private final PurseSandbox sandbox = PURSE.sandbox();

    @Test
    void aHundredCapturesOnAHundredPaymentsTakeOneToken() {
        for (int i = 0; i < 100; i++) {
            String payment = sandbox.authorizedPayment(1000, "EUR", "ORD-" + i);
            PURSE.succeed("purse:capturePayment?amount=1000&merchantReference=INV&paymentId=" + payment);
        }
        assertThat(sandbox.journal("capturePayment")).hasSize(100);
        assertThat(sandbox.tokenCalls()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",\"token_type\":\"Bearer\"", ",\"token_type\":\"bEARER\"", ",\"token_type\":null"})
    void aBearerTokenIsUsedHoweverItsTypeIsWritten(String type) throws Exception {
        ScriptedServer server = PURSE.connect(issuing(type));
        PURSE.succeed("purse:getPayment?paymentId=p-1");
        assertThat(server.calls().get(0).headers()).containsEntry("authorization", "Bearer any");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"mac\"", "\"DPoP\"", "\"\"", "\"Bearer \"", "7", "[\"Bearer\"]"})
    void aTokenOfAnotherTypeIsNotUsedAndItsTypeNotQuoted(String type) throws Exception {
        ScriptedServer server = PURSE.connect(issuing(",\"token_type\":" + type));
        assertThat(PURSE.fail("purse:getPayment?maxRetries=0&paymentId=p-1"))
                .hasMessageContaining("has a token_type other than Bearer")
                .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain("mac", "DPoP"));
        assertThat(server.calls()).isEmpty();
    }

    private static ScriptedServer issuing(String type) throws Exception {
        return ScriptedServer.with((request, socket, output) -> ScriptedServer.json(
                output,
                200,
                request.path().contains("token")
                        ? "{\"access_token\":\"any\"" + type + "}"
                        : ScriptedServer.payment("p-1")));
    }

    @Test
    void aThousandColdCallersTakeOneToken() throws Exception {
        sandbox.faults().next("getAccessToken", Fault.latency(Duration.ofMillis(300)));
        String payment = sandbox.authorizedPayment(1000, "EUR", "ORD-1");
        assertThat(callAtOnce(1000, payment))
                .extracting(Exchange::getException)
                .filteredOn(Objects::nonNull)
                .isEmpty();
        assertThat(sandbox.tokenCalls()).isEqualTo(1);
    }

    @Test
    void aRevokedTokenCostsOneMoreAndNoExchange() {
        String payment = sandbox.authorizedPayment(1000, "EUR", "ORD-1");
        PURSE.succeed("purse:getPayment?paymentId=" + payment);
        sandbox.revokeTokens();
        PURSE.succeed("purse:getPayment?paymentId=" + payment);
        assertThat(sandbox.tokenCalls()).isEqualTo(2);
        assertThat(sandbox.journal("getPayment"))
                .extracting(RecordedRequest::status)
                .containsExactly(200, 401, 200);
    }

    @Test
    void aTokenRevokedWithManyCallsInFlightCostsOneMoreAndNoExchange() throws Exception {
        String payment = sandbox.authorizedPayment(1000, "EUR", "ORD-1");
        PURSE.succeed("purse:getPayment?paymentId=" + payment);
        sandbox.revokeTokens();
        assertThat(callAtOnce(300, payment))
                .extracting(Exchange::getException)
                .filteredOn(Objects::nonNull)
                .isEmpty();
        assertThat(sandbox.tokenCalls()).isEqualTo(2);
    }

    @Test
    void aCaptureThatMeetsARevokedTokenIsExecutedOnce() {
        String payment = sandbox.authorizedPayment(1000, "EUR", "ORD-1");
        PURSE.succeed("purse:getPayment?paymentId=" + payment);
        sandbox.revokeTokens();
        PURSE.succeed("purse:capturePayment?amount=400&merchantReference=INV-1&paymentId=" + payment);
        sandbox.assertMovedExactlyOnce("ORD-1");
        assertThat(sandbox.journal("capturePayment"))
                .extracting(RecordedRequest::idempotencyKey)
                .hasSize(2)
                .containsOnly(sandbox.keys().get(0).key());
    }

    @Test
    void aSecondUnauthorizedIsAnErrorAfterTwoSends() {
        sandbox.faults().always("getPayment", Fault.unauthorized());
        PurseException failure = PURSE.fail("purse:getPayment?paymentId=p-1");
        assertThat(failure).isInstanceOf(PurseAuthenticationException.class);
        assertThat(failure.getAttempts()).isEqualTo(2);
        assertThat(sandbox.journal("getPayment")).hasSize(2);
        assertThat(sandbox.tokenCalls()).isEqualTo(2);
    }

    @Test
    void aForbiddenIsNeverRetriedAndLeavesTheTokenAlone() {
        sandbox.faults().always("getPayment", Fault.forbidden());
        PurseException failure = PURSE.fail("purse:getPayment?paymentId=p-1");
        assertThat(failure).isInstanceOf(PurseAuthenticationException.class);
        assertThat(failure.getCallOutcome()).isEqualTo(CallOutcome.REJECTED);
        assertThat(failure.isSafeToRetry()).isFalse();
        assertThat(sandbox.journal("getPayment")).hasSize(1);
        PURSE.fail("purse:getPayment?paymentId=p-1");
        assertThat(sandbox.tokenCalls()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(TokenAuthentication.class)
    void idAndSecretOfAnyCharactersAreUnderstood(TokenAuthentication authentication) {
        Account account = sandbox.addAccount(new Account(
                "5b0d7a3e-0f0e-4d0f-9d5b-4b6a5f1f9e0" + authentication.ordinal(), "id " + STRANGE, STRANGE, "k"));
        PURSE.use(account);
        PURSE.configuration().setTokenAuthentication(authentication);
        PURSE.succeed("purse:getAccessToken");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 200})
    void aTokenEndpointThatIsDownIsCalledOncePerFailure(int callers) throws Exception {
        AtomicInteger asked = new AtomicInteger();
        CompletableFuture<Void> responds = new CompletableFuture<>();
        ScriptedServer server = PURSE.connect(ScriptedServer.with((request, socket, output) -> {
            asked.incrementAndGet();
            responds.join();
            ScriptedServer.json(output, 400, "{\"error\":\"invalid_client\"}");
        }));
        AsyncProducer producer = PURSE.producer("purse:getPayment?paymentId=p-1");
        List<CompletableFuture<Exchange>> calls = IntStream.range(0, callers)
                .mapToObj(i -> PURSE.send(producer, Map.of()))
                .toList();
        responds.complete(null);
        for (CompletableFuture<Exchange> call : calls) {
            assertThat(call.get(PATIENCE, TimeUnit.SECONDS).getException())
                    .isInstanceOf(PurseAuthenticationException.class);
        }
        assertThat(asked).hasValue(1);
    }

    @Test
    void aSlowTokenCountsIntoTheTotalTimeoutAndNothingWasSent() throws Exception {
        sandbox.faults().next("getAccessToken", Fault.latency(Duration.ofSeconds(5)));
        PurseException failure =
                PURSE.fail("purse:capturePayment?paymentId=p-1&amount=1&merchantReference=INV-1&totalTimeout=200");
        assertThat(failure).isInstanceOf(PurseUnavailableException.class);
        assertThat(failure.getCallOutcome()).isEqualTo(CallOutcome.NOT_EXECUTED);
        assertThat(failure.getAttempts()).isZero();
        assertThat(sandbox.journal("capturePayment")).isEmpty();
    }

    @Test
    void aHastyEndpointDoesNotSpoilTheTokenForAPatientOne() throws Exception {
        sandbox.faults().next("getAccessToken", Fault.latency(Duration.ofMillis(600)));
        String payment = sandbox.authorizedPayment(1000, "EUR", "ORD-1");
        AsyncProducer hasty = PURSE.producer(
                "purse:getPayment?totalTimeout=150&responseTimeout=100&maxResponseSize=10&paymentId=" + payment);
        AsyncProducer patient = PURSE.producer("purse:getPayment?paymentId=" + payment);
        CompletableFuture<Exchange> first = PURSE.send(hasty, Map.of());
        CompletableFuture<Exchange> second = PURSE.send(patient, Map.of());
        assertThat(first.get(PATIENCE, TimeUnit.SECONDS).getException()).isInstanceOf(PurseUnavailableException.class);
        assertThat(second.get(PATIENCE, TimeUnit.SECONDS).getException()).isNull();
        assertThat(sandbox.tokenCalls()).isEqualTo(1);
    }

    @Test
    void changedCredentialsCountFromTheNextTokenOn() {
        Account second = sandbox.addAccount();
        Account first = sandbox.account();
        AtomicReference<Account> current = new AtomicReference<>(first);
        AtomicInteger asked = new AtomicInteger();
        Supplier<Credentials> source = () -> {
            asked.incrementAndGet();
            Account account = current.get();
            return new Credentials(account.clientId(), account.clientSecret(), account.apiKey());
        };
        PURSE.context().getRegistry().bind("vault", source);
        String uri = "purse:getPayment?credentialsSource=#vault&paymentId=";
        String payment = sandbox.authorizedPayment(1000, "EUR", "ORD-1");
        PURSE.succeed(uri + payment);
        current.set(second);
        sandbox.revokeTokens();
        PURSE.send(uri + payment);
        List<RecordedRequest> tokens = sandbox.journal("getAccessToken");
        assertThat(tokens).extracting(RecordedRequest::entityId).containsExactly(first.entityId(), second.entityId());
        assertThat(asked.get()).isPositive();
    }

    @Test
    void aSourceOfCredentialsThatFailsIsAnErrorOfTheCallWithoutItsTextAndTheNextOneWorks() {
        AtomicInteger asked = new AtomicInteger();
        Account account = sandbox.account();
        Supplier<Credentials> source = () -> {
            if (asked.incrementAndGet() == 1) {
                throw new IllegalStateException("the vault is sealed");
            }
            return new Credentials(account.clientId(), account.clientSecret(), account.apiKey());
        };
        PURSE.context().getRegistry().bind("vault", source);
        String payment = sandbox.authorizedPayment(1000, "EUR", "ORD-1");
        String uri = "purse:getPayment?maxRetries=0&credentialsSource=#vault&paymentId=" + payment;
        PurseException failure = PURSE.fail(uri);
        assertThat(failure.getCallOutcome()).isEqualTo(CallOutcome.NOT_EXECUTED);
        assertThat(failure).hasMessageContaining("credentialsSource failed with java.lang.IllegalStateException");
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString()).contains("PurseUnavailableException").doesNotContain("the vault is sealed");
        PURSE.succeed(uri);
    }

    @Test
    void theTokenForOthersIsTheOneThatOurCallsCarry() {
        Message token = PURSE.succeed("purse:getAccessToken");
        PURSE.succeed("purse:getPayment?paymentId=" + sandbox.authorizedPayment(1, "EUR", "ORD-1"));
        assertThat(token.getBody(String.class)).contains("\"token_type\":\"Bearer\"");
        assertThat(sandbox.tokenCalls()).isEqualTo(1);
    }

    private List<Exchange> callAtOnce(int callers, String payment) throws Exception {
        AsyncProducer producer = PURSE.producer("purse:getPayment");
        List<CompletableFuture<Exchange>> calls = new ArrayList<>();
        for (int i = 0; i < callers; i++) {
            calls.add(PURSE.send(producer, Map.of(PurseConstants.PAYMENT_ID, payment)));
        }
        await().until(() -> calls.stream().allMatch(CompletableFuture::isDone));
        return calls.stream().map(CompletableFuture::join).toList();
    }
}
