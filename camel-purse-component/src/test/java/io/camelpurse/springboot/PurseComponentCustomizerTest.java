package io.camelpurse.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelpurse.PurseComponent;
import io.camelpurse.PurseConfiguration;
import io.camelpurse.fixture.ComponentOptions;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class PurseComponentCustomizerTest {

    private static final String PREFIX = "camel.component.purse.";

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(CamelAutoConfiguration.class, PurseAutoConfiguration.class))
            .withPropertyValues(
                    "camel.main.jmx-enabled=false", PREFIX + "client-id=id", PREFIX + "client-secret=secret");

    @ParameterizedTest
    @ValueSource(strings = {"entity-id", "entityId", "entity_id", "ENTITYID"})
    void anOptionIsReadInEachOfSpringsSpellings(String option) {
        application.withPropertyValues(PREFIX + option + "=entity-1").run(context -> assertThat(configuration(context))
                .extracting(PurseConfiguration::getEntityId)
                .isEqualTo("entity-1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CAMEL_COMPONENT_PURSE_ENTITYID", "CAMEL_COMPONENT_PURSE_ENTITY_ID"})
    void anOptionIsReadFromTheEnvironment(String variable) {
        application
                .withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(
                                new SystemEnvironmentPropertySource("systemEnvironment", Map.of(variable, "entity-1"))))
                .run(context -> assertThat(configuration(context))
                        .extracting(PurseConfiguration::getEntityId)
                        .isEqualTo("entity-1"));
    }

    @ParameterizedTest
    @MethodSource("io.camelpurse.fixture.ComponentOptions#all")
    void everyOptionCanBeAProperty(String name, JsonNode facts) {
        Object bean = ComponentOptions.bean(name);
        String value = bean == null ? ComponentOptions.value(name, facts) : "#bean:" + name;
        String option = name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
        application
                .withInitializer(context -> {
                    if (bean != null) {
                        context.getBeanFactory().registerSingleton(name, bean);
                    }
                })
                .withPropertyValues(PREFIX + option + "=" + value)
                .run(context -> {
                    PurseComponent component = component(context, "purse");
                    Object set = ((PropertyConfigurerGetter) component.getComponentPropertyConfigurer())
                            .getOptionValue(component, name, false);
                    if (name.equals("configuration")) {
                        assertThat(set).isInstanceOf(PurseConfiguration.class);
                    } else if (bean != null) {
                        assertThat(set).isSameAs(bean);
                    } else {
                        assertThat(set).hasToString(value);
                    }
                });
    }

    @ParameterizedTest
    @CsvSource({"30s, 30000", "500ms, 500", "1m30s, 90000", "PT30S, 30000", "1500, 1500"})
    void aDurationHasAUnitOrIsInMilliseconds(String written, long milliseconds) {
        application.withPropertyValues(PREFIX + "response-timeout=" + written).run(context -> assertThat(
                        configuration(context).getResponseTimeout())
                .isEqualTo(milliseconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"client-idd", "client-secrett", "payment-id", "configuration.client-id"})
    void anUnknownOptionStopsTheStartWithoutShowingItsValue(String option) {
        application.withPropertyValues(PREFIX + option + "=value-1").run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(startFailure(context))
                    .hasStackTraceContaining(PREFIX + option + " is not an option of the purse component")
                    .satisfies(failure -> assertThat(failure.toString()).doesNotContain("value-1"));
        });
    }

    private static Throwable startFailure(ApplicationContext context) {
        return catchThrowable(() -> component(context, "purse"));
    }

    @Test
    void anotherComponentHasPropertiesOfItsOwn() {
        application
                .withBean("purse-eu", PurseComponent.class)
                .withPropertyValues("camel.component.purse-eu.entity-id=entity-eu", PREFIX + "entity-id=entity-1")
                .run(context -> {
                    assertThat(component(context, "purse-eu").getConfiguration().getEntityId())
                            .isEqualTo("entity-eu");
                    assertThat(configuration(context).getEntityId()).isEqualTo("entity-1");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "camel.component.purse.customizer.enabled",
                "camel.component.purse.enabled",
                "camel.component.customizer.enabled"
            })
    void theConfigurationCanBeSwitchedOff(String property) {
        application
                .withPropertyValues(PREFIX + "entity-id=entity-1", property + "=false")
                .run(context -> assertThat(configuration(context).getEntityId()).isNull());
    }

    private static PurseConfiguration configuration(ApplicationContext context) {
        return component(context, "purse").getConfiguration();
    }

    private static PurseComponent component(ApplicationContext context, String name) {
        return context.getBean(CamelContext.class).getComponent(name, PurseComponent.class);
    }
}
