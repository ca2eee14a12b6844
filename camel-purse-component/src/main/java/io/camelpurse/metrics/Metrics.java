package io.camelpurse.metrics;

import java.time.Duration;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;

/** Where the metrics of one component go. The values of tags are given in the order of {@link PurseMeter#tags}. */
public interface Metrics {

    /** Goes nowhere: the application uses no Micrometer. */
    Metrics NONE = new Metrics() {};

    /**
     * Those of a component, in the application's meter registry if it has one.
     *
     * @param component the name of the component
     * @return {@link #NONE} without Micrometer on the class path or a registry in the Camel context
     */
    static Metrics of(CamelContext context, String component) {
        boolean hasMicrometer = context.getClassResolver().resolveClass(MicrometerMetrics.REGISTRY) != null;
        return hasMicrometer ? MicrometerMetrics.find(context, component) : NONE;
    }

    /** Counts one more. */
    default void count(PurseMeter counter, String... tags) {}

    /** Records a duration. */
    default void record(PurseMeter timer, Duration duration, String... tags) {}

    /** Records a value. */
    default void record(PurseMeter histogram, int value, String... tags) {}

    /**
     * Reads a value whenever the metric is asked for. Only the first one is read of several with the same tags.
     *
     * @param value its result may be {@code null}: there is none at present
     */
    default void watch(PurseMeter gaugeOrCounter, Supplier<Number> value, String... tags) {}

    /** Removes what is watched. */
    default void close() {}
}
