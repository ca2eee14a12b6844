package io.camelpurse.metrics;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;

/**
 * The metrics of one component. JMX and the developer console show their values, and Micrometer reads the same where
 * the application uses it. Histograms are kept by Micrometer alone. The values of tags are given in the order of
 * {@link PurseMeter#tags}.
 */
public final class Metrics {

    private record Series(PurseMeter meter, List<String> tags) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Series, Supplier<Number>> watched = new LinkedHashMap<>();
    private volatile MetricsExport export = MetricsExport.NONE;

    /**
     * Reads a value whenever the metric is asked for. Only the first one is read of several with the same tags.
     *
     * @param value its result may be {@code null}: there is none at present
     */
    public void watch(PurseMeter gaugeOrCounter, Supplier<Number> value, String... tags) {
        lock.lock();
        try {
            List<String> values = List.of(tags);
            if (watched.putIfAbsent(new Series(gaugeOrCounter, values), value) == null) {
                export.watch(gaugeOrCounter, value, values);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Records a duration. */
    public void record(PurseMeter timer, Duration duration, String... tags) {
        export.record(timer, duration, List.of(tags));
    }

    /** Records a value. */
    public void record(PurseMeter histogram, int value, String... tags) {
        export.record(histogram, value, List.of(tags));
    }

    /** The present values of what is watched, by names such as {@code purse.token.fetches{outcome=success}}. */
    public SortedMap<String, Number> values() {
        SortedMap<String, Number> values = new TreeMap<>();
        lock.lock();
        try {
            watched.forEach((series, value) -> {
                Number present = value.get();
                if (present != null) {
                    values.put(series.meter().series(series.tags()), present);
                }
            });
        } finally {
            lock.unlock();
        }
        return values;
    }

    /**
     * Exports to the application's meter registry, if there is one by now.
     *
     * @param component the name of the component
     */
    public void export(CamelContext context, String component) {
        lock.lock();
        try {
            if (export == MetricsExport.NONE) {
                MetricsExport found = MetricsExport.of(context, component);
                watched.forEach((series, value) -> found.watch(series.meter(), value, series.tags()));
                export = found;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Removes what is watched. */
    public void close() {
        lock.lock();
        try {
            export.close();
            export = MetricsExport.NONE;
            watched.clear();
        } finally {
            lock.unlock();
        }
    }
}
