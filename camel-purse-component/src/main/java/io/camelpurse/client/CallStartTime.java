package io.camelpurse.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Records when a call began, to distinguish the operations that it may have made from earlier ones. It goes by the
 * local clock where that agrees with the server's, else by the server's, which the {@code Date} header of a response
 * shows.
 */
final class CallStartTime {

    /** {@code Date} has no fractions of a second, so that two clocks that agree may seem to differ by one. */
    private static final Duration SAME_TIME = Duration.ofSeconds(2);

    /** How far two clocks that are kept by NTP may be apart. */
    private static final Duration TOLERANCE = Duration.ofMillis(200);

    private static final Duration RESOLUTION_OF_DATE = Duration.ofSeconds(1);

    private final TimeSource time;
    private final long nanoTime;

    CallStartTime(TimeSource time) {
        this.time = time;
        this.nanoTime = time.nanoTime();
    }

    /** Whether the call cannot have made the operation. One that does not say when it was created may be the call's. */
    boolean isAfter(JsonNode operation, PurseResponse seenIn) {
        Duration tolerance = isOurTime(seenIn) ? TOLERANCE : RESOLUTION_OF_DATE;
        return OperationFinder.createdAt(operation)
                .filter(created -> created.isBefore(start(seenIn).minus(tolerance)))
                .isPresent();
    }

    /** Whether the operation was surely created after the call began. */
    boolean isBefore(JsonNode operation, PurseResponse seenIn) {
        Optional<Instant> created = OperationFinder.createdAt(operation);
        // created_at has milliseconds at the most.
        Instant latest = isOurTime(seenIn)
                ? start(seenIn).truncatedTo(ChronoUnit.MILLIS)
                : start(seenIn).plus(RESOLUTION_OF_DATE);
        return created.isPresent() && !created.get().isBefore(latest);
    }

    private Instant start(PurseResponse seenIn) {
        Instant now = isOurTime(seenIn) ? time.instant() : seenIn.date();
        return now.minusNanos(time.nanoTime() - nanoTime);
    }

    private boolean isOurTime(PurseResponse seenIn) {
        return seenIn.date() == null
                || Duration.between(seenIn.date(), time.instant()).abs().compareTo(SAME_TIME) < 0;
    }
}
