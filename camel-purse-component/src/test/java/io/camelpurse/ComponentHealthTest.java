package io.camelpurse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelpurse.fixture.ProducerChecks;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.sandbox.Account;
import io.camelpurse.sandbox.Fault;
import io.camelpurse.sandbox.PurseSandbox;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.camel.AsyncProducer;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheck.Result;
import org.apache.camel.health.HealthCheck.State;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Health says whether Purse responds, accepts the account and has the same time.
 *
 * <p>Tests {@link ComponentHealth}.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ComponentHealthTest {

    @RegisterExtension
    static final PurseExtension PURSE =
            PurseExtension.builder().sandbox().startedByTest().build();

    private final PurseSandbox sandbox = PURSE.sandbox();

    @BeforeEach
    void enable() {
        ProducerChecks.enable(PURSE.context());
    }

    @Test
    void nobodyIsAskedWhereNobodyCallsPurse() {
        PURSE.template();
        assertThat(checks()).isEmpty();
        assertThat(sandbox.requests()).isZero();
    }

    @Test
    void aComponentWhoseCallsSucceedIsUpWithoutAnotherRequest() {
        PURSE.succeed("purse:getSigningKeys");
        long requests = sandbox.requests();
        assertThat(result("api").getState()).isEqualTo(State.UP);
        assertThat(result("api").getDetails()).containsKey("api.observed.at");
        assertThat(result("account").getState()).isEqualTo(State.UP);
        assertThat(result("clock").getState()).isEqualTo(State.UP);
        assertThat(sandbox.requests()).isEqualTo(requests);
    }

    @Test
    void withoutCallsOneReadShowsIt() throws Exception {
        PURSE.producer("purse:capturePayment");
        for (int i = 0; i < 20; i++) {
            result("api");
            result("account");
        }
        await().untilAsserted(() -> assertThat(result("api").getState()).isEqualTo(State.UP));
        assertThat(PURSE.requests()).hasSize(1).allMatch(request -> request.operation()
                .equals("getPayment"));
        assertThat(result("account").getState()).isEqualTo(State.UP);
    }

    @Test
    void anIdleNodeIsNotReadyAtItsFirstProbeAndIsAfterTheRead() throws Exception {
        PURSE.producer("purse:capturePayment");
        assertThat(result("api").getState()).isEqualTo(State.UNKNOWN);
        await().until(ComponentHealthTest::isReady);
    }

    @Test
    void aStateThatIsUnknownIsNotReady() throws Exception {
        PURSE.producer("purse:capturePayment");
        assertThat(isReady()).isFalse();
    }

    @Test
    void eachAccountIsReadOnce() throws Exception {
        Account other = sandbox.addAccount();
        PURSE.producer("purse:capturePayment");
        PURSE.producer("purse:capturePayment?clientId=" + other.clientId() + "&clientSecret=RAW(" + other.clientSecret()
                + ")&apiKey=RAW(" + other.apiKey() + ")");
        await().until(() -> isReady() && PURSE.requests().size() == 2);
        for (int i = 0; i < 20; i++) {
            result("account");
        }
        assertThat(PURSE.requests("getPayment")).hasSize(2);
        assertThat(sandbox.tokenCalls()).as("one for each account").isEqualTo(2);
    }

    private static boolean isReady() {
        return HealthCheckHelper.isResultsUp(HealthCheckHelper.invokeReadiness(PURSE.context()), true);
    }

    @Test
    void itIsDownWhilePurseIsDownAndUpWithTheNextSuccess() {
        sandbox.faults().always("getSigningKeys", Fault.status(503));
        PURSE.fail("purse:getSigningKeys?maxRetries=0");
        assertThat(result("api").getState()).isEqualTo(State.DOWN);
        assertThat(result("api").getMessage())
                .hasValueSatisfying(message -> assertThat(message).contains("503"));
        assertThat(result("account").getState()).isEqualTo(State.UP);
        sandbox.faults().clear();
        PURSE.succeed("purse:getSigningKeys");
        assertThat(result("api").getState()).isEqualTo(State.UP);
    }

    @Test
    void aTokenThatIsNotIssuedIsDown() {
        sandbox.faults().always("getAccessToken", Fault.status(503));
        PURSE.fail("purse:getSigningKeys?maxRetries=0");
        assertThat(result("api").getState()).isEqualTo(State.DOWN);
        assertThat(result("api").getMessage())
                .hasValueSatisfying(message -> assertThat(message).contains("no access token"));
    }

    @Test
    void anAccountThatIsRejectedIsDownAtOnceAndUpWithTheNextSuccess() {
        sandbox.faults().next("getSigningKeys", Fault.forbidden());
        PURSE.fail("purse:getSigningKeys?maxRetries=0");
        assertThat(result("account").getState()).isEqualTo(State.DOWN);
        assertThat(result("account").getMessage())
                .hasValueSatisfying(message -> assertThat(message).contains("403"));
        assertThat(result("account").getDetails())
                .containsEntry("account.options", "clientId, clientSecret, apiKey, entityId, tokenUrl");
        PURSE.succeed("purse:getSigningKeys");
        assertThat(result("account").getState()).isEqualTo(State.UP);
    }

    @Test
    void aWrongSecretIsDownAndShownNowhere() {
        PURSE.configuration().setClientSecret("a-secret-that-is-wrong");
        PURSE.fail("purse:getSigningKeys?maxRetries=0");
        assertThat(result("account").getState()).isEqualTo(State.DOWN);
        assertThat(List.of(result("account"), result("api"))).allSatisfy(result -> assertThat(
                        result.getMessage().orElse("") + result.getDetails())
                .doesNotContain("a-secret-that-is-wrong", sandbox.account().clientId()));
    }

    @Test
    void anAccountThatNothingUsesAnyMoreDoesNotCount() throws Exception {
        PURSE.succeed("purse:getSigningKeys");
        AsyncProducer other = PURSE.producer(
                "purse:getSigningKeys?clientId=" + sandbox.account().clientId()
                        + "&clientSecret=a-secret-that-is-wrong&apiKey=RAW("
                        + sandbox.account().apiKey() + ")&maxRetries=0");
        AsyncProducer alike = other.getEndpoint().createAsyncProducer();
        alike.start();
        assertThat(PURSE.send(other, Map.of()).join().getException()).isInstanceOf(PurseAuthenticationException.class);
        assertThat(result("account").getState()).isEqualTo(State.DOWN);

        other.stop();
        assertThat(result("account").getState()).as("another producer uses it").isEqualTo(State.DOWN);
        alike.stop();
        assertThat(result("account").getState()).isEqualTo(State.UP);
        assertThat(result("api").getState()).isEqualTo(State.UP);
    }

    @Test
    void aRejectedCallShowsThatPurseResponds() {
        PURSE.fail("purse:getPayment?maxRetries=0&paymentId=no-such-payment");
        assertThat(result("api").getState()).isEqualTo(State.UP);
        assertThat(result("account").getState()).isEqualTo(State.UP);
    }

    @Test
    void theChecksOfTwoComponentsHaveIdsOfTheirOwn() throws Exception {
        PurseComponent shop = new PurseComponent();
        PURSE.context().addComponent("purse-shop", shop);
        shop.setConfiguration(PURSE.configuration());
        PURSE.succeed("purse-shop:getSigningKeys");
        PURSE.succeed("purse:getSigningKeys");
        assertThat(checks())
                .contains("producer:purse-api", "producer:purse-account", "producer:purse-clock")
                .contains("producer:purse-shop-api", "producer:purse-shop-account", "producer:purse-shop-clock");
    }

    @Test
    void aComponentMayHaveNone() {
        PURSE.component().setHealthCheckProducerEnabled(false);
        PURSE.succeed("purse:getSigningKeys");
        assertThat(checks()).noneMatch(id -> id.startsWith("producer:purse-"));
    }

    @Test
    void aSingleCheckMayBeExcluded() {
        HealthCheckRegistry.get(PURSE.context()).setExcludePattern("producer:purse-clock");
        sandbox.advanceClock(Duration.ofMinutes(10));
        PURSE.succeed("purse:getSigningKeys");
        assertThat(checks()).contains("producer:purse-api").doesNotContain("producer:purse-clock");
    }

    @Test
    void aStoppedComponentHasNoChecks() {
        PURSE.succeed("purse:getSigningKeys");
        PURSE.component().stop();
        assertThat(checks()).noneMatch(id -> id.startsWith("producer:purse-"));
    }

    private List<String> checks() {
        return results().stream()
                .map(result -> result.getCheck().getId())
                .filter(id -> id.startsWith("producer:"))
                .toList();
    }

    private Collection<Result> results() {
        return HealthCheckHelper.invoke(PURSE.context(), "full");
    }

    private Result result(String name) {
        return results().stream()
                .filter(result -> result.getCheck().getId().equals("producer:purse-" + name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theChecksAreReadinessChecksOrNone() {
        PURSE.succeed("purse:getSigningKeys");
        assertThat(HealthCheckHelper.invokeReadiness(PURSE.context(), "full"))
                .extracting(result -> result.getCheck().getId())
                .contains("producer:purse-api", "producer:purse-account");
        assertThat(HealthCheckHelper.invokeLiveness(PURSE.context(), "full"))
                .extracting(Result::getCheck)
                .noneMatch(HealthCheck::isReadiness);
    }
}
