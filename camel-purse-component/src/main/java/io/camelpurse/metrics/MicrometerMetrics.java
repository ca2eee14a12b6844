package io.camelpurse.metrics;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.Registry;

/** Metrics in a meter registry of Micrometer. */
final class MicrometerMetrics implements MetricsExport {

    static final String REGISTRY = "io.micrometer.core.instrument.MeterRegistry";

    /** The name under which camel-micrometer binds the registry. */
    private static final String NAME_IN_CAMEL = "metricsRegistry";

    /** Few buckets, since each of them is a series for each operation and outcome. */
    private static final Duration[] DURATIONS =
            List.of(50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000).stream()
                    .map(Duration::ofMillis)
                    .toArray(Duration[]::new);

    private static final double[] ATTEMPTS = {1, 2, 3, 5, 8};

    private final MeterRegistry registry;
    private final String component;
    private final List<Reading> watched = new CopyOnWriteArrayList<>();

    /** Holds the value, to which Micrometer itself refers weakly. */
    private record Reading(Meter meter, Supplier<Number> value) {}

    MicrometerMetrics(MeterRegistry registry, String component) {
        this.registry = registry;
        this.component = component;
    }

    static MetricsExport find(CamelContext context, String component) {
        Registry beans = context.getRegistry();
        MeterRegistry named = beans.lookupByNameAndType(NAME_IN_CAMEL, MeterRegistry.class);
        if (named != null) {
            return new MicrometerMetrics(named, component);
        }
        Set<MeterRegistry> all = beans.findByType(MeterRegistry.class);
        return all.stream()
                // Of several, the one that passes everything on to the others.
                .filter(registry -> all.size() == 1 || registry instanceof CompositeMeterRegistry)
                .findFirst()
                .<MetricsExport>map(registry -> new MicrometerMetrics(registry, component))
                .orElse(NONE);
    }

    @Override
    public void record(PurseMeter timer, Duration duration, List<String> tags) {
        Timer.builder(timer.meter())
                .description(timer.description())
                .tags(tags(timer, tags))
                .serviceLevelObjectives(DURATIONS)
                .register(registry)
                .record(duration);
    }

    @Override
    public void record(PurseMeter histogram, int value, List<String> tags) {
        DistributionSummary.builder(histogram.meter())
                .description(histogram.description())
                .tags(tags(histogram, tags))
                .serviceLevelObjectives(ATTEMPTS)
                .register(registry)
                .record(value);
    }

    @Override
    public void watch(PurseMeter meter, Supplier<Number> value, List<String> tags) {
        Tags named = tags(meter, tags);
        Meter registered =
                meter.kind() == PurseMeter.Kind.COUNTER ? counter(meter, value, named) : gauge(meter, value, named);
        watched.add(new Reading(registered, value));
    }

    private Meter counter(PurseMeter meter, Supplier<Number> value, Tags tags) {
        return FunctionCounter.builder(
                        meter.meter(), value, supplier -> supplier.get().doubleValue())
                .description(meter.description())
                .tags(tags)
                .register(registry);
    }

    private Meter gauge(PurseMeter meter, Supplier<Number> value, Tags tags) {
        return Gauge.builder(meter.meter(), value)
                .description(meter.description())
                .baseUnit(meter.kind() == PurseMeter.Kind.SECONDS ? "seconds" : null)
                .tags(tags)
                .register(registry);
    }

    @Override
    public void close() {
        watched.forEach(reading -> registry.remove(reading.meter()));
        watched.clear();
    }

    private Tags tags(PurseMeter meter, List<String> values) {
        Tags tags = Tags.of("component", component);
        for (int i = 0; i < values.size(); i++) {
            tags = tags.and(meter.tags().get(i), values.get(i));
        }
        return tags;
    }
}
