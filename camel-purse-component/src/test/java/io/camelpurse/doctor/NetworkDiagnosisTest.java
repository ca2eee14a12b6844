package io.camelpurse.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camelpurse.client.TimeSource;
import io.camelpurse.doctor.Finding.Status;
import io.camelpurse.fixture.Certificates;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.ScriptedServer;
import io.camelpurse.fixture.TunnelProxy;
import io.camelpurse.sandbox.FreePort;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.component.http.HttpComponent;
import org.apache.hc.client5.http.ssl.NoopHostnameVerifier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the doctor finds of the way to Purse. Tests {@link DnsCheck}, {@link TcpCheck}, {@link ProxyCheck},
 * {@link TlsCheck} and {@link NetworkPath}.
 */
class NetworkDiagnosisTest {

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder().build();

    @TempDir
    static Path keys;

    private static Path valid;
    private static Path expired;
    private static Path elsewhere;

    private ScriptedServer server;

    @BeforeAll
    static void makeCertificates() throws Exception {
        Certificates certificates = new Certificates(keys);
        valid = certificates.selfSigned("localhost", "dns:localhost,ip:127.0.0.1");
        expired = certificates.selfSigned(
                "expired", "dns:localhost,ip:127.0.0.1", "-startdate", "-10d", "-validity", "5");
        elsewhere = certificates.selfSigned("elsewhere", "dns:elsewhere.example");
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "user:proxy-secret@proxy.invalid",
                "http://user:proxy-secret@proxy.invalid",
                "proxy.invalid/proxy-secret",
                "proxy.invalid?proxy-secret"
            })
    void aProxyHostThatIsNoHostIsRejectedAndNotShown(String host) throws Exception {
        configure("https://localhost:1");
        http().setProxyHost(host);
        http().setProxyPort(3128);

        assertThat(examine().text())
                .contains("The option proxyHost of the HTTP component is no host name")
                .contains("proxyAuthUsername")
                .doesNotContain("proxy-secret");
        assertThatThrownBy(() -> PURSE.producer("purse:getSigningKeys")).satisfies(failure -> {
            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace));
            assertThat(trace.toString()).contains("proxyAuthUsername").doesNotContain("proxy-secret");
        });
    }

    private void startTls(Path certificate) throws Exception {
        server = ScriptedServer.on(
                Certificates.serverSocket(certificate, "TLSv1.3"),
                (request, socket, output) -> ScriptedServer.json(
                        output, request.path().endsWith("/token") ? 200 : 404, "{\"access_token\":\"t\"}"));
        configure("https://127.0.0.1:" + server.port());
    }

    private static void configure(String host) {
        PURSE.connect(host + "/payment");
    }

    private static HttpComponent http() {
        return PURSE.context().getComponent("https", HttpComponent.class);
    }

    private static Diagnosis examine() throws Exception {
        return examine(TimeSource.system());
    }

    private static Diagnosis examine(TimeSource time) throws Exception {
        return new PurseDoctor(PURSE.context(), time).examine();
    }

    private static TimeSource later(Duration duration) {
        return TimeSource.of(Clock.offset(Clock.systemUTC(), duration));
    }

    private static void assertFailed(Diagnosis diagnosis, String check) {
        assertThat(diagnosis.findings())
                .filteredOn(finding -> finding.status() == Status.FAILED)
                .extracting(Finding::check)
                .containsExactly(check);
        assertThat(diagnosis.finding(check).remedy()).isNotBlank();
    }

    @Test
    void aHostNameThatIsWrongHasNoAddress() throws Exception {
        configure("https://purse.invalid");

        Diagnosis diagnosis = examine();

        assertFailed(diagnosis, "dns");
        assertThat(diagnosis.finding("dns").seen()).isEqualTo("purse.invalid has no address");
        assertThat(diagnosis.finding("token").status()).isEqualTo(Status.SKIPPED);
    }

    @Test
    void aPortAtWhichNothingListensAcceptsNoConnection() throws Exception {
        int port = FreePort.find();
        configure("https://127.0.0.1:" + port);

        Diagnosis diagnosis = examine();

        assertFailed(diagnosis, "tcp");
        assertThat(diagnosis.finding("tcp").seen()).startsWith("127.0.0.1:" + port + " accepts no connection");
    }

    /** As where a firewall drops what it does not allow: nothing comes back. */
    @Test
    void aPortThatIsBlockedDoesNotAcceptAConnectionInTime() throws Exception {
        List<Socket> queue = new ArrayList<>();
        try (ServerSocket blocked = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            fillQueue(blocked, queue);
            configure("https://127.0.0.1:" + blocked.getLocalPort());
            PURSE.configuration().setConnectTimeout(300L);

            Diagnosis diagnosis = examine();

            assertFailed(diagnosis, "tcp");
            assertThat(diagnosis.finding("tcp").seen())
                    .isEqualTo("127.0.0.1:" + blocked.getLocalPort()
                            + " did not accept a connection within connectTimeout");
        } finally {
            for (Socket socket : queue) {
                socket.close();
            }
        }
    }

    /** Until the system takes no more connections, since nobody accepts them. */
    private static void fillQueue(ServerSocket server, List<Socket> queue) throws IOException {
        try {
            for (int i = 0; i < 100; i++) {
                Socket socket = new Socket();
                queue.add(socket);
                socket.connect(server.getLocalSocketAddress(), 300);
            }
        } catch (SocketTimeoutException full) {
            return;
        }
        throw new IllegalStateException("The system takes any number of connections");
    }

    @Test
    void theHostOfTheTokenUrlIsExaminedToo() throws Exception {
        startTls(valid);
        PURSE.configuration().setTokenUrl("https://tokens.invalid/oauth/token");

        Finding dns = examine().finding("dns");

        assertThat(dns.status()).isEqualTo(Status.FAILED);
        assertThat(dns.seen()).isEqualTo("127.0.0.1 is 127.0.0.1; tokens.invalid has no address");
    }

    @Test
    void aTrustedCertificateIsAsItShouldBe() throws Exception {
        startTls(valid);
        http().setSslContextParameters(Certificates.trusting(valid));

        Diagnosis diagnosis = examine();

        assertThat(diagnosis.finding("tls").status()).isEqualTo(Status.OK);
        assertThat(diagnosis.finding("tls").seen())
                .startsWith("127.0.0.1: TLSv1.3, certificate valid until 2")
                .endsWith("issued by 'CN=localhost'");
        assertThat(diagnosis.finding("api-key").status()).isEqualTo(Status.OK);
    }

    @Test
    void aCertificateThatExpiresSoonIsWarnedOf() throws Exception {
        startTls(valid);
        http().setSslContextParameters(Certificates.trusting(valid));

        assertThat(examine(later(Duration.ofDays(20))).finding("tls").status()).isEqualTo(Status.WARNING);
    }

    @Test
    void anExpiredCertificateIsFound() throws Exception {
        startTls(expired);
        http().setSslContextParameters(Certificates.trusting(expired));

        Diagnosis diagnosis = examine();

        assertFailed(diagnosis, "tls");
        assertThat(diagnosis.finding("tls").seen()).contains("a certificate that expired at 2");
    }

    @Test
    void aCertificateOfTheFutureShowsThatTheClockIsWrong() throws Exception {
        startTls(valid);

        Finding tls = examine(later(Duration.ofDays(-3650))).finding("tls");

        assertThat(tls.seen()).contains("valid only from");
        assertThat(tls.remedy()).startsWith("Synchronize the clock of this machine");
    }

    @Test
    void aCertificateOfAnUnknownCaIsFoundAndItsIssuerNamed() throws Exception {
        startTls(valid);

        Diagnosis diagnosis = examine();

        assertFailed(diagnosis, "tls");
        assertThat(diagnosis.finding("tls").seen())
                .contains("a certificate that is not trusted here, issued by 'CN=localhost'");
        assertThat(diagnosis.finding("tls").remedy()).contains("sslContextParameters");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void aCertificateOfAnotherHostIsFound() throws Exception {
        startTls(elsewhere);
        http().setSslContextParameters(Certificates.trusting(elsewhere));

        Diagnosis diagnosis = examine();

        assertFailed(diagnosis, "tls");
        assertThat(diagnosis.finding("tls").seen()).isEqualTo("the certificate is not one for 127.0.0.1");
    }

    @Test
    void theHostNameVerifierOfTheHttpComponentDecides() throws Exception {
        startTls(elsewhere);
        http().setSslContextParameters(Certificates.trusting(elsewhere));
        http().setX509HostnameVerifier(NoopHostnameVerifier.INSTANCE);

        assertThat(examine().finding("tls").status()).isEqualTo(Status.OK);
    }

    @Test
    void aTrustStoreThatCannotBeLoadedIsFound() throws Exception {
        startTls(valid);
        http().setSslContextParameters(Certificates.trusting(keys.resolve("missing.p12")));

        // The client cannot be made with it either.
        assertThat(examine().finding("configuration").status()).isEqualTo(Status.FAILED);
    }

    @Test
    void aPortWithoutTlsIsFound() throws Exception {
        server = ScriptedServer.with((request, socket, output) -> ScriptedServer.json(output, 200, "{}"));
        configure("https://127.0.0.1:" + server.port());

        Diagnosis diagnosis = examine();

        assertFailed(diagnosis, "tls");
        assertThat(diagnosis.finding("tls").seen()).startsWith("no TLS connection with 127.0.0.1:" + server.port());
    }

    @Test
    void theWayLeadsThroughTheProxyThatIsConfigured() throws Exception {
        startTls(valid);
        http().setSslContextParameters(Certificates.trusting(valid));
        try (ScriptedServer proxy = TunnelProxy.to(server.port(), "Basic cHJveHktdXNlcjpwcm94eS1wYXNzd29yZA==")) {
            proxied(proxy.port());
            http().setProxyAuthMethod("Basic");
            http().setProxyAuthUsername("proxy-user");
            http().setProxyAuthPassword("proxy-password");

            Diagnosis diagnosis = examine();

            assertThat(diagnosis.finding("tcp").seen()).contains(":" + proxy.port());
            assertThat(diagnosis.finding("proxy").seen())
                    .isEqualTo("http://127.0.0.1:" + proxy.port() + " connects to 127.0.0.1");
            assertThat(diagnosis.finding("tls").status()).isEqualTo(Status.OK);
            assertThat(diagnosis.finding("api-key").status()).isEqualTo(Status.OK);
            assertThat(diagnosis.text() + diagnosis.json()).doesNotContain("proxy-user", "proxy-password");
        }
    }

    @Test
    void aProxyThatRequiresCredentialsIsFound() throws Exception {
        startTls(valid);
        try (ScriptedServer proxy = TunnelProxy.to(server.port(), "Basic bm9ib2R5Om5vYm9keQ==")) {
            proxied(proxy.port());

            Diagnosis diagnosis = examine();

            assertFailed(diagnosis, "proxy");
            assertThat(diagnosis.finding("proxy").seen()).endsWith("with status 407");
            assertThat(diagnosis.finding("proxy").remedy()).contains("proxyAuthUsername");
        }
    }

    @Test
    void aProxyThatDoesNotAllowTheHostIsFound() throws Exception {
        startTls(valid);
        try (ScriptedServer proxy =
                ScriptedServer.with((request, socket, output) -> ScriptedServer.send(output, 403, "", ""))) {
            proxied(proxy.port());

            Finding finding = examine().finding("proxy");

            assertThat(finding.seen()).endsWith("with status 403");
            assertThat(finding.remedy()).contains("127.0.0.1:" + server.port()).contains("nonProxyHosts");
        }
    }

    @Test
    void whatIsNoProxyIsFound() throws Exception {
        startTls(valid);
        try (ScriptedServer silent = ScriptedServer.with((request, socket, output) -> socket.close())) {
            proxied(silent.port());

            assertThat(examine().finding("proxy").status()).isEqualTo(Status.FAILED);
        }
    }

    @Test
    void aHostWithoutProxyIsConnectedDirectly() throws Exception {
        startTls(valid);
        http().setSslContextParameters(Certificates.trusting(valid));
        proxied(FreePort.find());
        http().setNonProxyHosts("127.0.0.*");

        assertThat(examine().finding("proxy").seen()).isEqualTo("none configured for 127.0.0.1");
    }

    @Test
    void aProxyOfTheSystemPropertiesThatIsNotUsedIsWarnedOf() throws Exception {
        startTls(valid);
        System.setProperty("https.proxyHost", "127.0.0.1");
        try {
            Finding finding = examine().finding("proxy");
            assertThat(finding.status()).isEqualTo(Status.WARNING);
            assertThat(finding.remedy()).contains("use-system-properties=true");
        } finally {
            System.clearProperty("https.proxyHost");
        }
    }

    @Test
    void aProxyOfTheSystemPropertiesIsExaminedWhereItIsUsed() throws Exception {
        configure("https://api.purse.invalid");
        http().setUseSystemProperties(true);
        System.setProperty("https.proxyHost", "proxy.invalid");
        System.setProperty("https.proxyPort", "3128");
        try {
            assertThat(examine().finding("dns").seen()).isEqualTo("proxy.invalid has no address");
        } finally {
            System.clearProperty("https.proxyHost");
            System.clearProperty("https.proxyPort");
        }
    }

    private static void proxied(int port) {
        http().setProxyHost("127.0.0.1");
        http().setProxyPort(port);
    }
}
