package io.camelpurse.documentation;

import io.camelpurse.fixture.Scrape;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What Prometheus has read of an application, each time an interval after the time before. */
final class Recording {

    private final Duration interval;
    private final List<Scrape> scrapes = new ArrayList<>();

    Recording(Duration interval) {
        this.interval = interval;
    }

    void add(Scrape scrape) {
        scrapes.add(scrape);
    }

    int size() {
        return scrapes.size();
    }

    Scrape at(int index) {
        return scrapes.get(index);
    }

    double seconds(int from, int to) {
        return interval.multipliedBy(to - from).toMillis() / 1000.0;
    }

    /** The first scrape that a range before another one contains. */
    int begin(int index, Duration range) {
        return (int) Math.max(0, index - range.toMillis() / interval.toMillis());
    }
}
