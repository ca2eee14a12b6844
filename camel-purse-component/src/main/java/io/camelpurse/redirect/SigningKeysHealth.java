package io.camelpurse.redirect;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.apache.camel.health.HealthCheckResultBuilder;

/**
 * Health of all signing keys. Degraded, with cached keys that cannot be refreshed, is UP with a message: the node still
 * works and must stay in service.
 */
final class SigningKeysHealth {

    private SigningKeysHealth() {}

    /** Sets state, message and details of the source in the worst state; unknown if there is none. */
    static HealthCheckResultBuilder describe(List<SigningKeySource> sources, HealthCheckResultBuilder result) {
        return sources.stream()
                .map(SigningKeySource::availability)
                .max(Comparator.comparing(KeyAvailability::state))
                .map(worst -> describe(worst, result))
                .orElseGet(result::unknown);
    }

    private static HealthCheckResultBuilder describe(KeyAvailability keys, HealthCheckResultBuilder result) {
        result.detail("signing.keys", keys.state().name().toLowerCase(Locale.ROOT));
        detail(result, "signing.keys.read.at", keys.readAt());
        detail(result, "signing.keys.usable.until", keys.usableUntil());
        detail(result, "signing.keys.problem", keys.problem());
        return switch (keys.state()) {
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
