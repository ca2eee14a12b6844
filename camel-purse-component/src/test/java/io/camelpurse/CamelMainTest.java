package io.camelpurse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelpurse.fixture.Json;
import io.camelpurse.sandbox.PurseSandboxExtension;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.apache.camel.support.processor.state.MemoryStateRepository;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The component as an application's properties configure it. */
class CamelMainTest {

    @RegisterExtension
    static final PurseSandboxExtension PURSE = new PurseSandboxExtension();

    private final Main main = new Main();

    @BeforeEach
    void configure() {
        main.addInitialProperty("camel.main.jmxEnabled", "false");
        main.addInitialProperty("camel.main.shutdownTimeout", "5");
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:read").to("purse:getPayment");
            }
        });
    }

    @AfterEach
    void stop() {
        main.stop();
    }

    @ParameterizedTest
    @CsvSource({
        "api-url, client-id, client-secret, api-key, entity-id, max-age, output-type",
        "apiUrl, clientId, clientSecret, apiKey, entityId, maxAge, outputType"
    })
    void propertiesInEitherSpellingMakeACall(
            String apiUrl,
            String clientId,
            String clientSecret,
            String apiKey,
            String entityId,
            String maxAge,
            String outputType)
            throws Exception {
        property(apiUrl, PURSE.sandbox().apiUrl());
        property(clientId, PURSE.sandbox().account().clientId());
        property(clientSecret, PURSE.sandbox().account().clientSecret());
        property(apiKey, PURSE.sandbox().account().apiKey());
        property(entityId, PURSE.sandbox().account().entityId());
        property(maxAge, "30s");
        property(outputType, "map");
        main.start();
        Object body = main.getCamelTemplate()
                .requestBodyAndHeader(
                        "direct:read",
                        null,
                        PurseConstants.PAYMENT_ID,
                        PURSE.sandbox().authorizedPayment(1, "EUR", "ORD-1"));
        assertThat(body).isInstanceOf(Map.class);
        assertThat(PURSE.sandbox().journal("getPayment").get(0).headers())
                .containsEntry("cache-control", "max-age=30")
                .containsKey("x-api-key");
    }

    static Stream<Arguments> options() {
        return Json.parse(CatalogTest.metadata()).path("componentProperties").properties().stream()
                .map(option -> Arguments.of(option.getKey(), option.getValue()));
    }

    /** In both spellings, with a value that is not the default, and that is on the component afterwards. */
    @ParameterizedTest
    @MethodSource("options")
    void everyOptionCanBeAProperty(String name, JsonNode facts) {
        Object bean = bean(name);
        String value = bean == null ? value(name, facts) : "#bean:" + name;
        property("client-id", "client");
        property("client-secret", "secret");
        if (bean != null) {
            main.bind(name, bean);
        }
        property(name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT), value);
        main.start();

        PurseComponent component = main.getCamelContext().getComponent("purse", PurseComponent.class);
        Object set = ((PropertyConfigurerGetter) component.getComponentPropertyConfigurer())
                .getOptionValue(component, name, false);
        if (name.equals("configuration")) {
            // A copy, on which the options that are set beside it take precedence.
            assertThat(set).isInstanceOf(PurseConfiguration.class).isNotSameAs(bean);
        } else if (bean != null) {
            assertThat(set).isSameAs(bean);
        } else {
            assertThat(set).hasToString(value);
            assertThat(value).isNotEqualTo(facts.path("defaultValue").asText());
        }
    }

    private static String value(String name, JsonNode facts) {
        return switch (name) {
            case "apiUrl", "tokenUrl", "webhookUrl", "shopperRedirectionUrl" -> "https://purse.example/path";
            case "currency" -> "EUR";
            case "amount", "maxAmount" -> "4299";
            case "webhookPath" -> "/other/path";
            case "httpComponent" -> "http";
            case "webhookAllowedAddresses" -> "192.0.2.0/24";
            default ->
                switch (facts.path("type").asText()) {
                    case "boolean" -> String.valueOf(!facts.path("defaultValue").asBoolean());
                    case "integer" -> "17";
                    case "duration" ->
                        "3600000".equals(facts.path("defaultValue").asText()) ? "7200000" : "70000";
                    case "enum" ->
                        facts.path("enum").path(facts.path("enum").size() - 1).asText();
                    case "string" -> "some-text";
                    default -> throw new IllegalArgumentException(name + " needs a bean");
                };
        };
    }

    private static Object bean(String name) {
        return switch (name) {
            case "configuration" -> {
                PurseConfiguration configuration = new PurseConfiguration();
                configuration.setClientId("client");
                configuration.setClientSecret("secret");
                yield configuration;
            }
            case "credentialsSource" -> (Supplier<Credentials>) () -> new Credentials("client", "secret", null);
            case "httpClient" -> HttpAsyncClients.createDefault();
            case "webhookIdempotentRepository", "redirectionIdempotentRepository" ->
                MemoryIdempotentRepository.memoryIdempotentRepository();
            case "webhookVersionRepository" -> new MemoryStateRepository();
            default -> null;
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"clientIdd", "client", "secret", "operation", "CLIENT"})
    void anUnknownPropertyStopsTheStart(String name) {
        property("client-id", "client");
        property("client-secret", "secret");
        property(name, "x");
        assertThatThrownBy(main::start).hasStackTraceContaining(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"paymentId", "clientSessionId", "paymentLinkId", "redirectionExpectedClientSessionId"})
    void anIdIsNoPropertyOfTheComponent(String name) {
        property("client-id", "client");
        property("client-secret", "secret");
        property(name, "id-1");
        assertThatThrownBy(main::start).hasStackTraceContaining("camel.component.purse." + name);
    }

    @Test
    void aValueThatAPropertyCannotTakeStopsTheStart() {
        property("output-type", "xml");
        assertThatThrownBy(main::start).hasStackTraceContaining("xml");
    }

    @Test
    void missingCredentialsStopTheStartAndSayWhatToSet() {
        assertThatThrownBy(main::start).rootCause().hasMessageContaining("camel.component.purse.clientId");
    }

    @Test
    void aPlaceholderMayPointToASecretElsewhere() throws Exception {
        main.addInitialProperty("vault.secret", PURSE.sandbox().account().clientSecret());
        property("api-url", PURSE.sandbox().apiUrl());
        property("client-id", PURSE.sandbox().account().clientId());
        property("client-secret", "{{vault.secret}}");
        main.start();
        main.getCamelTemplate().requestBody("purse:getAccessToken", (Object) null);
        assertThat(PURSE.sandbox().tokenCalls()).isEqualTo(1);
    }

    private void property(String name, String value) {
        main.addInitialProperty("camel.component.purse." + name, value);
    }
}
