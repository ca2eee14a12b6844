package io.camelpurse;

import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.WritableHealthCheckRepository;

/**
 * The health checks of producers, which Camel calls if the application enables them. Without a repository of Camel for
 * them, nothing is added.
 */
record ProducerHealthChecks(CamelContext context) {

    /** Adds a check. */
    void add(HealthCheck check) {
        repository().ifPresent(repository -> repository.addHealthCheck(check));
    }

    /** Removes a check, also one that was not added. */
    void remove(HealthCheck check) {
        repository().ifPresent(repository -> repository.removeHealthCheck(check));
    }

    private Optional<WritableHealthCheckRepository> repository() {
        return Optional.ofNullable(
                HealthCheckHelper.getHealthCheckRepository(context, "producers", WritableHealthCheckRepository.class));
    }
}
