package io.camelpurse.kamelet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelpurse.PurseConfiguration;
import io.camelpurse.PurseEndpoint;
import io.camelpurse.PurseEndpointConfigurer;
import io.camelpurse.PurseOperation;
import io.camelpurse.fixture.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.PlatformHttpComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A parameter of a Kamelet is an option of the component. A Kamelet has no defaults of its own: they would override
 * what is configured on the component.
 */
class KameletParametersTest {

    private static final JsonNode METADATA = metadata();

    private static final Map<String, String> TYPES = Map.of(
            "string", "string", "enum", "string", "duration", "string", "boolean", "boolean", "integer", "integer");

    private static final Map<String, String> HEADER_TYPES = Map.of(
            "String", "string",
            "Number", "number",
            "Long", "integer",
            "Integer", "integer",
            "Boolean", "boolean",
            "java.time.Duration", "string");

    static List<KameletFile> kamelets() {
        return KameletFile.all();
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void aParameterIsAnOptionOfTheComponentWithTheSameTypeAndValues(KameletFile kamelet) {
        assertThat(kamelet.parameters()).allSatisfy((name, parameter) -> {
            JsonNode option = METADATA.path("properties").path(name);
            assertThat(option.path("kind").asText()).as("kind of option").isEqualTo("parameter");
            assertThat(parameter.path("type").asText())
                    .isEqualTo(TYPES.get(option.path("type").asText()));
            assertThat(parameter.path("enum")).isEqualTo(option.path("enum"));
            assertThat(parameter.path("format").asText().equals("password"))
                    .isEqualTo(option.path("secret").asBoolean());
        });
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void aParameterHasTheDescriptionAndDefaultOfTheOption(KameletFile kamelet) {
        assertThat(kamelet.parameters()).allSatisfy((name, parameter) -> {
            JsonNode option = METADATA.path("properties").path(name);
            assertThat(parameter.has("default")).isFalse();
            if (kamelet.expressions().containsKey(name)) {
                assertThat(parameter.path("description").asText())
                        .startsWith("Simple expression for ")
                        .contains("Default: ");
            } else {
                assertThat(parameter.path("description").asText())
                        .isEqualTo(option.path("description").asText());
            }
        });
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void aHeaderIsOneOfTheComponent(KameletFile kamelet) {
        Set.of("in", "out").forEach(side -> assertThat(kamelet.headers(side)).allSatisfy((name, header) -> {
            JsonNode known = METADATA.path("headers").path(name);
            assertThat(header.path("description").asText())
                    .isEqualTo(known.path("description").asText());
            assertThat(header.path("type").asText())
                    .isEqualTo(HEADER_TYPES.get(known.path("javaType").asText()));
        }));
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void whatIsNotSetIsConfiguredOnTheComponent(KameletFile kamelet) throws Exception {
        try (DefaultCamelContext context = start(kamelet, Map.of())) {
            PurseEndpoint endpoint = endpoint(context);
            assertThat(kamelet.endpointParameters().keySet())
                    .allSatisfy(name -> assertThat(option(endpoint, name)).isEqualTo(configured(context, name)));
        }
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void everyParameterReachesItsOption(KameletFile kamelet) throws Exception {
        Map<String, String> values = new TreeMap<>();
        kamelet.endpointParameters().keySet().forEach(name -> values.put(name, other(name)));
        try (DefaultCamelContext context = start(kamelet, values)) {
            PurseEndpoint endpoint = endpoint(context);
            assertThat(values).allSatisfy((name, value) -> assertThat(option(endpoint, name))
                    .isEqualTo(name.endsWith("Timeout") || name.equals("maxAge") ? "7000" : value)
                    .isNotEqualTo(configured(context, name)));
        }
    }

    @Test
    void everyOperationThatAKameletIsNamedAfterIsCalled() {
        assertThat(kamelets().stream()
                        .map(kamelet -> kamelet.template().findValuesAsText("uri"))
                        .flatMap(List::stream)
                        .filter(uri -> uri.startsWith("purse:"))
                        .map(uri -> PurseOperation.named(uri.substring("purse:".length())))
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(
                        PurseOperation.capturePayment,
                        PurseOperation.refundPayment,
                        PurseOperation.voidPayment,
                        PurseOperation.reversePayment,
                        PurseOperation.createPaymentLink,
                        PurseOperation.createClientSession,
                        PurseOperation.createPayment,
                        PurseOperation.getPayment,
                        PurseOperation.verifyRedirection,
                        PurseOperation.webhook);
    }

    @Test
    void theRequestsOfKameletsAreThoseOfTheirOperations() {
        assertThat(kamelets())
                .filteredOn(kamelet -> !kamelet.expressions().isEmpty())
                .allSatisfy(kamelet -> assertThat("purse:"
                                + kamelet.template()
                                        .at("/beans/0/properties/operation")
                                        .asText())
                        .isEqualTo(kamelet.template().findPath("to").path("uri").asText()))
                .hasSize(9);
    }

    /** A value that is not the default. */
    private static String other(String name) {
        JsonNode option = METADATA.path("properties").path(name);
        return switch (option.path("type").asText()) {
            case "boolean" -> String.valueOf(!option.path("defaultValue").asBoolean());
            case "enum" ->
                option.path("enum").get(option.path("enum").size() - 1).asText();
            case "duration" -> "7s";
            default ->
                switch (name) {
                    case "apiUrl", "tokenUrl", "webhookUrl" -> "https://" + name + ".example.org/a";
                    case "currency" -> "USD";
                    case "maxAmount" -> "7";
                    case "webhookAllowedAddresses" -> "10.0.0.0/8";
                    case "webhookEventTypes" -> "PAYMENT_CAPTURE";
                    case "webhookPath" -> "/other";
                    default -> "other-" + name;
                };
        };
    }

    private static DefaultCamelContext start(KameletFile kamelet, Map<String, String> parameters) throws Exception {
        DefaultCamelContext context = new DefaultCamelContext();
        context.disableJMX();
        PurseConfiguration purse = context.getComponent("purse", io.camelpurse.PurseComponent.class)
                .getConfiguration();
        purse.setClientId("id");
        purse.setClientSecret("secret");
        purse.setWebhookVerifyToken("a-long-random-text");
        context.addComponent("platform-http", new PlatformHttpComponent());
        context.setAutoStartup(false);
        String uri = "kamelet:" + kamelet.name();
        String own = parameters.entrySet().stream()
                .map(parameter -> parameter.getKey() + ": " + parameter.getValue())
                .collect(Collectors.joining(", ", "{", "}"));
        String route = kamelet.type().equals("source")
                ? "- from: {uri: '%s', parameters: %s, steps: [{to: 'direct:a'}]}"
                : "- from: {uri: 'direct:a', steps: [{to: {uri: '%s', parameters: %s}}]}";
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(ResourceHelper.fromString("route.yaml", route.formatted(uri, own)));
        context.start();
        return context;
    }

    private static PurseEndpoint endpoint(CamelContext context) {
        return (PurseEndpoint) context.getEndpoints().stream()
                .filter(PurseEndpoint.class::isInstance)
                .findFirst()
                .orElseThrow();
    }

    private static String option(PurseEndpoint endpoint, String name) {
        return String.valueOf(new PurseEndpointConfigurer().getOptionValue(endpoint, name, false));
    }

    private static String configured(CamelContext context, String name) {
        return option(context.getEndpoint("purse:getSigningKeys", PurseEndpoint.class), name);
    }

    private static JsonNode metadata() {
        try (InputStream stream =
                KameletParametersTest.class.getResourceAsStream("/META-INF/io/camelpurse/purse.json")) {
            return Json.parse(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
