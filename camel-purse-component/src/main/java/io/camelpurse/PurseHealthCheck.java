package io.camelpurse;

import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckResultBuilder;

/**
 * A health check of the component, which can be switched off as Camel's own can. What it finds is a function's, so
 * that the packages that know it need not know how Camel identifies, groups and disables checks.
 */
final class PurseHealthCheck implements HealthCheck {

    private final String id;
    private final boolean readiness;
    private final UnaryOperator<HealthCheckResultBuilder> state;
    private volatile boolean enabled = true;

    /**
     * @param id        unique in the context
     * @param readiness whether a load balancer is to send no requests while it is DOWN
     * @param state     sets state, message and details on the result, without secrets
     */
    PurseHealthCheck(String id, boolean readiness, UnaryOperator<HealthCheckResultBuilder> state) {
        this.id = id;
        this.readiness = readiness;
        this.state = state;
    }

    @Override
    public String getGroup() {
        return "camel";
    }

    @Override
    public String getId() {
        return id;
    }

    @Override
    public boolean isEnabled() {
        return enabled;
    }

    @Override
    public void setEnabled(boolean enabled) {
        this.enabled = enabled;
    }

    @Override
    public boolean isReadiness() {
        return readiness;
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    public Result call(Map<String, Object> options) {
        HealthCheckResultBuilder result = HealthCheckResultBuilder.on(this);
        result.detail(CHECK_ID, id).detail(CHECK_GROUP, getGroup());
        if (!enabled) {
            return result.unknown()
                    .message("Disabled")
                    .detail(CHECK_ENABLED, false)
                    .build();
        }
        return state.apply(result).build();
    }
}
