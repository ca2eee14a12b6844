package io.camelpurse;

import static io.camelpurse.fixture.MoneyMessage.money;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelpurse.client.ManualTime;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.Scrape;
import io.camelpurse.fixture.WebhookEngine;
import io.camelpurse.sandbox.Fault;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.console.DevConsole;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** JMX, the developer console and Prometheus show the same. Tests {@link ComponentMetrics}. */
class ComponentMetricsTest {

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder()
            .sandbox()
            .jmx()
            .webhooks(WebhookEngine.VERTX)
            .build();

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    @Test
    void allShowTheSameNumbersAfterTheSameRun() throws Exception {
        PURSE.context().getRegistry().bind("metricsRegistry", MeterRegistry.class, registry);
        PURSE.route("purse:webhook", exchange -> {});
        String payment = PURSE.sandbox().authorizedPayment(10_000, "EUR", "ORD-1");
        String capture = "purse:capturePayment?maxRetries=0&merchantReference=";
        PURSE.succeed(capture + "INV-1", money(payment, 1000, "INV-1"));
        PURSE.succeed(capture + "INV-1", money(payment, 1000, "INV-1"));
        PURSE.sandbox().faults().next("capturePayment", Fault.dropResponse());
        PURSE.fail(PurseOutcomeUnknownException.class, capture + "INV-2", money(payment, 1000, "INV-2"));
        PURSE.sandbox().faults().next("capturePayment", Fault.status(422));
        PURSE.fail(PurseRejectedException.class, capture + "INV-3", money(payment, 1000, "INV-3"));
        PURSE.webhooks().post("{}");
        // Time must not pass between the readings: tokens age by the second.
        await().untilAsserted(() -> assertThat(prometheus()).isEqualTo(jmx()).isEqualTo(console()));

        assertThat(jmx())
                .containsEntry("purse.calls{operation=capturePayment,outcome=success}", 2.0)
                .containsEntry("purse.calls{operation=capturePayment,outcome=unknown}", 1.0)
                .containsEntry("purse.calls{operation=capturePayment,outcome=rejected}", 1.0)
                .containsEntry("purse.money.operations{operation=capturePayment}", 1.0)
                .containsEntry("purse.duplicates{operation=capturePayment}", 1.0);
        List<PurseEndpoint> endpoints = PURSE.context().getEndpoints().stream()
                .filter(PurseEndpoint.class::isInstance)
                .map(PurseEndpoint.class::cast)
                .toList();
        assertThat(endpoints.stream().mapToLong(PurseEndpoint::getCalls).sum()).isEqualTo(4);
        assertThat(endpoints.stream()
                        .mapToLong(PurseEndpoint::getUnknownOutcomes)
                        .sum())
                .isEqualTo(1);
        assertThat(endpoints.stream()
                        .mapToLong(PurseEndpoint::getMoneyOperations)
                        .sum())
                .isEqualTo(1);
    }

    @Test
    void whatAnEndpointCountedStaysWhenCamelDropsIt() throws Exception {
        PURSE.succeed("purse:getSigningKeys");
        PURSE.context().removeEndpoint(PURSE.endpoint("purse:getSigningKeys"));

        assertThat(PURSE.endpoint("purse:getSigningKeys").getCalls()).isZero();
        assertThat(jmx()).containsEntry("purse.calls{operation=getSigningKeys,outcome=success}", 1.0);
    }

    @Test
    void aRouteThatHasReceivedNothingIsSilentSinceItsStart() {
        ManualTime time = new ManualTime(Instant.EPOCH, 0);
        ComponentMetrics metrics = new ComponentMetrics(time);
        time.advance(Duration.ofDays(1));
        assertThat(metrics.values()).isEmpty();

        metrics.watchWebhooks();
        time.advance(Duration.ofHours(2));
        metrics.watchWebhooks();

        assertThat(metrics.values()).containsEntry("purse.webhook.age", 7200L);
    }

    /** Without the entries that there are only while something is known, which Prometheus shows as NaN. */
    private SortedMap<String, Double> prometheus() {
        return Scrape.of(registry).samples().stream()
                .filter(sample -> !sample.series().matches("purse_call_(duration|attempts)_.*"))
                .filter(sample -> !Double.isNaN(sample.value()))
                .collect(Collectors.toMap(ComponentMetricsTest::key, Scrape.Sample::value, Double::sum, TreeMap::new));
    }

    private static String key(Scrape.Sample sample) {
        String labels = sample.labels().entrySet().stream()
                .filter(label -> !label.getKey().equals("component"))
                .map(Object::toString)
                .collect(Collectors.joining(","));
        String meter = sample.series().replaceAll("_(total|seconds)$", "").replace('_', '.');
        return labels.isEmpty() ? meter : meter + "{" + labels + "}";
    }

    private static SortedMap<String, Double> jmx() throws Exception {
        MBeanServer server =
                PURSE.context().getManagementStrategy().getManagementAgent().getMBeanServer();
        Set<ObjectName> names = server.queryNames(
                new ObjectName("org.apache.camel:context=" + PURSE.context().getManagementName()
                        + ",type=components,name=\"purse\""),
                null);
        return numbers((Map<?, ?>) server.getAttribute(names.iterator().next(), "Metrics"));
    }

    private static SortedMap<String, Double> console() throws Exception {
        DevConsole console = PluginHelper.getDevConsoleResolver(PURSE.context()).resolveDevConsole("purse");
        Map<?, ?> json = (Map<?, ?>) console.call(DevConsole.MediaType.JSON);
        return numbers((Map<?, ?>) ((Map<?, ?>) ((List<?>) json.get("components")).get(0)).get("metrics"));
    }

    private static SortedMap<String, Double> numbers(Map<?, ?> values) {
        SortedMap<String, Double> numbers = new TreeMap<>();
        values.forEach((name, value) -> numbers.put((String) name, ((Number) value).doubleValue()));
        return numbers;
    }
}
