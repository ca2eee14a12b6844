package io.camelpurse.redirect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelpurse.PurseComponent;
import io.camelpurse.PurseUnavailableException;
import io.camelpurse.fixture.ProducerChecks;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.sandbox.Fault;
import io.camelpurse.sandbox.PurseSandbox;
import java.util.Collection;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Health says when signing keys are out of reach. Tests {@link SigningKeysHealth},
 * {@link SigningKeySources}, {@link KeyAvailability} and {@code PurseHealthCheck}.
 */
class SigningKeysHealthTest {

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder().sandbox().build();

    private final PurseSandbox sandbox = PURSE.sandbox();

    @BeforeEach
    void watchProducers() {
        ProducerChecks.enable(PURSE.context());
    }

    @Test
    void withoutAnyVerificationThereIsNoCheck() {
        assertThat(results()).isEmpty();
    }

    @Test
    void keysThatAreKnownAreHealthy() throws Exception {
        verifyInARoute();
        await().untilAsserted(() -> assertThat(result().getState()).isEqualTo(HealthCheck.State.UP));
        assertThat(result().getDetails()).containsEntry("signing.keys", "up").containsKey("signing.keys.usable.until");
        assertThat(result().getMessage()).isEmpty();
    }

    @Test
    void keysThatCannotBeReadAgainAreDegraded() throws Exception {
        verifyInARoute();
        await().untilAsserted(() -> assertThat(result().getState()).isEqualTo(HealthCheck.State.UP));
        sandbox.faults().signingKeysDown();
        sandbox.rotateSigningKeys();
        PURSE.fail(
                PurseUnavailableException.class,
                "direct:return",
                message -> message.setBody(sandbox.sign(Map.of("client_session_id", "cs-1"))));
        assertThat(result().getState()).isEqualTo(HealthCheck.State.UP);
        assertThat(result().getMessage())
                .hasValueSatisfying(message -> assertThat(message).startsWith("degraded"));
        assertThat(result().getDetails())
                .containsEntry("signing.keys", "degraded")
                .containsKey("signing.keys.problem");
    }

    @Test
    void withoutKeysNothingIsHealthy() throws Exception {
        sandbox.faults().always("getSigningKeys", Fault.forbidden());
        verifyInARoute();
        await().untilAsserted(() -> assertThat(result().getState()).isEqualTo(HealthCheck.State.DOWN));
        assertThat(HealthCheckHelper.isResultsUp(results(), true)).isFalse();
    }

    @Test
    void theCheckEndsWithTheComponent() throws Exception {
        verifyInARoute();
        assertThat(result()).isNotNull();
        PURSE.context().getComponent("purse").stop();
        assertThat(results()).isEmpty();
    }

    @Test
    void aCheckThatIsSwitchedOffIsNotThere() throws Exception {
        sandbox.faults().always("getSigningKeys", Fault.forbidden());
        PURSE.context().getComponent("purse", PurseComponent.class).stop();
        PURSE.context().getComponent("purse", PurseComponent.class).setHealthCheckProducerEnabled(false);
        PURSE.context().getComponent("purse", PurseComponent.class).start();
        verifyInARoute();
        PURSE.fail(
                PurseUnavailableException.class,
                "direct:return",
                message -> message.setBody(sandbox.sign(Map.of("client_session_id", "cs-1"))));
        assertThat(results()).isEmpty();
    }

    private void verifyInARoute() throws Exception {
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:return").to("purse:verifyRedirection?maxRetries=0");
            }
        });
    }

    private HealthCheck.Result result() {
        return results().stream()
                .filter(result -> result.getCheck().getId().endsWith("-signing-keys"))
                .findFirst()
                .orElseThrow();
    }

    private Collection<HealthCheck.Result> results() {
        return HealthCheckHelper.invokeReadiness(PURSE.context(), "full");
    }
}
