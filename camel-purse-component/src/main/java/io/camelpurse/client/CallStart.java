package io.camelpurse.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * When a call began, to tell the operations that it may have made from those that were there before. It goes by the
 * clock of the server, as the responses' {@code Date} header shows it, since the two clocks need not agree.
 */
final class CallStart {

    /** {@code Date} has no fractions of a second, and {@code created_at} may have none. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    private final Clock clock;
    private final long nanoTime = System.nanoTime();

    /** @param clock counts where a response has no {@code Date} */
    CallStart(Clock clock) {
        this.clock = clock;
    }

    /** Whether the call cannot have made the operation. One that does not say when it was created may be the call's. */
    boolean isAfter(JsonNode operation, PurseResponse seenIn) {
        Instant now = seenIn.date() == null ? clock.instant() : seenIn.date();
        Instant start = now.minusNanos(System.nanoTime() - nanoTime).minus(TOLERANCE);
        return OperationFinder.createdAt(operation)
                .filter(created -> created.isBefore(start))
                .isPresent();
    }
}
