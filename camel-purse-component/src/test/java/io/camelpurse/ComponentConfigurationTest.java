package io.camelpurse;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.fixture.ScriptedServer;
import io.camelpurse.message.WebhookTokens;
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

/**
 * A configuration that is supplied as a bean is a set of values, and what is set beside it counts. Tests
 * {@link PurseComponent} and {@link PurseConfiguration}.
 */
class ComponentConfigurationTest {

    @TempDir
    Path directory;

    /** With nothing configured. */
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
        properties.put("camel.component.purse.webhook-allowed-addresses", "34.22.174.22/32");
        properties.put("camel.component.purse.maxAmount", "100");
        // Those that say what is the default anyway count too.
        properties.put("camel.component.purse.webhook-require-token", "true");
        properties.put("camel.component.purse.max-retries", "3");
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
        properties.put("camel.component.purse.configuration.webhookAllowedAddresses", "34.22.174.22/32");
        properties.put("camel.component.purse.configuration.maxAmount", "100");
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
            assertThat(merged.getWebhookAllowedAddresses()).isEqualTo("34.22.174.22/32");
            assertThat(merged.getMaxAmount()).isEqualTo("100");
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
                        + "        webhookAllowedAddresses: \"34.22.174.22/32\"\n"
                        + "        maxAmount: \"100\"\n"
                        + "        webhookRequireToken: true\n"
                        + "        maxRetries: 3\n"
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
        component.getConfiguration().setMaxAmount("100");
        component.getConfiguration().setCompletionTimeout(5);
        component.setConfiguration(base());
        assertThat(component.getConfiguration().getMaxAmount()).isEqualTo("100");
        assertThat(component.getConfiguration().getCompletionTimeout()).isEqualTo(5);
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
        assertThat(component.getConfiguration().isWebhookRequireToken()).isTrue();
    }

    private static PurseConfiguration base() {
        PurseConfiguration base = new PurseConfiguration();
        base.setClientId("client");
        base.setMaxRetries(0);
        base.setWebhookRequireToken(false);
        base.setMaxAmount("9999");
        return base;
    }

    private static void assertMerged(PurseComponent component) {
        PurseConfiguration merged = component.getConfiguration();
        assertThat(merged.getWebhookAllowedAddresses()).isEqualTo("34.22.174.22/32");
        assertThat(merged.getMaxAmount()).isEqualTo("100");
        assertThat(merged.isWebhookRequireToken()).isTrue();
        assertThat(merged.getMaxRetries()).isEqualTo(3);
        assertThat(WebhookTokens.of(merged)).containsExactly("t0ken,with,commas");
        assertThat(merged.getClientId()).isEqualTo("client");
    }

    private static ScriptedServer server() throws Exception {
        return ScriptedServer.withToken(
                (request, socket, output) -> ScriptedServer.json(output, 200, ScriptedServer.payment("p-1")));
    }
}
