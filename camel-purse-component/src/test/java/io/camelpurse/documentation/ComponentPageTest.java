package io.camelpurse.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.PurseUnavailableException;
import io.camelpurse.documentation.Document.CodeBlock;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.sandbox.Fault;
import io.camelpurse.sandbox.PurseSandbox;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples of the component's page do the same in each language. */
class ComponentPageTest {

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder()
            .sandbox()
            .startedByTest()
            .configure(configuration -> configuration.setMaxRetries(0))
            .build();

    private static final String TOKEN = "a long random text";

    /** The blocks of which Camel's site makes tabs. */
    private static final Pattern TABS =
            Pattern.compile("^\\[tabs]\\n====\\n(.*?)^====$", Pattern.MULTILINE | Pattern.DOTALL);

    /** A term of a description list with its listing, and the language of both. */
    private static final Pattern TITLED_LISTING =
            Pattern.compile("(\\w+)::\\n\\+\\n\\[source,(\\w+)]\\n----\\n.*?\\n----\\n\\n?", Pattern.DOTALL);

    @TempDir
    private Path classes;

    private PurseSandbox sandbox;
    private String payment;

    @BeforeEach
    void start() throws Exception {
        sandbox = PURSE.sandbox();
        payment = sandbox.authorizedPayment(10_000, "EUR", "ORD-1");
        PURSE.configuration().setWebhookVerifyToken(TOKEN);
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:rejected").to("mock:rejected");
                from("direct:notified").to("mock:notified");
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"yaml", "xml", "java"})
    void anInvoiceIsCaptured(String language) throws Exception {
        load(language, "capture-an-invoice");

        Exchange captured = capture("42.99");

        assertThat(captured.getException()).isNull();
        assertThat(captured.getMessage().getHeader("CamelPurseTotalCaptured")).isEqualTo(4299L);
        assertThat(rejected().getReceivedCounter()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"yaml", "xml", "java"})
    void aRejectedInvoiceGoesToItsOwnRoute(String language) throws Exception {
        load(language, "capture-an-invoice");

        Exchange caught = capture("420.99");

        assertThat(caught.getException()).isNull();
        assertThat(rejected().getReceivedCounter()).isOne();
        assertThat(sandbox.payment(payment).path("captures")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"yaml", "xml", "java"})
    void anotherFailureStaysWithTheCaller(String language) throws Exception {
        sandbox.faults().next("capturePayment", Fault.status(429));
        load(language, "capture-an-invoice");

        assertThat(capture("42.99").getException()).isInstanceOf(PurseUnavailableException.class);
        assertThat(rejected().getReceivedCounter()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"yaml", "xml", "java"})
    void aNotificationIsFetchedAndRouted(String language) throws Exception {
        VertxPlatformHttpServerConfiguration configuration = new VertxPlatformHttpServerConfiguration();
        configuration.setBindHost("127.0.0.1");
        configuration.setBindPort(0);
        VertxPlatformHttpServer server = new VertxPlatformHttpServer(configuration);
        PURSE.context().addService(server);
        load(language, "payment-notifications");
        URI address = URI.create("http://127.0.0.1:" + server.getServer().actualPort() + "/purse/webhook");

        assertThat(notify(address, "a wrong token").statusCode()).isEqualTo(401);
        assertThat(notified().getReceivedCounter()).isZero();
        assertThat(notify(address, TOKEN).statusCode()).isBetween(200, 299);
        assertThat(notified().getReceivedCounter()).isOne();
        assertThat(sandbox.journal("getPayment")).hasSize(1);
    }

    /** Without the extension of Camel's site, as in the build's own HTML, a description list is shown as it is. */
    @Test
    void tabsAreTitledListingsWhereNothingMakesTabsOfThem() {
        List<String> tabs = TABS.matcher(Document.componentPage().text())
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(tabs).hasSize(2).allSatisfy(text -> {
            assertThat(TITLED_LISTING.matcher(text).results())
                    .extracting(listing -> listing.group(1) + " in " + listing.group(2))
                    .containsExactly("YAML in yaml", "XML in xml", "Java in java");
            assertThat(TITLED_LISTING.matcher(text).replaceAll("")).isEmpty();
        });
    }

    private HttpResponse<String> notify(URI address, String token) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("content-type", "application/json")
                .header("x-camel-purse-token", token)
                .POST(BodyPublishers.ofString(sandbox.payment(payment).toString()))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    private Exchange capture(String amount) {
        return PURSE.template().send("direct:capture-an-invoice", sent -> sent.getMessage()
                .setHeaders(new HashMap<>(Map.of(
                        "CamelPursePaymentId",
                        payment,
                        "CamelPurseAmount",
                        amount,
                        "CamelPurseMerchantReference",
                        "INV-1"))));
    }

    private MockEndpoint rejected() {
        return PURSE.context().getEndpoint("mock:rejected", MockEndpoint.class);
    }

    private MockEndpoint notified() {
        return PURSE.context().getEndpoint("mock:notified", MockEndpoint.class);
    }

    private void load(String language, String id) throws Exception {
        CodeBlock example = Document.componentPage().blocks(language).stream()
                .filter(block -> block.code().contains(id))
                .findFirst()
                .orElseThrow();
        if (language.equals("java")) {
            PURSE.context().addRoutes(JavaExample.routes(example, classes));
        } else {
            PluginHelper.getRoutesLoader(PURSE.context())
                    .loadRoutes(ResourceHelper.fromString("example." + language, example.code()));
        }
        PURSE.template();
    }
}
