package io.camelpurse.kamelet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camelpurse.fixture.WebhookClient;
import io.camelpurse.sandbox.Account;
import io.camelpurse.sandbox.PurseSandboxExtension;
import java.io.IOException;
import java.io.StringReader;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.camel.Message;
import org.apache.camel.cloudevents.CloudEvent;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The resources of the Camel K example: valid for Kubernetes, and routes that run on Camel Main as they are. */
class CamelKExampleTest {

    private static final Path FOLDER = Path.of("").toAbsolutePath().getParent().resolve("camel-purse-examples/camel-k");

    private static final int ONE_SCREEN = 40;

    @RegisterExtension
    static final PurseSandboxExtension PURSE = new PurseSandboxExtension();

    private final Main main = new Main();

    @TempDir
    Path folder;

    private WebhookClient client;

    @BeforeEach
    void connect() throws IOException {
        client = new WebhookClient();
    }

    @AfterEach
    void stop() {
        main.stop();
    }

    static List<Path> resources() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            List<Path> resources = files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
            assertThat(resources).hasSize(4);
            return resources;
        }
    }

    @ParameterizedTest
    @MethodSource("resources")
    void aResourceIsValidAndFitsOneScreen(Path file) throws IOException {
        JsonNode resource = yaml(file);
        List<String> errors =
                switch (resource.path("kind").asText()) {
                    case "Pipe" -> CustomResourceSchema.PIPE.errors(resource);
                    case "Integration" -> CustomResourceSchema.INTEGRATION.errors(resource);
                    default -> {
                        assertThat(resource.path("kind").asText()).isEqualTo("Secret");
                        assertThat(resource.path("apiVersion").asText()).isEqualTo("v1");
                        yield List.of();
                    }
                };
        assertThat(errors).isEmpty();
        assertThat(Files.readAllLines(file)).hasSizeLessThan(ONE_SCREEN);
    }

    @ParameterizedTest
    @MethodSource("resources")
    void everyResourceMountsTheSecret(Path file) throws IOException {
        JsonNode resource = yaml(file);
        String mounted = resource.at("/metadata/annotations").toString() + resource.at("/spec/traits/mount/configs");
        String name =
                yaml(FOLDER.resolve("purse-secret.yaml")).at("/metadata/name").asText();
        assertThat(mounted.contains("secret:" + name))
                .isEqualTo(!resource.path("kind").asText().equals("Secret"));
    }

    @Test
    void theSchemasFindMistakes() throws IOException {
        ObjectNode pipe = (ObjectNode) yaml(FOLDER.resolve("capture-invoices.pipe.yaml"));
        ((ObjectNode) pipe.path("spec")).put("sinc", "");
        assertThat(CustomResourceSchema.PIPE.errors(pipe))
                .singleElement()
                .asString()
                .contains("sinc");
        ObjectNode integration = (ObjectNode) yaml(FOLDER.resolve("order-links.yaml"));
        ((ObjectNode) integration.path("spec")).put("dependencies", "camel:core");
        assertThat(CustomResourceSchema.INTEGRATION.errors(integration)).isNotEmpty();
    }

    @Test
    void anInvoiceIsCapturedOnce() throws Exception {
        start("capture-invoices.pipe.yaml");
        String payment = PURSE.sandbox().authorizedPayment(4299, "EUR", "ORD-1");
        String invoice = "{\"payment\": \"%s\", \"total\": 42.99, \"number\": \"INV-7\"}".formatted(payment);
        assertThat(post("/invoices", invoice).statusCode()).isEqualTo(200);
        assertThat(post("/invoices", invoice).statusCode()).isEqualTo(200);
        assertThat(PURSE.sandbox()
                        .payment(payment)
                        .at("/captures/0/merchant_reference")
                        .asText())
                .isEqualTo("INV-7");
        assertThat(PURSE.sandbox()
                        .payment(payment)
                        .at("/amounts/total_captured")
                        .asLong())
                .isEqualTo(4299);
        PURSE.sandbox().assertEverythingMovedExactlyOnce();
    }

    @Test
    void theResponseToAnOrderIsTheAddressOfItsLink() throws Exception {
        start("order-links.yaml");
        HttpResponse<String> link =
                post("/orders", "{\"amount\": 4299, \"currency\": \"EUR\", \"order\": {\"reference\": \"ORD-1\"}}");
        assertThat(link.statusCode()).isEqualTo(201);
        assertThat(link.body()).startsWith(PURSE.sandbox().baseUrl() + "/payment-link/");
        assertThat(PURSE.sandbox().journal("createPaymentLink").get(0).body())
                .contains("https://payments.example.org/purse/webhook");
    }

    @Test
    void aNotificationGoesToTheErpAsACloudEvent() throws Exception {
        start("notify-erp.pipe.yaml");
        String payment = PURSE.sandbox().authorizedPayment(4299, "EUR", "ORD-1");
        assertThat(client.post(PURSE.sandbox().payment(payment).toString())).isBetween(200, 299);
        Message event = main.getCamelContext()
                .getEndpoint("mock:erp", MockEndpoint.class)
                .getReceivedExchanges()
                .get(0)
                .getMessage();
        assertThat(event.getHeader(CloudEvent.CAMEL_CLOUD_EVENT_SUBJECT)).isEqualTo(payment);
        assertThat(PURSE.sandbox().journal("getPayment")).hasSize(1);
    }

    /** With the properties of the secret, as the operator mounts them, for the sandbox's account. */
    private void start(String file) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(yaml(FOLDER.resolve("purse-secret.yaml"))
                .at("/stringData/purse.properties")
                .asText()));
        Account account = PURSE.sandbox().account();
        replace(properties, "camel.component.purse.api-url", PURSE.sandbox().apiUrl());
        replace(properties, "camel.component.purse.client-id", account.clientId());
        replace(properties, "camel.component.purse.client-secret", account.clientSecret());
        replace(properties, "camel.component.purse.api-key", account.apiKey());
        replace(properties, "camel.component.purse.entity-id", account.entityId());
        replace(properties, "camel.component.purse.webhook-verify-token", WebhookClient.TOKEN);
        replace(properties, "erp.uri", "mock:erp");
        properties.setProperty("camel.server.enabled", "true");
        properties.setProperty("camel.server.host", "127.0.0.1");
        properties.setProperty("camel.server.port", String.valueOf(client.port()));
        properties.setProperty("camel.main.routesIncludePattern", "file:" + routes(FOLDER.resolve(file)));
        properties.setProperty("camel.main.jmxEnabled", "false");
        properties.setProperty("camel.main.shutdownTimeout", "5");
        main.setOverrideProperties(properties);
        main.start();
    }

    /** Camel reads a Pipe itself. The flows of an Integration become a file of routes, as the operator makes one. */
    private Path routes(Path file) throws IOException {
        JsonNode flows = yaml(file).at("/spec/flows");
        return flows.isMissingNode() ? file : Files.writeString(folder.resolve("routes.yaml"), flows.toString());
    }

    private static void replace(Properties properties, String name, String value) {
        assertThat(properties.setProperty(name, value)).as(name).isNotNull();
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return client.send(client.request(path).POST(BodyPublishers.ofString(body)));
    }

    private static JsonNode yaml(Path file) throws IOException {
        return KameletFile.yaml(Files.readString(file));
    }
}
