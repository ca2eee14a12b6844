package io.camelpurse.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** What happened, as a table that can be read; empty where nobody reads it. */
final class Trace {

    private final VirtualTime time;
    private final boolean kept;
    private final List<String> lines = new ArrayList<>();

    Trace(VirtualTime time, boolean kept) {
        this.time = time;
        this.kept = kept;
    }

    void add(String actor, Supplier<String> event) {
        if (kept) {
            lines.add(String.format(Locale.ROOT, "%,10d ms | %-12s | %s", time.millis(), actor, event.get()));
        }
    }

    List<String> lines() {
        return lines;
    }
}
