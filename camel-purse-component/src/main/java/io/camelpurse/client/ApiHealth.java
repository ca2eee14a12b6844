package io.camelpurse.client;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.health.HealthCheckResultBuilder;

/** Health of the connection to Purse, by what the calls of the accounts have shown; of several, the worst counts. */
public final class ApiHealth {

    /** Clocks that are kept by NTP differ by less, and what Purse issues is valid for longer. */
    public static final Duration MOST_CLOCK_SKEW = Duration.ofMinutes(1);

    private ApiHealth() {}

    /** DOWN while Purse issues no token or does not respond. */
    public static HealthCheckResultBuilder available(List<ApiState> accounts, HealthCheckResultBuilder result) {
        latest(accounts)
                .ifPresent(state ->
                        result.detail("api.observed.at", state.observedAt().toString()));
        return down(accounts, state -> state.problem() == null ? state.rejection() : state.problem(), result)
                .orElseGet(() -> upIfObserved(accounts, result));
    }

    /** DOWN from a 401 or 403 until the next success. */
    public static HealthCheckResultBuilder accepted(List<ApiState> accounts, HealthCheckResultBuilder result) {
        return down(accounts, ApiState::rejection, result)
                .map(down -> down.detail("account.options", "clientId, clientSecret, apiKey, entityId, tokenUrl"))
                .orElseGet(() -> upIfObserved(accounts, result));
    }

    /**
     * DOWN while the clocks differ by more than {@code maximum}.
     *
     * @param maximum how far they may be apart
     */
    public static HealthCheckResultBuilder clock(
            List<ApiState> accounts, Duration maximum, HealthCheckResultBuilder result) {
        Optional<Duration> farthest = accounts.stream()
                .map(ApiState::clockAhead)
                .filter(Objects::nonNull)
                .max((one, other) -> one.abs().compareTo(other.abs()));
        if (farthest.isEmpty()) {
            return result.unknown().message("no response of Purse has shown its time yet");
        }
        Duration ahead = farthest.get();
        result.detail("clock.ahead.seconds", ahead.toSeconds());
        return ahead.abs().compareTo(maximum) <= 0
                ? result.up()
                : result.down()
                        .message("Purse's clock is " + ahead.abs().toSeconds() + " s "
                                + (ahead.isNegative() ? "behind" : "ahead of")
                                + " this machine's: synchronize the clock of this machine");
    }

    private static Optional<HealthCheckResultBuilder> down(
            List<ApiState> accounts, Function<ApiState, String> problem, HealthCheckResultBuilder result) {
        return accounts.stream()
                .map(problem)
                .filter(Objects::nonNull)
                .findFirst()
                .map(found -> result.down().message(found));
    }

    private static HealthCheckResultBuilder upIfObserved(List<ApiState> accounts, HealthCheckResultBuilder result) {
        return latest(accounts).isPresent() ? result.up() : result.unknown().message("Purse has not been called yet");
    }

    private static Optional<ApiState> latest(List<ApiState> accounts) {
        return accounts.stream().filter(state -> state.observedAt() != null).max((one, other) -> one.observedAt()
                .compareTo(other.observedAt()));
    }
}
