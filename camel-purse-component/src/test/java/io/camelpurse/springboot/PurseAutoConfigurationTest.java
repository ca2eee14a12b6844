package io.camelpurse.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.PurseComponent;
import org.apache.camel.CamelContext;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class PurseAutoConfigurationTest {

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(CamelAutoConfiguration.class, PurseAutoConfiguration.class))
            .withPropertyValues("camel.main.jmx-enabled=false", "camel.component.purse.entity-id=entity-1");

    @Test
    void springBootFindsIt() {
        assertThat(ImportCandidates.load(AutoConfiguration.class, getClass().getClassLoader()))
                .contains(PurseAutoConfiguration.class.getName());
    }

    @Test
    void anApplicationWithoutCamelStarts() {
        new ApplicationContextRunner()
                .withClassLoader(new FilteredClassLoader("org.apache.camel.spring"))
                .withConfiguration(AutoConfigurations.of(PurseAutoConfiguration.class))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(PurseAutoConfiguration.class));
    }

    @Test
    void anApplicationWithoutAnActuatorIsConfigured() {
        application
                .withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate"))
                .run(context -> assertThat(context.getBean(CamelContext.class)
                                .getComponent("purse", PurseComponent.class)
                                .getConfiguration()
                                .getEntityId())
                        .isEqualTo("entity-1"));
    }

    @Test
    void anActuatorHidesSecrets() {
        application.run(
                context -> assertThat(context.getBean(SanitizingFunction.class)).isInstanceOf(SecretSanitizer.class));
    }
}
