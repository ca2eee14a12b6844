package io.camelpurse.redirect;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckResultBuilder;

/**
 * Says whether shoppers' returns can be verified. Degraded, keys known but out of reach, is UP with a message: a node that
 * serves must not be taken out.
 */
final class SigningKeysHealthCheck implements HealthCheck {

    private final String id;
    private final Supplier<List<SigningKeySource>> sources;
    private volatile boolean enabled = true;

    SigningKeysHealthCheck(String componentName, Supplier<List<SigningKeySource>> sources) {
        this.id = "producer:" + componentName + "-signing-keys";
        this.sources = sources;
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
        return sources.get().stream()
                .map(SigningKeySource::health)
                .max(Comparator.comparing(SigningKeyHealth::state))
                .map(worst -> describe(worst, result))
                .orElseGet(result::unknown)
                .build();
    }

    private static HealthCheckResultBuilder describe(SigningKeyHealth health, HealthCheckResultBuilder result) {
        result.detail("signing.keys", health.state().name().toLowerCase(Locale.ROOT));
        detail(result, "signing.keys.read.at", health.readAt());
        detail(result, "signing.keys.usable.until", health.usableUntil());
        detail(result, "signing.keys.problem", health.problem());
        return switch (health.state()) {
            case UP -> result.up();
            case DEGRADED ->
                result.up().message("degraded: the signing keys of Purse cannot be read, the known ones serve");
            case UNKNOWN -> result.unknown().message("the signing keys of Purse have not been read yet");
            case DOWN ->
                result.down().message("no signing keys of Purse are known, so that no redirection can be verified");
        };
    }

    private static void detail(HealthCheckResultBuilder result, String name, Object value) {
        if (value != null) {
            result.detail(name, value.toString());
        }
    }
}
