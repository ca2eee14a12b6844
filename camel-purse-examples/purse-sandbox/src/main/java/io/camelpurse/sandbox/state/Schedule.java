package io.camelpurse.sandbox.state;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;

/** What is to be done later, by the sandbox's clock: expiries, settlements, retries of webhooks. */
public final class Schedule {
    private final Clock clock;
    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>(Comparator.comparing(Entry::due).thenComparing(Entry::number));
    private Runnable onChange = () -> {};
    private long numbers;

    private record Entry(Instant due, long number, Runnable task) {}

    /**
     * An empty schedule.
     *
     * @param clock the time that it goes by
     */
    public Schedule(Clock clock) {
        this.clock = clock;
    }

    /**
     * Says who wants to know when the earliest entry may have changed.
     *
     * @param listener called after each change
     */
    public void onChange(Runnable listener) {
        onChange = listener;
    }

    /**
     * Adds an entry.
     *
     * @param delay from now
     * @param task what to do then
     */
    public void after(Duration delay, Runnable task) {
        at(clock.instant().plus(delay), task);
    }

    /**
     * Adds an entry.
     *
     * @param due when
     * @param task what to do then
     */
    public void at(Instant due, Runnable task) {
        Entry entry = new Entry(due, numbers++, task);
        entries.add(entry);
        if (entries.peek() == entry) {
            onChange.run();
        }
    }

    /**
     * When the next entry is due.
     *
     * @return the time, if there is an entry
     */
    public Optional<Instant> next() {
        return Optional.ofNullable(entries.peek()).map(Entry::due);
    }

    /** Does everything that is due, in order of time. */
    public void runDue() {
        Instant now = clock.instant();
        while (!entries.isEmpty() && !entries.peek().due().isAfter(now)) {
            entries.poll().task().run();
        }
        onChange.run();
    }

    /** Forgets everything. */
    public void clear() {
        entries.clear();
        onChange.run();
    }
}
