package io.camelpurse.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import io.camelpurse.Credentials;
import io.camelpurse.PurseComponent;
import io.camelpurse.PurseConfigurationConfigurer;
import io.camelpurse.client.TimeSource;
import io.camelpurse.doctor.Finding.Status;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.ScriptedServer;
import io.camelpurse.sandbox.Account;
import io.camelpurse.sandbox.Fault;
import io.camelpurse.sandbox.PurseSandbox;
import io.camelpurse.sandbox.RecordedRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.builder.RouteBuilder;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the doctor finds of configuration and account, over real sockets. Tests {@link PurseDoctor},
 * {@link Examination}, {@link ConfigurationCheck}, {@link TokenCheck}, {@link ApiKeyCheck}, {@link EntityCheck},
 * {@link SigningKeysCheck} and {@link ClockCheck}.
 */
class PurseDoctorTest {

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder().sandbox().build();

    private static final PurseSandbox SANDBOX = PURSE.sandbox();

    private static Diagnosis examine() throws Exception {
        return new PurseDoctor(PURSE.context()).examine();
    }

    private static Finding finding(String check) throws Exception {
        return examine().finding(check);
    }

    @Test
    void everythingIsAsItShouldBe() throws Exception {
        Diagnosis diagnosis = examine();

        assertThat(diagnosis.findings())
                .extracting(Finding::check)
                .containsExactly(
                        "configuration",
                        "dns",
                        "tcp",
                        "proxy",
                        "tls",
                        "token",
                        "api-key",
                        "entity",
                        "signing-keys",
                        "clock",
                        "webhook",
                        "webhook-token");
        assertThat(diagnosis.findings())
                .filteredOn(finding -> finding.status() != Status.OK)
                .extracting(Finding::check)
                .containsExactly("tls", "webhook", "webhook-token");
        assertThat(diagnosis.findings()).allMatch(finding -> finding.remedy() == null);
        assertThat(diagnosis.exitCode()).isZero();
    }

    @Test
    void itReadsAndQueriesOnly() throws Exception {
        examine();

        assertThat(SANDBOX.journal())
                .extracting(RecordedRequest::operation)
                .containsExactly("getAccessToken", "getPayment", "getEligibleSolutions", "getSigningKeys");
    }

    @Test
    void aRouteUsesItAsABean() throws Exception {
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:diagnosis").bean(PurseDoctor.class, "examine").setBody(simple("${body.json}"));
            }
        });

        assertThat(PURSE.template().requestBody("direct:diagnosis", null, String.class))
                .startsWith("{\"status\":\"ok\",\"checks\":[");
    }

    @ParameterizedTest
    @ValueSource(strings = {"clientId", "clientSecret"})
    void missingCredentialsAreNamedAndNothingIsSent(String option) throws Exception {
        if (option.equals("clientId")) {
            PURSE.configuration().setClientId(null);
        } else {
            PURSE.configuration().setClientSecret(" ");
        }

        Diagnosis diagnosis = examine();

        assertThat(diagnosis.finding("configuration").status()).isEqualTo(Status.FAILED);
        assertThat(diagnosis.finding("configuration").seen()).startsWith("The option " + option + " is missing");
        assertThat(diagnosis.findings())
                .filteredOn(other -> other.status() != Status.SKIPPED)
                .hasSize(1);
        assertThat(SANDBOX.requests()).isZero();
    }

    @Test
    void anOptionThatIsNotValidIsNamed() throws Exception {
        PURSE.configuration().setMaxResponseSize(0);

        assertThat(finding("configuration").seen()).contains("maxResponseSize");
    }

    @ParameterizedTest
    @ValueSource(strings = {"clientId", "clientSecret", "apiKey", "webhookVerifyToken"})
    void aPlaceholderThatNothingHasReplacedIsNamed(String option) throws Exception {
        new PurseConfigurationConfigurer()
                .configure(PURSE.context(), PURSE.configuration(), option, "${PURSE_SECRET}", false);

        assertThat(finding("configuration"))
                .isEqualTo(new Finding(
                        "configuration",
                        Status.FAILED,
                        "The option " + option + " is a placeholder that nothing has replaced",
                        "Write placeholders as {{env:NAME}}, and set the variable or property that they name"));
    }

    @Test
    void aBasePathThatIsMissingIsWarnedOf() throws Exception {
        PURSE.configuration().setApiUrl(SANDBOX.baseUrl());

        Diagnosis diagnosis = examine();

        assertThat(diagnosis.finding("configuration").status()).isEqualTo(Status.WARNING);
        assertThat(diagnosis.finding("configuration").remedy()).contains("/payment");
    }

    @Test
    void dryRunAndAWebhookWithoutTokenAreWarnedOf() throws Exception {
        PURSE.configuration().setDryRun(true);
        PURSE.configuration().setWebhookUrl("http://127.0.0.1:1/hook");

        assertThat(finding("configuration").remedy()).contains("dryRun").contains("webhookVerifyToken");
    }

    @Test
    void aWrongSecretIsFoundByTheTokenCheck() throws Exception {
        PURSE.configuration().setClientSecret("of-another-environment");

        Diagnosis diagnosis = examine();

        Finding token = diagnosis.finding("token");
        assertThat(token.status()).isEqualTo(Status.FAILED);
        assertThat(token.seen()).startsWith("no access token: 401");
        assertThat(token.remedy()).contains("clientSecret").contains("tokenAuthentication (basic)");
        assertThat(diagnosis.finding("api-key").seen()).isEqualTo("needs the check token");
        assertThat(diagnosis.finding("entity").seen()).isEqualTo("needs the check api-key");
        // The response of the token endpoint has a date too.
        assertThat(diagnosis.finding("clock").status()).isEqualTo(Status.OK);
    }

    @Test
    void aWrongTokenUrlIsFoundByTheTokenCheck() throws Exception {
        PURSE.configuration().setTokenUrl(SANDBOX.baseUrl() + "/token");

        assertThat(finding("token").remedy()).startsWith("Set tokenUrl");
    }

    @Test
    void aTokenEndpointThatIsDownIsFoundByTheTokenCheck() throws Exception {
        SANDBOX.faults().next("getAccessToken", Fault.status(503));

        assertThat(finding("token").remedy()).isEqualTo("Purse is not available: retry later");
    }

    @Test
    void aWrongApiKeyIsFoundThoughATokenIsIssued() throws Exception {
        Account account = SANDBOX.account();
        // Checked by the token endpoint of the sandbox too.
        try (ScriptedServer gateway = ScriptedServer.withToken((request, socket, output) -> ScriptedServer.json(
                output, 401, "{\"title\":\"The header x-api-key is not the account's\",\"status\":401}"))) {
            PURSE.configuration().setApiUrl(gateway.url() + "/payment");
            PURSE.configuration().setTokenUrl(null);
            PURSE.use(account);

            Finding apiKey = finding("api-key");

            assertThat(apiKey.status()).isEqualTo(Status.FAILED);
            assertThat(apiKey.seen()).startsWith("a read with the API key was rejected");
            assertThat(apiKey.remedy()).startsWith("Check apiKey");
        }
    }

    @Test
    void anApiKeyThatIsMissingIsFound() throws Exception {
        try (PurseSandbox strict = PurseSandbox.builder().apiKeyRequired(true).start()) {
            PURSE.configuration().setApiUrl(strict.apiUrl());
            PURSE.configuration().setTokenUrl(null);
            PURSE.use(strict.account());
            PURSE.configuration().setApiKey(null);

            Diagnosis diagnosis = examine();

            assertThat(diagnosis.findings())
                    .filteredOn(finding -> finding.status() == Status.FAILED)
                    .singleElement()
                    .satisfies(failed -> assertThat(failed.remedy()).contains("apiKey"));
        }
    }

    @Test
    void aWrongBasePathIsNoAcceptedRead() throws Exception {
        try (ScriptedServer page = ScriptedServer.withToken((request, socket, output) ->
                ScriptedServer.send(output, 200, "Content-Type: text/html\r\n", "<html>"))) {
            PURSE.configuration().setApiUrl(page.url());
            PURSE.configuration().setTokenUrl(null);

            assertThat(finding("api-key").status()).isEqualTo(Status.FAILED);
        }
    }

    @Test
    void anEntityOfAnotherAccountIsFound() throws Exception {
        PURSE.configuration().setEntityId(SANDBOX.addAccount().entityId());

        Finding entity = finding("entity");

        assertThat(entity.status()).isEqualTo(Status.FAILED);
        assertThat(entity.seen()).contains("403");
        assertThat(entity.remedy()).startsWith("Check entityId");
    }

    @Test
    void anEntityThatIsNotSetIsWarnedOf() throws Exception {
        PURSE.configuration().setEntityId(null);

        assertThat(finding("entity").status()).isEqualTo(Status.WARNING);
    }

    @Test
    void anEntityWithoutPaymentSolutionsIsWarnedOf() throws Exception {
        SANDBOX.faults()
                .next(
                        "getEligibleSolutions",
                        Fault.response(
                                200,
                                "application/json",
                                "{\"amount\":100,\"currency\":\"EUR\",\"eligible_solutions\":[]}"));

        assertThat(finding("entity").remedy()).contains("enable payment solutions");
    }

    @Test
    void aQueryThatTheApiRejectsIsNoFaultOfTheEntity() throws Exception {
        SANDBOX.faults().next("getEligibleSolutions", Fault.status(400));

        assertThat(finding("entity").status()).isEqualTo(Status.WARNING);
    }

    @Test
    void signingKeysThatCannotBeReadAreFound() throws Exception {
        SANDBOX.faults().next("getSigningKeys", Fault.status(500));

        assertThat(finding("signing-keys").status()).isEqualTo(Status.FAILED);
    }

    @Test
    void aClockOfPurseThatIsAheadIsFound() throws Exception {
        SANDBOX.advanceClock(Duration.ofMinutes(10));

        Finding clock = finding("clock");

        assertThat(clock.status()).isEqualTo(Status.FAILED);
        assertThat(clock.seen()).matches("Purse's clock is (599|600) s ahead of this machine's");
        assertThat(clock.remedy()).contains("NTP");
    }

    @Test
    void aClockOfThisMachineThatIsAheadIsFoundAlthoughTokensExpireByIt() throws Exception {
        TimeSource fast = TimeSource.of(Clock.offset(Clock.systemUTC(), Duration.ofHours(2)));

        Finding clock = new PurseDoctor(PURSE.context(), fast).examine().finding("clock");

        assertThat(clock.seen()).contains(" behind this machine's");
    }

    @Test
    void aReadyClientShowsNothingOfTheNetworkAndIsUsed() throws Exception {
        try (CloseableHttpAsyncClient ready = HttpAsyncClients.createDefault()) {
            PURSE.configuration().setHttpClient(ready);

            Diagnosis diagnosis = examine();

            assertThat(diagnosis.finding("tcp").status()).isEqualTo(Status.SKIPPED);
            assertThat(diagnosis.finding("token").status()).isEqualTo(Status.OK);
        }
    }

    @Test
    void anotherComponentIsExaminedByItsName() throws Exception {
        PURSE.context().addComponent("purse-shop", new PurseComponent());
        PurseDoctor doctor = new PurseDoctor(PURSE.context());
        doctor.setComponent("purse-shop");

        assertThat(doctor.examine().finding("configuration").seen()).startsWith("The option clientId is missing");
    }

    @Test
    void credentialsOfABeanAreUsed() throws Exception {
        Account account = SANDBOX.account();
        PURSE.configuration().setClientId(null);
        PURSE.configuration().setClientSecret(null);
        PURSE.configuration().setApiKey(null);
        PURSE.configuration()
                .setCredentialsSource(
                        () -> new Credentials(account.clientId(), account.clientSecret(), account.apiKey()));

        assertThat(examine().status()).isEqualTo(Status.OK);
    }

    /** A server that repeats all that it was sent, in every response. */
    @Test
    void noSecretIsShownWhateverTheServerRepeats() throws Exception {
        List<String> secrets = List.of(
                "client-id-4711", "cl13nt-s3cr3t-&+=", "api-key-81da2", "webhook-t0ken-one", "webhook-t0ken-two");
        try (ScriptedServer echo = ScriptedServer.with((request, socket, output) -> {
            String repeated = request.headers() + request.body() + String.join(" ", secrets);
            String body = "{\"title\":" + TextNode.valueOf(repeated) + ",\"status\":";
            if (request.path().equals("/oauth/token") && request.headers().get("x-api-key") == null) {
                ScriptedServer.json(output, 401, body + "401}");
            } else if (request.path().equals("/oauth/token")) {
                ScriptedServer.json(output, 200, "{\"access_token\":\"an-access-t0ken-99\",\"expires_in\":3600}");
            } else {
                ScriptedServer.json(output, 403, body + "403}");
            }
        })) {
            PURSE.configuration().setApiUrl(echo.url() + "/payment");
            PURSE.configuration().setTokenUrl(null);
            PURSE.configuration().setClientId(secrets.get(0));
            PURSE.configuration().setClientSecret(secrets.get(1));
            PURSE.configuration().setWebhookVerifyToken(secrets.get(3) + "," + secrets.get(4));
            PURSE.configuration().setWebhookUrl(echo.url() + "/hook?secret=" + secrets.get(3));
            for (String apiKey : Stream.of(secrets.get(2), "").toList()) {
                PURSE.configuration().setApiKey(apiKey);

                Diagnosis diagnosis = examine();

                assertThat(diagnosis.status()).isEqualTo(Status.FAILED);
                assertThat(diagnosis.text() + diagnosis.json())
                        .doesNotContain(secrets)
                        .doesNotContain("an-access-t0ken-99", "Basic ");
            }
        }
    }
}
