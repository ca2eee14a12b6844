package io.camelpurse.springboot;

import org.apache.camel.CamelContext;
import org.apache.camel.spi.ComponentCustomizer;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;

/**
 * Binds the properties {@code camel.component.purse.*} of a Spring Boot application to the component, as Camel's
 * starters do for their components.
 */
@AutoConfiguration(after = CamelAutoConfiguration.class)
@ConditionalOnClass(CamelAutoConfiguration.class)
public class PurseAutoConfiguration {

    @Bean
    @Lazy
    @ConditionalOnBean(CamelContext.class)
    ComponentCustomizer purseComponentCustomizer(CamelContext context, Environment environment) {
        return new PurseComponentCustomizer(context, environment);
    }

    /** Where an actuator shows properties. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(SanitizingFunction.class)
    static class Actuator {

        @Bean
        SanitizingFunction purseSecretSanitizer(Environment environment) {
            return new SecretSanitizer(environment);
        }
    }
}
