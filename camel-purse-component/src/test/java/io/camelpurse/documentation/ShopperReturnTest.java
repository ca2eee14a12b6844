package io.camelpurse.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.sandbox.Fault;
import io.camelpurse.sandbox.PurseSandbox;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The route of the page on redirections, behind a real HTTP server. */
class ShopperReturnTest {

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder()
            .sandbox()
            .startedByTest()
            .configure(configuration -> configuration.setMaxRetries(0))
            .build();

    private final HttpClient browser = HttpClient.newHttpClient();
    private final PurseSandbox sandbox = PURSE.sandbox();
    private VertxPlatformHttpServer server;
    private String session;

    @BeforeEach
    void start() throws Exception {
        VertxPlatformHttpServerConfiguration configuration = new VertxPlatformHttpServerConfiguration();
        configuration.setBindHost("127.0.0.1");
        configuration.setBindPort(0);
        server = new VertxPlatformHttpServer(configuration);
        PURSE.context().addService(server);
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:session-of-order").process(exchange -> exchange.getMessage()
                        .setHeader("CamelPurseExpectedClientSessionId", session));
            }
        });
        String route = Document.page("redirections.adoc").blocks("yaml").get(0).code();
        PluginHelper.getRoutesLoader(PURSE.context()).loadRoutes(ResourceHelper.fromString("return.yaml", route));
        PURSE.template();
        session = openSession("ORD-1");
    }

    @Test
    void aShopperWhoHasPaidIsSentToACleanPage() throws Exception {
        sandbox.shopper().pay(session);
        HttpResponse<String> response = visit(sandbox.shopper().returnUrl(session));
        assertThat(response.statusCode()).isEqualTo(303);
        assertThat(response.headers().firstValue("Location")).hasValue("/thank-you");
        assertThat(response.body()).isEmpty();
        assertThat(response.headers().map().toString()).doesNotContain("purse", session);
    }

    @Test
    void aShopperWhoseCardWasDeclinedMayPayAgain() throws Exception {
        sandbox.shopper().refuse(session);
        assertThat(page(sandbox.shopper().returnUrl(session))).isEqualTo("/pay-again");
    }

    @Test
    void anExpiredTokenShowsNothing() throws Exception {
        sandbox.shopper().submitPending(session);
        String early = sandbox.shopper().returnUrl(session);
        assertThat(page(early)).isEqualTo("/pay-again");
        sandbox.shopper().pay(sandbox.clientSession(session).path("payment_id").asText());
        assertThat(page(early)).isEqualTo("/thank-you");
    }

    @Test
    void anythingElseIsShownNothing() throws Exception {
        sandbox.shopper().pay(session);
        String good = sandbox.shopper().redirectionData(session);
        String other = openSession("ORD-2");
        sandbox.shopper().pay(other);

        assertThat(page("")).isEqualTo("/payment-status");
        assertThat(page("?purse-redirection-data=")).isEqualTo("/payment-status");
        assertThat(page("?purse-redirection-data=" + good + "&purse-redirection-data=" + good))
                .isEqualTo("/payment-status");
        assertThat(page("?purse-redirection-data=" + sandbox.shopper().redirectionData(other)))
                .isEqualTo("/payment-status");
        assertThat(page("?purse-redirection-data=" + sandbox.shopper().redirectionData(other)
                        + "&CamelPurseExpectedClientSessionId=" + other))
                .isEqualTo("/payment-status");
        assertThat(page("?CamelPurseRedirectionData=" + good)).isEqualTo("/payment-status");
        assertThat(page("?purse-redirection-data=" + "a".repeat(7000))).isEqualTo("/payment-status");
        sandbox.faults().always("getPayment", Fault.status(503));
        assertThat(page("?purse-redirection-data=" + good)).isEqualTo("/payment-status");
    }

    private String openSession(String order) {
        Exchange opened = PURSE.template().request("purse:createClientSession", exchange -> exchange.getMessage()
                .setBody(Map.of(
                        "amount", 4299,
                        "currency", "EUR",
                        "integration_mode", "HOSTED_PAGE",
                        "shopper_redirection_url", "https://shop.example.org/return/ORD-1",
                        "order", Map.of("reference", order, "net_amount", 4299, "tax_amount", 716))));
        assertThat(opened.getException()).isNull();
        return opened.getMessage().getHeader("CamelPurseClientSessionId", String.class);
    }

    private String page(String address) throws IOException, InterruptedException {
        return visit(address).headers().firstValue("Location").orElseThrow();
    }

    private HttpResponse<String> visit(String address) throws IOException, InterruptedException {
        String query = address.contains("?") ? address.substring(address.indexOf('?')) : "";
        URI uri = URI.create("http://127.0.0.1:" + server.getServer().actualPort() + "/return/ORD-1" + query);
        return browser.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
}
