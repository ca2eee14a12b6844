package io.camelpurse.documentation;

import static io.camelpurse.fixture.MoneyMessage.money;

import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.Scrape;
import io.camelpurse.fixture.WebhookEngine;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The series that Prometheus reads from an application that captures and receives notifications.
 *
 * @param labels by series and name: the values that occur
 */
record ExportedSeries(Map<String, Map<String, Set<String>>> labels) {

    static ExportedSeries read() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        try (PurseExtension purse = PurseExtension.builder()
                .sandbox()
                .webhooks(WebhookEngine.VERTX)
                .build()
                .open()) {
            purse.context().getRegistry().bind("metricsRegistry", MeterRegistry.class, registry);
            purse.receive("purse:webhook");
            String payment = purse.sandbox().authorizedPayment(10_000, "EUR", "ORD-1");
            purse.succeed("purse:capturePayment", money(payment, 1000, "INV-1"));
            return new ExportedSeries(labels(Scrape.of(registry)));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Map<String, Set<String>>> labels(Scrape scrape) {
        Map<String, Map<String, Set<String>>> series = new TreeMap<>();
        scrape.samples().forEach(sample -> {
            Map<String, Set<String>> labels = series.computeIfAbsent(sample.series(), added -> new TreeMap<>());
            sample.labels().forEach((name, value) -> labels.computeIfAbsent(name, added -> new TreeSet<>())
                    .add(value));
        });
        return series;
    }

    Set<String> names() {
        return labels.keySet();
    }
}
