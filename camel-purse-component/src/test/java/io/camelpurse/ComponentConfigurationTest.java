package io.camelpurse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.util.OrderedProperties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A configuration that is handed in as a bean is a set of values, and what is set beside it counts. */
class ComponentConfigurationTest {

    @TempDir
    Path directory;

    private final CamelContext context = new DefaultCamelContext();

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void twoComponentsOfOneConfigurationShareNothing() throws Exception {
        try (ScriptedServer first = server();
                ScriptedServer second = server()) {
            PurseConfiguration shared = new PurseConfiguration();
            shared.setApiUrl(first.url());
            shared.setClientId("client");
            shared.setClientSecret("client-secret");
            PurseComponent french = new PurseComponent();
            french.setConfiguration(shared);
            context.getComponent("purse", PurseComponent.class).setConfiguration(shared);
            context.addComponent("purse-fr", french);
            french.getConfiguration().setApiUrl(second.url());
            shared.setClientSecret("changed later");
            context.start();
            context.createProducerTemplate().requestBody("purse:getPayment?paymentId=p-1", (Object) null);
            assertThat(second.requests()).isEmpty();
            assertThat(first.calls()).hasSize(1);
            assertThat(context.getComponent("purse", PurseComponent.class)
                            .getConfiguration()
                            .getClientSecret())
                    .isEqualTo("client-secret");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void optionsBesideABeanCountInEitherOrder(boolean beanFirst) throws Exception {
        Properties properties = new OrderedProperties();
        if (beanFirst) {
            properties.put("camel.component.purse.configuration", "#bean:base");
        }
        properties.put("camel.component.purse.allowed-addresses", "34.22.174.22/32");
        properties.put("camel.component.purse.maximumAmount", "100");
        // Those that say what is the default anyway count too.
        properties.put("camel.component.purse.authenticate-webhook", "true");
        properties.put("camel.component.purse.maximum-retries", "3");
        properties.put("camel.component.purse.webhook-verify-token", "#bean:tokens");
        if (!beanFirst) {
            properties.put("camel.component.purse.configuration", "#bean:base");
        }
        Main main = new Main();
        main.bind("base", base());
        main.bind("tokens", List.of("t0ken,with,commas"));
        main.setOverrideProperties(properties);
        try {
            main.start();
            assertMerged(main.getCamelContext().getComponent("purse", PurseComponent.class));
        } finally {
            main.stop();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void optionsOfANestedConfigurationCountInEitherOrder(boolean beanFirst) throws Exception {
        Properties properties = new OrderedProperties();
        if (beanFirst) {
            properties.put("camel.component.purse.configuration", "#bean:base");
        }
        properties.put("camel.component.purse.configuration.allowedAddresses", "34.22.174.22/32");
        properties.put("camel.component.purse.configuration.maximumAmount", "100");
        if (!beanFirst) {
            properties.put("camel.component.purse.configuration", "#bean:base");
        }
        Main main = new Main();
        main.bind("base", base());
        main.setOverrideProperties(properties);
        try {
            main.start();
            PurseConfiguration merged = main.getCamelContext()
                    .getComponent("purse", PurseComponent.class)
                    .getConfiguration();
            assertThat(merged.getAllowedAddresses()).isEqualTo("34.22.174.22/32");
            assertThat(merged.getMaximumAmount()).isEqualTo("100");
            assertThat(merged.getClientId()).isEqualTo("client");
        } finally {
            main.stop();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void optionsBesideABeanCountInEitherOrderInYaml(boolean beanFirst) throws Exception {
        String bean = "        configuration: \"#bean:base\"\n";
        Path routes = directory.resolve("beans.yaml");
        Files.writeString(
                routes,
                "- beans:\n    - name: purse-fr\n      type: io.camelpurse.PurseComponent\n      properties:\n"
                        + (beanFirst ? bean : "")
                        + "        allowedAddresses: \"34.22.174.22/32\"\n"
                        + "        maximumAmount: \"100\"\n"
                        + "        authenticateWebhook: true\n"
                        + "        maximumRetries: 3\n"
                        + "        webhookVerifyToken: \"#bean:tokens\"\n"
                        + (beanFirst ? "" : bean));
        Main main = new Main();
        main.bind("base", base());
        main.bind("tokens", List.of("t0ken,with,commas"));
        main.addInitialProperty("camel.main.routesIncludePattern", "file:" + routes);
        try {
            main.start();
            assertMerged(main.getCamelContext().getComponent("purse-fr", PurseComponent.class));
        } finally {
            main.stop();
        }
    }

    @Test
    void whatWasSetInJavaBeforeCountsToo() {
        PurseComponent component = new PurseComponent();
        component.getConfiguration().setMaximumAmount("100");
        component.getConfiguration().setAwaitCompletion(5);
        component.setConfiguration(base());
        assertThat(component.getConfiguration().getMaximumAmount()).isEqualTo("100");
        assertThat(component.getConfiguration().getAwaitCompletion()).isEqualTo(5);
        assertThat(component.getConfiguration().getClientId()).isEqualTo("client");
    }

    @Test
    void aConfigurationReplacesAnEarlierOne() {
        PurseComponent component = new PurseComponent();
        component.setConfiguration(base());
        PurseConfiguration other = new PurseConfiguration();
        other.setEntityId("entity");
        component.setConfiguration(other);
        assertThat(component.getConfiguration().getEntityId()).isEqualTo("entity");
        assertThat(component.getConfiguration().getClientId()).isNull();
        assertThat(component.getConfiguration().isAuthenticateWebhook()).isTrue();
    }

    private static PurseConfiguration base() {
        PurseConfiguration base = new PurseConfiguration();
        base.setClientId("client");
        base.setMaximumRetries(0);
        base.setAuthenticateWebhook(false);
        base.setMaximumAmount("9999");
        return base;
    }

    private static void assertMerged(PurseComponent component) {
        PurseConfiguration merged = component.getConfiguration();
        assertThat(merged.getAllowedAddresses()).isEqualTo("34.22.174.22/32");
        assertThat(merged.getMaximumAmount()).isEqualTo("100");
        assertThat(merged.isAuthenticateWebhook()).isTrue();
        assertThat(merged.getMaximumRetries()).isEqualTo(3);
        assertThat(WebhookTokens.of(merged)).containsExactly("t0ken,with,commas");
        assertThat(merged.getClientId()).isEqualTo("client");
    }

    private static ScriptedServer server() throws Exception {
        return ScriptedServer.withToken(
                (request, socket, output) -> ScriptedServer.json(output, 200, ScriptedServer.payment("p-1")));
    }
}
