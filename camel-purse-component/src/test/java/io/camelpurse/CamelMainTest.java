package io.camelpurse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelpurse.fixture.ComponentOptions;
import io.camelpurse.sandbox.FreePort;
import io.camelpurse.sandbox.PurseSandboxExtension;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.main.Main;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
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

    @ParameterizedTest
    @MethodSource("io.camelpurse.fixture.ComponentOptions#all")
    void everyOptionCanBeAPropertyWithDashes(String name, JsonNode facts) {
        thePropertySetsTheOption(name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT), name, facts);
    }

    @ParameterizedTest
    @MethodSource("io.camelpurse.fixture.ComponentOptions#all")
    void everyOptionCanBeAPropertyInCamelCase(String name, JsonNode facts) {
        thePropertySetsTheOption(name, name, facts);
    }

    /** With a value that is not the default, and that is on the component afterwards. */
    private void thePropertySetsTheOption(String property, String name, JsonNode facts) {
        Object bean = ComponentOptions.bean(name);
        String value = bean == null ? ComponentOptions.value(name, facts) : "#bean:" + name;
        property("client-id", "client");
        property("client-secret", "secret");
        if (bean != null) {
            main.bind(name, bean);
        }
        property(property, value);
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

    @Test
    void aPropertyExcludesASingleHealthCheck() {
        property("api-url", PURSE.sandbox().apiUrl());
        property("client-id", PURSE.sandbox().account().clientId());
        property("client-secret", PURSE.sandbox().account().clientSecret());
        main.addInitialProperty("camel.health.producers-enabled", "true");
        main.addInitialProperty("camel.health.exclude-pattern", "producer:purse-clock");
        main.start();

        assertThat(HealthCheckHelper.invoke(main.getCamelContext(), "full"))
                .extracting(result -> result.getCheck().getId())
                .contains("producer:purse-api", "producer:purse-account")
                .doesNotContain("producer:purse-clock");
    }

    /** As {@code metrics.adoc} describes it. */
    @Test
    void prometheusReadsTheMetersFromTheManagementServer() throws Exception {
        int port = FreePort.find();
        main.addInitialProperty("camel.metrics.enabled", "true");
        main.addInitialProperty("camel.management.enabled", "true");
        main.addInitialProperty("camel.management.metrics-enabled", "true");
        main.addInitialProperty("camel.management.port", String.valueOf(port));
        property("api-url", PURSE.sandbox().apiUrl());
        property("client-id", PURSE.sandbox().account().clientId());
        property("client-secret", PURSE.sandbox().account().clientSecret());
        main.start();
        String reads = "purse_calls_total{component=\"purse\",operation=\"getPayment\",outcome=\"success\"} ";
        assertThat(scraped(port)).contains(reads + "0.0");

        main.getCamelTemplate()
                .requestBodyAndHeader(
                        "direct:read",
                        null,
                        PurseConstants.PAYMENT_ID,
                        PURSE.sandbox().authorizedPayment(1, "EUR", "ORD-1"));

        assertThat(scraped(port)).contains(reads + "1.0").contains("purse_call_duration_seconds_bucket{");
    }

    private static String scraped(int port) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/observe/metrics"))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private void property(String name, String value) {
        main.addInitialProperty("camel.component.purse." + name, value);
    }
}
