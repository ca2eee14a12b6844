package io.camelpurse.client;

import static io.camelpurse.fixture.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.camelpurse.CallOutcome;
import io.camelpurse.PurseException;
import io.camelpurse.PurseUnavailableException;
import io.camelpurse.fixture.Certificates;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.ScriptedServer;
import io.camelpurse.fixture.TunnelProxy;
import io.camelpurse.fixture.WholeLog;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.component.http.LoggingHttpActivityListener;
import org.apache.camel.http.common.HttpConfiguration;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.SecureSocketProtocolsParameters;
import org.apache.hc.client5.http.cookie.BasicCookieStore;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.ssl.NoopHostnameVerifier;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOReactorStatus;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The camel-http component's set-up applies to calls to Purse; what cannot, stops the start. Tests
 * {@link AsyncHttpClientFactory}, {@link NetworkSettings}, {@link ConnectionPools} and {@link ClosableConnectionPool}.
 */
class AsyncHttpClientFactoryTest {

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder().build();

    private static final String CAPTURE = "purse:capturePayment?paymentId=p-1&amount=1&merchantReference=INV-1";

    @TempDir
    static Path keys;

    private static Path localhost;
    private static Path elsewhere;

    private ScriptedServer server;

    @BeforeAll
    static void makeKeys() throws Exception {
        Certificates certificates = new Certificates(keys);
        localhost = certificates.selfSigned("localhost", "dns:localhost,ip:127.0.0.1");
        elsewhere = certificates.selfSigned("elsewhere", "dns:elsewhere.example");
    }

    @Test
    void aSelfSignedCertificateIsAcceptedWhereTheHttpComponentTrustsIt() throws Exception {
        startTls(localhost, "TLSv1.3");
        http("myhttps", http -> http.setSslContextParameters(Certificates.trusting(localhost)));
        PURSE.succeed(CAPTURE + "&httpComponent=myhttps");
    }

    @Test
    void aSelfSignedCertificateIsRejectedOtherwiseAndNothingWasSent() throws Exception {
        startTls(localhost, "TLSv1.3");
        PurseException failure = PURSE.fail(CAPTURE);
        assertThat(failure).isInstanceOf(PurseUnavailableException.class);
        assertThat(failure.getCallOutcome()).isEqualTo(CallOutcome.NOT_EXECUTED);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void theEndpointThatTrustsIsNotHeldUpByTheOneThatDoesNot() throws Exception {
        startTls(localhost, "TLSv1.3");
        http("myhttps", http -> http.setSslContextParameters(Certificates.trusting(localhost)));
        PURSE.fail(CAPTURE);
        PURSE.succeed(CAPTURE + "&httpComponent=myhttps");
        PURSE.fail(CAPTURE);
        assertThat(server.requests().stream().filter(request -> request.path().equals("/oauth/token")))
                .hasSize(1);
    }

    @Test
    void aCertificateOfAnotherHostIsRejectedAndNothingWasSent() throws Exception {
        startTls(elsewhere, "TLSv1.3");
        http("myhttps", http -> http.setSslContextParameters(Certificates.trusting(elsewhere)));
        PurseException failure = PURSE.fail(CAPTURE + "&httpComponent=myhttps");
        assertThat(failure.getCallOutcome()).isEqualTo(CallOutcome.NOT_EXECUTED);
        // The text of the certificate comes from the server.
        assertThat(stackTrace(failure)).contains("SSLPeerUnverifiedException").doesNotContain("elsewhere.example");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void aCertificateOfAnotherHostIsAcceptedWhereTheHttpComponentsVerifierDoes() throws Exception {
        startTls(elsewhere, "TLSv1.3");
        http("myhttps", http -> {
            http.setSslContextParameters(Certificates.trusting(elsewhere));
            http.setX509HostnameVerifier(NoopHostnameVerifier.INSTANCE);
        });
        PURSE.succeed(CAPTURE + "&httpComponent=myhttps");
    }

    @Test
    void globalSslContextParametersCountWhereTheHttpComponentUsesThem() throws Exception {
        startTls(localhost, "TLSv1.3");
        PURSE.context().setSSLContextParameters(Certificates.trusting(localhost));
        http("https", http -> http.setUseGlobalSslContextParameters(true));
        PURSE.succeed(CAPTURE);
    }

    @Test
    void globalSslContextParametersDoNotCountOtherwise() throws Exception {
        startTls(localhost, "TLSv1.3");
        PURSE.context().setSSLContextParameters(Certificates.trusting(localhost));
        assertThat(PURSE.fail(CAPTURE).getCallOutcome()).isEqualTo(CallOutcome.NOT_EXECUTED);
    }

    @Test
    void theProtocolsOfTheSslContextParametersCount() throws Exception {
        startTls(localhost, "TLSv1.2");
        SSLContextParameters only13 = Certificates.trusting(localhost);
        SecureSocketProtocolsParameters protocols = new SecureSocketProtocolsParameters();
        protocols.setSecureSocketProtocol(List.of("TLSv1.3"));
        only13.setSecureSocketProtocols(protocols);
        http("only13", http -> http.setSslContextParameters(only13));
        http("any", http -> http.setSslContextParameters(Certificates.trusting(localhost)));
        assertThat(PURSE.fail(CAPTURE + "&httpComponent=only13").getCallOutcome())
                .isEqualTo(CallOutcome.NOT_EXECUTED);
        PURSE.succeed(CAPTURE + "&httpComponent=any");
    }

    @Test
    void aPlainServerAtAnHttpsAddressGetsNothing() throws Exception {
        start();
        PURSE.configuration().setApiUrl("https://127.0.0.1:" + server.port());
        assertThat(PURSE.fail(CAPTURE).getCallOutcome()).isEqualTo(CallOutcome.NOT_EXECUTED);
    }

    @Test
    void aProxyIsAskedInTheAbsoluteForm() throws Exception {
        start();
        http("proxied", this::proxied);
        PURSE.configuration().setApiUrl("http://purse.invalid/payment");
        PURSE.configuration().setAllowPlainHttp(true);
        PURSE.succeed(CAPTURE + "&httpComponent=proxied");
        assertThat(server.requests())
                .extracting(ScriptedServer.Request::path)
                .containsExactly(
                        "http://purse.invalid/oauth/token", "http://purse.invalid/payment/v2/payments/p-1/captures");
    }

    @Test
    void aProxyTunnelsToHttps() throws Exception {
        startTls(localhost, "TLSv1.3");
        try (ScriptedServer proxy = TunnelProxy.to(server.port(), null)) {
            http("proxied", http -> {
                http.setSslContextParameters(Certificates.trusting(localhost));
                http.setProxyHost("127.0.0.1");
                http.setProxyPort(proxy.port());
            });
            PURSE.succeed(CAPTURE + "&httpComponent=proxied");
            assertThat(proxy.requests()).isNotEmpty().allMatch(request -> request.method()
                    .equals("CONNECT"));
            assertThat(proxy.requests().get(0).headers()).containsOnlyKeys("host", "user-agent");
            assertThat(proxy.requests().get(0).headers().get("user-agent")).startsWith("camel-purse/");
        }
    }

    @Test
    void theProxysCredentialsGoToTheProxyAndNoFurther() throws Exception {
        startTls(localhost, "TLSv1.3");
        try (ScriptedServer proxy = TunnelProxy.to(server.port(), "Basic cHJveHktdXNlcjpwcm94eS1wYXNzd29yZA==")) {
            http("proxied", http -> {
                http.setSslContextParameters(Certificates.trusting(localhost));
                http.setProxyHost("127.0.0.1");
                http.setProxyPort(proxy.port());
                http.setProxyAuthMethod("Basic");
                http.setProxyAuthUsername("proxy-user");
                http.setProxyAuthPassword("proxy-password");
            });
            PURSE.succeed(CAPTURE + "&httpComponent=proxied");
            assertThat(server.calls()).hasSize(1);
            assertThat(server.requests()).noneMatch(request -> request.headers().containsKey("proxy-authorization"));
        }
    }

    @Test
    void aProxyThatTurnsUsAwayMeansThatNothingWasSent() throws Exception {
        startTls(localhost, "TLSv1.3");
        try (ScriptedServer proxy = ScriptedServer.with((request, socket, output) ->
                ScriptedServer.send(output, 407, "Proxy-Authenticate: Basic realm=\"proxy\"\r\n", ""))) {
            http("proxied", http -> {
                http.setSslContextParameters(Certificates.trusting(localhost));
                http.setProxyHost("127.0.0.1");
                http.setProxyPort(proxy.port());
            });
            PurseException failure = PURSE.fail(CAPTURE + "&httpComponent=proxied");
            assertThat(failure.getCallOutcome()).isEqualTo(CallOutcome.NOT_EXECUTED);
            assertThat(failure).hasMessageContaining("proxy").hasMessageContaining("407");
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void aCaptureThatTheProxyChallengesIsSentOnceWithCredentials() throws Exception {
        server = ScriptedServer.with((request, socket, output) -> {
            if (!request.headers().containsKey("proxy-authorization")) {
                ScriptedServer.send(output, 407, "Proxy-Authenticate: Basic realm=\"proxy\"\r\n", "");
            } else if (request.path().endsWith("/oauth/token")) {
                ScriptedServer.json(output, 200, "{\"access_token\":\"t\"}");
            } else {
                ScriptedServer.json(output, 200, ScriptedServer.captured(request));
            }
        });
        PURSE.connect(server);
        http("proxied", http -> {
            proxied(http);
            http.setProxyAuthUsername("user");
            http.setProxyAuthPassword("password");
        });
        PURSE.configuration().setApiUrl("http://purse.invalid/payment");
        PURSE.configuration().setAllowPlainHttp(true);
        PURSE.succeed(CAPTURE + "&httpComponent=proxied");
        assertThat(server.requests().stream()
                        .filter(request -> request.path().endsWith("/captures")
                                && request.headers().containsKey("proxy-authorization")))
                .hasSize(1);
    }

    /** In the tunnel's request, and in the request itself where there is no tunnel. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theProxysPasswordIsNotLogged(boolean tunnelled) throws Exception {
        if (tunnelled) {
            startTls(localhost, "TLSv1.3");
        } else {
            start();
        }
        String credentials = "cHJveHktdXNlcjpwcm94eS1wYXNzd29yZA==";
        try (WholeLog log = WholeLog.atAllLevels();
                ScriptedServer proxy = tunnelled
                        ? TunnelProxy.to(server.port(), "Basic " + credentials)
                        : ScriptedServer.with((request, socket, output) -> {
                            if (request.headers().containsKey("proxy-authorization")) {
                                respond(request, socket, output);
                            } else {
                                ScriptedServer.send(output, 407, "Proxy-Authenticate: Basic realm=\"proxy\"\r\n", "");
                            }
                        })) {
            http("https", http -> {
                if (tunnelled) {
                    http.setSslContextParameters(Certificates.trusting(localhost));
                }
                http.setProxyHost("127.0.0.1");
                http.setProxyPort(proxy.port());
                http.setProxyAuthMethod("Basic");
                http.setProxyAuthUsername("proxy-user");
                http.setProxyAuthPassword("proxy-password");
            });
            PURSE.succeed(CAPTURE);
            assertThat(proxy.requests()).anySatisfy(request -> assertThat(request.headers())
                    .containsEntry("proxy-authorization", "Basic " + credentials));
            assertThat(log.texts())
                    .anyMatch(line -> line.contains("client5.http.impl"))
                    .noneMatch(line -> line.contains(credentials) || line.contains("proxy-password"));
        }
    }

    @Test
    void hostsWithoutProxyAreCalledDirectly() throws Exception {
        start();
        http("proxied", http -> {
            http.setProxyHost("127.0.0.1");
            http.setProxyPort(1);
            http.setNonProxyHosts("*.example, 127.0.0.*");
        });
        PURSE.succeed(CAPTURE + "&httpComponent=proxied");
    }

    @Test
    void theProxyOfTheContextsGlobalOptionsCounts() throws Exception {
        start();
        PURSE.context().setGlobalOptions(Map.of("http.proxyHost", "127.0.0.1", "http.proxyPort", "" + server.port()));
        PURSE.configuration().setApiUrl("http://purse.invalid/payment");
        PURSE.configuration().setAllowPlainHttp(true);
        PURSE.succeed(CAPTURE);
    }

    @Test
    void theProxyOfTheOlderOptionsCounts() throws Exception {
        start();
        http("proxied", http -> {
            set(http, "proxyAuthHost", "127.0.0.1");
            set(http, "proxyAuthPort", server.port());
        });
        PURSE.configuration().setApiUrl("http://purse.invalid/payment");
        PURSE.configuration().setAllowPlainHttp(true);
        PURSE.succeed(CAPTURE + "&httpComponent=proxied");
    }

    @Test
    void systemPropertiesCountOnlyWhereTheHttpComponentUsesThem() throws Exception {
        start();
        Map<String, String> properties = Map.of(
                "http.proxyHost", "127.0.0.1", "http.proxyPort", "" + server.port(), "http.nonProxyHosts", "none");
        properties.forEach(System::setProperty);
        try {
            http("system", http -> http.setUseSystemProperties(true));
            PURSE.configuration().setApiUrl("http://purse.invalid/payment");
            PURSE.configuration().setAllowPlainHttp(true);
            PURSE.succeed(CAPTURE + "&httpComponent=system");
            assertThat(PURSE.fail(CAPTURE).getCallOutcome()).isEqualTo(CallOutcome.NOT_EXECUTED);
        } finally {
            properties.keySet().forEach(System::clearProperty);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"responseTimeout", "soTimeout"})
    void theHttpComponentsTimeoutsCount(String option) throws Exception {
        server = ScriptedServer.withToken(ScriptedServer::neverRespond);
        PURSE.connect(server);
        http("hasty", http -> set(http, option, 250L));
        assertThat(PURSE.fail("purse:getPayment?paymentId=p-1&totalTimeout=20s&httpComponent=hasty"))
                .hasMessageNotContaining("totalTimeout");
    }

    @Test
    void theEndpointsOwnTimeoutCountsBeforeTheHttpComponents() throws Exception {
        CountDownLatch hastyOneEnded = new CountDownLatch(1);
        server = ScriptedServer.withToken((request, socket, output) -> {
            hastyOneEnded.await();
            ScriptedServer.json(output, 200, ScriptedServer.payment("p-1"));
        });
        PURSE.connect(server);
        http("hasty", http -> http.setResponseTimeout(100));
        String call = "purse:getPayment?paymentId=p-1&maxRetries=0&httpComponent=hasty";
        CompletableFuture<Exchange> patient = PURSE.send(PURSE.producer(call + "&responseTimeout=60s"), Map.of());
        await().until(() -> server.calls().size() == 1);
        PURSE.fail(call);
        hastyOneEnded.countDown();
        assertThat(patient.get(PATIENCE, TimeUnit.SECONDS).getException()).isNull();
    }

    @Test
    void theWaitForAConnectionIsTheHttpComponents() throws Exception {
        server = ScriptedServer.withToken(ScriptedServer::neverRespond);
        PURSE.connect(server);
        http("hasty", http -> {
            http.setConnectionRequestTimeout(200);
            http.setConnectionsPerRoute(1);
        });
        AsyncProducer producer = PURSE.producer(CAPTURE + "&totalTimeout=20s&httpComponent=hasty");
        PURSE.succeed("purse:getAccessToken?httpComponent=hasty");
        PURSE.send(producer, Map.of());
        assertThat(PURSE.send(producer, Map.of())
                        .get(PATIENCE, TimeUnit.SECONDS)
                        .getException())
                .isInstanceOf(PurseUnavailableException.class)
                .hasMessageContaining("ConnectionRequestTimeoutException");
    }

    @ParameterizedTest
    @MethodSource("pools")
    void thePoolIsAsLargeAsTheHttpComponentSays(Consumer<HttpComponent> setUp, String option, int connections)
            throws Exception {
        // Nobody gets a response before as many wait for one as there are connections.
        CountDownLatch waiting = new CountDownLatch(Math.min(connections, 60));
        server = ScriptedServer.withToken((request, socket, output) -> {
            waiting.countDown();
            waiting.await();
            ScriptedServer.json(output, 200, ScriptedServer.payment("p-1"));
        });
        PURSE.connect(server);
        http("sized", setUp::accept);
        AsyncProducer producer = PURSE.producer("purse:getPayment?paymentId=p-1&httpComponent=sized" + option);
        IntStream.range(0, 60)
                .mapToObj(i -> PURSE.send(producer, Map.of()))
                .toList()
                .forEach(call -> assertThat(call.join().getException()).isNull());
        assertThat(server.connections()).isBetween(Math.min(connections, 60), connections);
    }

    static Stream<Arguments> pools() {
        return Stream.of(
                pool(http -> {}, "", 200),
                pool(http -> http.setConnectionsPerRoute(2), "", 2),
                pool(http -> http.setMaxTotalConnections(3), "", 3),
                pool(
                        http -> {
                            http.setConnectionsPerRoute(50);
                            http.setMaxTotalConnections(4);
                        },
                        "",
                        4),
                pool(http -> http.setConnectionsPerRoute(2), "&maxConnections=5", 5));
    }

    private static Arguments pool(Consumer<HttpComponent> setUp, String option, int connections) {
        return Arguments.of(setUp, option, connections);
    }

    @ParameterizedTest
    @MethodSource("whatCannotBeCarriedOver")
    void whatCannotBeCarriedOverStopsTheStartByName(String option, Consumer<HttpComponent> setUp) throws Exception {
        start();
        http("special", setUp::accept);
        assertThatThrownBy(() -> PURSE.producer(CAPTURE + "&httpComponent=special"))
                .hasMessageContaining("'special'")
                .hasMessageContaining(option)
                .hasMessageContaining("httpComponent")
                .hasMessageContaining("httpClient");
    }

    static Stream<Arguments> whatCannotBeCarriedOver() {
        return Stream.of(
                rejected("httpClientConfigurer", http -> http.setHttpClientConfigurer(builder -> {})),
                rejected(
                        "clientConnectionManager",
                        http -> http.setClientConnectionManager(new PoolingHttpClientConnectionManager())),
                rejected("httpContext", http -> http.setHttpContext(HttpClientContext.create())),
                rejected("cookieStore", http -> http.setCookieStore(new BasicCookieStore())),
                rejected(
                        "httpActivityListener",
                        http -> http.setHttpActivityListener(new LoggingHttpActivityListener())),
                rejected("logHttpActivity", http -> http.setLogHttpActivity(true)),
                rejected("proxyAuthMethod=NTLM", http -> http.setProxyAuthMethod("NTLM")),
                rejected("proxyAuthDomain", http -> set(http, "proxyAuthDomain", "domain")),
                rejected("proxyAuthNtHost", http -> set(http, "proxyAuthNtHost", "host")),
                rejected("httpConfiguration.authMethod", http -> {
                    http.setHttpConfiguration(new HttpConfiguration());
                    http.getHttpConfiguration().setAuthMethod("Basic");
                }),
                rejected("httpConfiguration.proxyHost", http -> {
                    http.setHttpConfiguration(new HttpConfiguration());
                    http.getHttpConfiguration().setProxyHost("proxy");
                }));
    }

    private static Arguments rejected(String option, Consumer<HttpComponent> setUp) {
        return Arguments.of(option, setUp);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nosuch", "log"})
    void aNameOfNoHttpComponentStopsTheStart(String name) throws Exception {
        start();
        assertThatThrownBy(() -> PURSE.producer(CAPTURE + "&httpComponent=" + name))
                .hasMessageContaining("httpComponent")
                .hasMessageContaining("'" + name + "'");
    }

    /** Whoever made a client closes it. */
    @Test
    void aReadyClientThatRunsIsUsedAndNotClosed() throws Exception {
        start();
        try (CloseableHttpAsyncClient ready = HttpAsyncClients.custom()
                .addRequestInterceptorFirst((request, entity, context) -> request.addHeader("X-Ready", "yes"))
                .build()) {
            ready.start();
            await("its threads run").until(() -> ready.getStatus() == IOReactorStatus.ACTIVE);
            PURSE.context().getRegistry().bind("ready", ready);
            PURSE.succeed(CAPTURE + "&httpClient=#ready");
            assertThat(server.requests()).hasSize(2).allMatch(request -> request.headers()
                    .containsKey("x-ready"));
            PURSE.close();
            assertThat(ready.getStatus()).isEqualTo(IOReactorStatus.ACTIVE);
            ready.close(CloseMode.IMMEDIATE);
        }
    }

    /** Neither is one that was started a moment ago, and shows itself as inactive as this one does. */
    @Test
    void aReadyClientThatIsInactiveIsStartedAndNotClosed() throws Exception {
        start();
        try (CloseableHttpAsyncClient ready = HttpAsyncClients.createDefault()) {
            assertThat(ready.getStatus()).isEqualTo(IOReactorStatus.INACTIVE);
            PURSE.context().getRegistry().bind("ready", ready);
            PURSE.succeed(CAPTURE + "&httpClient=#ready");
            PURSE.component().stop();
            PURSE.close();
            assertThat(ready.getStatus()).isEqualTo(IOReactorStatus.ACTIVE);
        }
    }

    @Test
    void aReadyClientThatIsClosedStopsTheStartInWords() throws Exception {
        start();
        try (CloseableHttpAsyncClient ready = HttpAsyncClients.createDefault()) {
            ready.start();
            await("its threads run").until(() -> ready.getStatus() == IOReactorStatus.ACTIVE);
            ready.close(CloseMode.IMMEDIATE);
            PURSE.context().getRegistry().bind("ready", ready);
            assertThatThrownBy(() -> PURSE.producer(CAPTURE + "&httpClient=#ready"))
                    .hasMessageContaining("The option httpClient holds a client that is closed");
        }
    }

    @Test
    void aReadyClientOfOneEndpointIsNotUsedByOthers() throws Exception {
        start();
        try (CloseableHttpAsyncClient ready = HttpAsyncClients.createDefault()) {
            PURSE.context().getRegistry().bind("ready", ready);
            PURSE.succeed(CAPTURE + "&httpClient=#ready");
            ready.close(CloseMode.IMMEDIATE);
            PURSE.succeed(CAPTURE);
            PURSE.succeed("purse:getAccessToken");
        }
    }

    private static String stackTrace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }

    private void start() throws Exception {
        server = ScriptedServer.with(AsyncHttpClientFactoryTest::respond);
        PURSE.connect(server);
    }

    private void startTls(Path keyStore, String protocol) throws Exception {
        server = ScriptedServer.on(Certificates.serverSocket(keyStore, protocol), AsyncHttpClientFactoryTest::respond);
        PURSE.connect(server);
        PURSE.configuration().setApiUrl("https://127.0.0.1:" + server.port());
    }

    private static void respond(ScriptedServer.Request request, Socket socket, java.io.OutputStream output)
            throws java.io.IOException {
        String token = "{\"access_token\":\"t\",\"expires_in\":3600}";
        ScriptedServer.json(
                output, 200, request.path().endsWith("/oauth/token") ? token : ScriptedServer.captured(request));
    }

    private void proxied(HttpComponent http) {
        http.setProxyHost("127.0.0.1");
        http.setProxyPort(server.port());
    }

    private void http(String name, Consumer<HttpComponent> setUp) {
        HttpComponent http = PURSE.context().hasComponent(name) == null
                ? new HttpComponent()
                : PURSE.context().getComponent(name, HttpComponent.class);
        setUp.accept(http);
        if (PURSE.context().hasComponent(name) == null) {
            PURSE.context().addComponent(name, http);
        }
    }

    /** As a property binding would: some of the options are deprecated in Java. */
    private static void set(HttpComponent http, String option, Object value) {
        new org.apache.camel.component.http.HttpComponentConfigurer()
                .configure(PURSE.context(), http, option, value, false);
    }
}
