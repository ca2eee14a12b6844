package io.camelpurse;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.fixture.ProducerChecks;
import java.util.Map;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.health.HealthCheckRepository;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.junit.jupiter.api.Test;

class ProducerHealthChecksTest {

    private final HealthCheck check = new AbstractHealthCheck("producer:a-check") {
        @Override
        protected void doCall(HealthCheckResultBuilder result, Map<String, Object> options) {
            result.up();
        }
    };

    @Test
    void aCheckIsAmongThoseOfProducersUntilItIsRemoved() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            HealthCheckRepository producers = ProducerChecks.enable(context);
            ProducerHealthChecks checks = new ProducerHealthChecks(context);
            checks.remove(check);
            checks.add(check);
            assertThat(producers.stream()).containsExactly(check);
            checks.remove(check);
            assertThat(producers.stream()).isEmpty();
        }
    }

    @Test
    void nothingIsAddedWithoutHealthChecksOfCamel() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            HealthCheckRegistry registry = HealthCheckRegistry.get(context);
            registry.unregister(registry.resolveById("producers"));
            ProducerHealthChecks checks = new ProducerHealthChecks(context);
            checks.add(check);
            checks.remove(check);
            assertThat(registry.stream()).doesNotContain(check);
        }
    }
}
