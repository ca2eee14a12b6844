package io.camelpurse.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.client.ManualTime;
import io.camelpurse.doctor.Finding.Status;
import io.camelpurse.fixture.Certificates;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.ScriptedServer;
import io.camelpurse.fixture.WebhookClient;
import io.camelpurse.fixture.WebhookEngine;
import io.camelpurse.sandbox.Fault;
import io.camelpurse.sandbox.FreePort;
import java.nio.file.Path;
import org.apache.camel.component.http.HttpComponent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the doctor finds of notifications. Tests {@link WebhookCheck} and {@link WebhookTokenCheck}.
 */
class WebhookDiagnosisTest {

    @RegisterExtension
    static final PurseExtension PURSE =
            PurseExtension.builder().sandbox().webhooks(WebhookEngine.VERTX).build();

    private final PurseDoctor doctor = new PurseDoctor(PURSE.context());

    @BeforeEach
    void configure() {
        PURSE.configuration()
                .setWebhookUrl("http://127.0.0.1:" + PURSE.webhooks().port() + WebhookClient.PATH);
        doctor.setCamelContext(PURSE.context());
    }

    private Finding finding(String check) throws Exception {
        return doctor.examine().finding(check);
    }

    @Test
    void aRouteThatReceivesIsReachedAtTheAddressOutside() throws Exception {
        PURSE.receive("purse:webhook");

        Finding webhook = finding("webhook");

        assertThat(webhook.status()).isEqualTo(Status.OK);
        assertThat(webhook.seen()).endsWith("/purse/webhook responded with status 401 to a request without the token");
    }

    @Test
    void anAddressWithoutARouteIsFound() throws Exception {
        assertThat(finding("webhook").remedy()).contains("webhookPath");
    }

    @Test
    void aPortAtWhichNothingListensIsFound() throws Exception {
        PURSE.configuration().setWebhookUrl("http://127.0.0.1:" + FreePort.find() + "/hook?token=not-shown");

        Finding webhook = finding("webhook");

        assertThat(webhook.status()).isEqualTo(Status.FAILED);
        assertThat(webhook.seen()).endsWith("/hook cannot be reached from here: ConnectException");
    }

    @Test
    void aCertificateThatNobodyTrustsIsFound(@TempDir Path keys) throws Exception {
        Path certificate = new Certificates(keys).selfSigned("localhost", "dns:localhost,ip:127.0.0.1");
        try (ScriptedServer server = ScriptedServer.on(
                Certificates.serverSocket(certificate, "TLSv1.3"),
                (request, socket, output) -> ScriptedServer.send(output, 401, "", ""))) {
            PURSE.configuration().setWebhookUrl("https://127.0.0.1:" + server.port() + "/hook");

            assertThat(finding("webhook").seen()).endsWith("has no certificate that is trusted here");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "200, FAILED, webhookVerifyToken",
        "302, FAILED, Let webhookUrl lead",
        "403, WARNING, webhookAllowedAddresses",
        "404, FAILED, webhookPath",
        "503, FAILED, Start the route"
    })
    void aResponseOfSomethingElseIsExplained(int status, Status expected, String remedy) throws Exception {
        try (ScriptedServer server = ScriptedServer.with(
                (request, socket, output) -> ScriptedServer.send(output, status, "Location: /other\r\n", ""))) {
            PURSE.configuration().setWebhookUrl(server.url() + "/hook");

            Finding webhook = finding("webhook");

            assertThat(webhook.status()).isEqualTo(expected);
            assertThat(webhook.remedy()).contains(remedy);
            assertThat(server.requests()).singleElement().satisfies(request -> {
                assertThat(request.method()).isEqualTo("POST");
                assertThat(request.headers()).doesNotContainKey(WebhookClient.HEADER);
            });
        }
    }

    @Test
    void nothingIsCreatedUnlessItIsRequested() throws Exception {
        PURSE.receive("purse:webhook");

        assertThat(finding("webhook-token"))
                .isEqualTo(Finding.skipped("not requested").of("webhook-token"));
        assertThat(PURSE.requests("createPaymentLink")).isEmpty();
    }

    @Test
    void aTokenThatArrivesHasMadeTheRoundTrip() throws Exception {
        PURSE.receive("purse:webhook?webhookVerification=none");
        doctor.setWebhookRoundTrip(true);

        assertThat(finding("webhook-token"))
                .isEqualTo(Finding.ok("a notification arrived with the token").of("webhook-token"));
        assertThat(PURSE.requests("createPaymentLink")).hasSize(1);
        assertThat(PURSE.requests("cancelPaymentLink")).hasSize(1);
    }

    @Test
    void aTokenThatIsLostOnItsWayIsFound() throws Exception {
        PURSE.receive("purse:webhook?webhookVerification=none&webhookTokenHeader=x-other");
        doctor.setWebhookRoundTrip(true);

        Finding token = finding("webhook-token");

        assertThat(token.status()).isEqualTo(Status.FAILED);
        assertThat(token.seen()).startsWith("a notification arrived and was rejected: {TOKEN=");
        assertThat(token.remedy()).contains("webhookTokenHeader");
    }

    @Test
    void aNotificationThatDoesNotArriveIsFound() throws Exception {
        PURSE.receive("purse:webhook");
        PURSE.sandbox().faults().always("webhook", Fault.dropped());
        PurseDoctor impatient =
                new PurseDoctor(PURSE.context(), new ManualTime(PURSE.sandbox().now(), 0));
        impatient.setWebhookRoundTrip(true);

        Finding token = impatient.examine().finding("webhook-token");

        assertThat(token.status()).isEqualTo(Status.FAILED);
        assertThat(token.seen()).isEqualTo("no notification arrived within 15 s");
        assertThat(token.remedy()).contains("webhookUrl");
    }

    @Test
    void aLinkThatCannotBeCreatedIsFound() throws Exception {
        PURSE.receive("purse:webhook");
        doctor.setWebhookRoundTrip(true);
        PURSE.sandbox().faults().next("createPaymentLink", Fault.status(400));

        assertThat(finding("webhook-token").seen()).startsWith("no payment link could be created: ");
    }

    @Test
    void withoutARouteNothingIsCreated() throws Exception {
        try (ScriptedServer server =
                ScriptedServer.with((request, socket, output) -> ScriptedServer.send(output, 401, "", ""))) {
            PURSE.configuration().setWebhookUrl(server.url() + "/hook");
            doctor.setWebhookRoundTrip(true);

            assertThat(finding("webhook-token").seen())
                    .isEqualTo("no route in this process receives from purse:webhook");
        }
    }

    /** A proxy leads to what is production by its name. */
    @Test
    void nothingIsCreatedInAnotherEnvironment() throws Exception {
        PURSE.receive("purse:webhook");
        doctor.setWebhookRoundTrip(true);
        try (ScriptedServer production = ScriptedServer.with((request, socket, output) -> ScriptedServer.json(
                output,
                request.path().contains("/payments/") ? 404 : 200,
                "{\"access_token\":\"t\",\"amount\":100,\"currency\":\"EUR\",\"keys\":[{}],"
                        + "\"eligible_solutions\":[{\"method\":\"m\"}]}"))) {
            PURSE.configuration().setApiUrl("http://api.purse-live.com/payment");
            PURSE.configuration().setTokenUrl(null);
            PURSE.configuration().setAllowPlainHttp(true);
            HttpComponent http = PURSE.context().getComponent("https", HttpComponent.class);
            http.setProxyHost("127.0.0.1");
            http.setProxyPort(production.port());

            assertThat(finding("webhook-token").seen()).startsWith("apiUrl names no sandbox");
            assertThat(production.requests())
                    .noneMatch(request -> request.path().endsWith("/payment-links"));
        }
    }
}
