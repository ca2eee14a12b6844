package io.camelpurse.metrics;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;

/** Exports the metrics of a component. The values of tags are given in the order of {@link PurseMeter#tags}. */
interface MetricsExport {

    /** Exports nothing: the application uses no Micrometer. */
    MetricsExport NONE = new MetricsExport() {};

    /**
     * Exports to the application's meter registry.
     *
     * @param component the name of the component
     * @return {@link #NONE} without Micrometer on the class path or a registry in the Camel context
     */
    static MetricsExport of(CamelContext context, String component) {
        boolean hasMicrometer = context.getClassResolver().resolveClass(MicrometerMetrics.REGISTRY) != null;
        return hasMicrometer ? MicrometerMetrics.find(context, component) : NONE;
    }

    /** Records a duration. */
    default void record(PurseMeter timer, Duration duration, List<String> tags) {}

    /** Records a value. */
    default void record(PurseMeter histogram, int value, List<String> tags) {}

    /**
     * Reads a value whenever the metric is asked for.
     *
     * @param value its result may be {@code null}: there is none at present
     */
    default void watch(PurseMeter gaugeOrCounter, Supplier<Number> value, List<String> tags) {}

    /** Removes what is watched. */
    default void close() {}
}
