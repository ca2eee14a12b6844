package io.camelpurse.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;

/** Time that passes only from one event to the next, on one thread. */
final class VirtualTime {

    private static final Instant BEGIN = Instant.parse("2026-03-01T10:00:00Z");

    /** Events of the same moment happen in the order in which they were planned. */
    private final PriorityQueue<Event> events = new PriorityQueue<>();

    private long nanos;
    private long planned;
    private long happened;
    private int expected;

    private final class Event implements Comparable<Event> {

        private final long nanos;
        private final long number;
        private final Runnable action;
        private final boolean awaited;
        private boolean over;

        Event(long nanos, Runnable action, boolean awaited) {
            this.nanos = nanos;
            this.number = planned++;
            this.action = action;
            this.awaited = awaited;
        }

        long nanos() {
            return nanos;
        }

        @Override
        public int compareTo(Event other) {
            return nanos != other.nanos ? Long.compare(nanos, other.nanos) : Long.compare(number, other.number);
        }

        boolean end() {
            boolean first = !over;
            over = true;
            if (first && awaited) {
                expected--;
            }
            return first;
        }
    }

    long nanos() {
        return nanos;
    }

    long millis() {
        return nanos / 1_000_000;
    }

    Instant instant() {
        return BEGIN.plusNanos(nanos);
    }

    /** How many events have happened. */
    long happened() {
        return happened;
    }

    /**
     * @param millis from now
     * @return what cancels it
     */
    Runnable after(long millis, Runnable action) {
        expected++;
        return plan(Math.max(0, millis), action, true);
    }

    /** As {@link #after}, for what nobody waits for: a history may end before. */
    void later(Instant due, Runnable action) {
        plan(Math.max(0, Duration.between(instant(), due).toMillis()), action, false);
    }

    /** Lets the next event happen; {@code false} if there is none that somebody waits for. */
    boolean step() {
        while (expected > 0) {
            Event next = events.poll();
            nanos = Math.max(nanos, next.nanos());
            if (next.end()) {
                happened++;
                next.action.run();
                return true;
            }
        }
        return false;
    }

    private Runnable plan(long millis, Runnable action, boolean awaited) {
        Event event = new Event(nanos + millis * 1_000_000, action, awaited);
        events.add(event);
        return event::end;
    }
}
