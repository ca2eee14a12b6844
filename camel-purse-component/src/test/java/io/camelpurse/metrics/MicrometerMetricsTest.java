package io.camelpurse.metrics;

import static io.camelpurse.fixture.MoneyMessage.money;
import static io.camelpurse.fixture.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelpurse.PurseConstants;
import io.camelpurse.PurseRejectedException;
import io.camelpurse.PurseValidationException;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.Scrape;
import io.camelpurse.producer.CallResult;
import io.camelpurse.sandbox.Fault;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The metrics of real calls, in the form in which Prometheus reads them.
 *
 * <p>Tests {@link Metrics}, {@link MetricsExport} and {@link PurseMeter}.
 */
class MicrometerMetricsTest {

    @RegisterExtension
    static final PurseExtension PURSE =
            PurseExtension.builder().sandbox().startedByTest().build();

    private static final String CAPTURE = "purse:capturePayment?maxRetries=0";
    private static final Map<String, String> CAPTURES = Map.of("component", "purse", "operation", "capturePayment");

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    @BeforeEach
    void bind() {
        PURSE.context().getRegistry().bind("metricsRegistry", MeterRegistry.class, registry);
    }

    @Test
    void aCallIsCountedByOutcomeWithItsDurationAndAttempts() {
        String payment = authorized();
        PURSE.sandbox().faults().next("capturePayment", Fault.status(503));

        PURSE.succeed("purse:capturePayment", money(payment, 4000, "invoice-1"));
        PURSE.fail(PurseRejectedException.class, "purse:capturePayment", money(payment, 9000, "invoice-2"));
        PURSE.fail(PurseValidationException.class, "purse:capturePayment", message -> {});

        Map<String, Double> ended = Map.of("success", 1.0, "rejected", 1.0, "invalid", 1.0);
        assertThat(outcomes()).containsAllEntriesOf(ended);
        assertThat(scrape().by("outcome", "purse_call_duration_seconds_count", CAPTURES))
                .isEqualTo(ended);
        assertThat(scrape().by("outcome", "purse_call_duration_seconds_bucket", with("le", "60.0")))
                .isEqualTo(ended);
        assertThat(scrape().by("le", "purse_call_attempts_bucket", CAPTURES))
                .isEqualTo(Map.of("1.0", 1.0, "2.0", 2.0, "3.0", 2.0, "5.0", 2.0, "8.0", 2.0, "+Inf", 2.0));
        assertThat(scrape().value("purse_call_attempts_sum", CAPTURES)).isEqualTo(3);
        assertThat(scrape().value("purse_money_operations_total", CAPTURES)).isEqualTo(1);
        assertThat(scrape().value("purse_retries_total")).isEqualTo(1);
        assertThat(scrape().value("purse_calls_active", CAPTURES)).isZero();
    }

    /** An alert sees only the change of a counter that Prometheus has read before. */
    @ParameterizedTest
    @EnumSource
    void everyOutcomeIsCountedFromZero(CallResult result) throws Exception {
        String payment = authorized();
        PURSE.producer(CAPTURE);
        SortedMap<String, Double> expected = new TreeMap<>(
                Arrays.stream(CallResult.values()).collect(Collectors.toMap(CallResult::tag, all -> 0.0)));
        assertThat(outcomes()).isEqualTo(expected);
        assertThat(scrape().value("purse_money_operations_total", CAPTURES)).isZero();
        assertThat(scrape().value("purse_duplicates_total", CAPTURES)).isZero();

        end(payment, result);

        expected.put(result.tag(), 1.0);
        assertThat(outcomes()).isEqualTo(expected);
    }

    private static void end(String payment, CallResult result) {
        switch (result) {
            case SUCCESS -> capture(payment);
            case FAILED -> capture(payment, Fault.conflict());
            case REJECTED -> capture(payment, Fault.status(422));
            case UNAUTHORIZED -> capture(payment, Fault.forbidden());
            case INVALID -> PURSE.send(CAPTURE, money(payment, -1, "invoice-1"));
            case UNAVAILABLE -> capture(payment, Fault.status(429));
            case UNKNOWN -> capture(payment, Fault.dropResponse());
            case ERROR -> PURSE.send(CAPTURE, new WithoutItsLibrary(), Map.of(PurseConstants.PAYMENT_ID, payment));
        }
    }

    /** An object of the application as a body. */
    public static final class WithoutItsLibrary {

        public String getCurrency() {
            throw new NoClassDefFoundError("com/erp/Currency");
        }
    }

    private static void capture(String payment, Fault... faults) {
        PURSE.sandbox().faults().next("capturePayment", faults);
        PURSE.send(CAPTURE, money(payment, 4000, "invoice-1"));
    }

    @Test
    void aCallIsActiveUntilItEnds() throws Exception {
        String payment = authorized();
        PURSE.sandbox().faults().next("capturePayment", Fault.latency(Duration.ofSeconds(2)));
        Future<Exchange> call = PURSE.template().asyncSend(CAPTURE, exchange -> {
            Message message = exchange.getMessage();
            money(payment, 4000, "invoice-1").accept(message);
        });
        await().untilAsserted(() -> assertThat(scrape().value("purse_connections", Map.of("state", "leased")))
                .isEqualTo(1));
        assertThat(scrape().value("purse_calls_active", CAPTURES)).isEqualTo(1);

        call.get(PATIENCE, TimeUnit.SECONDS);
        assertThat(scrape().value("purse_calls_active", CAPTURES)).isZero();
    }

    @Test
    void aDuplicateIsCountedWhereTheFirstResponseWasLost() {
        String payment = authorized();
        PURSE.sandbox().faults().next("capturePayment", Fault.dropResponse());
        PURSE.succeed("purse:capturePayment", money(payment, 4299, "invoice-1"));
        assertThat(scrape().value("purse_duplicates_total", CAPTURES)).isEqualTo(1);
        assertThat(scrape().value("purse_money_operations_total", CAPTURES)).isZero();
    }

    @Test
    void tokensAndConnectionsAreShown() {
        PURSE.sandbox().faults().next("getAccessToken", Fault.status(503));
        PURSE.succeed("purse:getSigningKeys");
        assertThat(scrape().by("outcome", "purse_token_fetches_total", Map.of()))
                .isEqualTo(Map.of("success", 1.0, "failure", 1.0));
        assertThat(scrape().value("purse_token_age_seconds")).isBetween(0.0, (double) PATIENCE);
        assertThat(scrape().by("state", "purse_connections", Map.of()))
                .hasEntrySatisfying("available", open -> assertThat(open).isBetween(1.0, 2.0))
                .containsEntry("leased", 0.0)
                .containsEntry("pending", 0.0)
                .hasSize(3);
        assertThat(scrape().value("purse_retry_budget")).isEqualTo(9);
        assertThat(scrape().value("purse_signing_keys_age_seconds")).isNaN();
    }

    @Test
    void signingKeysHaveAnAgeAsSoonAsTheyAreNeeded() {
        String data = PURSE.sandbox().sign(Map.of("payment_id", authorized()));
        PURSE.succeed("purse:verifyRedirection", data, Map.of());
        assertThat(scrape().value("purse_signing_keys_age_seconds")).isBetween(0.0, (double) PATIENCE);
    }

    @Test
    void everyMetricHasTheTagsOfTheTableAndNoOthers() {
        PURSE.succeed("purse:getSigningKeys");
        Map<String, PurseMeter> table =
                Arrays.stream(PurseMeter.values()).collect(Collectors.toMap(PurseMeter::meter, Function.identity()));
        assertThat(registry.getMeters())
                .filteredOn(meter -> meter.getId().getName().startsWith("purse."))
                .hasSizeGreaterThan(8)
                .allSatisfy(meter -> assertThat(meter.getId().getTags().stream()
                                .map(Tag::getKey)
                                .filter(tag -> !tag.equals("component")))
                        .containsExactlyInAnyOrderElementsOf(
                                table.get(meter.getId().getName()).tags()));
    }

    @Test
    void aSeriesBelongsToTheComponentThatRegisteredItFirst() {
        MeterRegistry shared = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new MicrometerMetrics(shared, "purse").watch(PurseMeter.RETRIES, () -> 1, List.of());
        new MicrometerMetrics(shared, "purse").watch(PurseMeter.RETRIES, () -> 2, List.of());
        new MicrometerMetrics(shared, "another").watch(PurseMeter.RETRIES, () -> 3, List.of());

        assertThat(shared.find("purse.retries").functionCounters())
                .extracting(FunctionCounter::count)
                .containsExactlyInAnyOrder(1.0, 3.0);
    }

    /** With Camel Main, the registry may be bound when some endpoints have started. */
    @Test
    void aRegistryThatIsBoundLaterGetsWhatWasCountedBefore() {
        PURSE.context().getRegistry().unbind("metricsRegistry");
        PURSE.succeed("purse:getSigningKeys");
        assertThat(scrape().samples()).isEmpty();

        bind();
        PURSE.succeed("purse:getPayment", "", Map.of(PurseConstants.PAYMENT_ID, authorized()));

        assertThat(scrape().by("operation", "purse_calls_total", Map.of("outcome", "success")))
                .isEqualTo(Map.of("getSigningKeys", 1.0, "getPayment", 1.0));
    }

    @Test
    void aStoppedComponentWatchesNothingAnyMore() {
        PURSE.succeed("purse:getSigningKeys");
        PURSE.component().stop();
        assertThat(scrape().samples())
                .extracting(Scrape.Sample::series)
                .noneMatch(series -> series.matches("purse_(token|calls|connections|webhooks).*"));
    }

    @Test
    void withoutARegistryNothingIsExported() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            assertThat(MetricsExport.of(context, "purse")).isSameAs(MetricsExport.NONE);
        }
    }

    @Test
    void ofSeveralRegistriesTheOneThatPassesOnToTheOthersIsUsed() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            CompositeMeterRegistry all = new CompositeMeterRegistry();
            SimpleMeterRegistry one = new SimpleMeterRegistry();
            all.add(one);
            context.getRegistry().bind("one", MeterRegistry.class, one);
            context.getRegistry().bind("all", MeterRegistry.class, all);
            Metrics metrics = new Metrics();
            metrics.watch(PurseMeter.DUPLICATES, () -> 1, "voidPayment");
            metrics.export(context, "shop");
            assertThat(all.get("purse.duplicates")
                            .tag("component", "shop")
                            .functionCounter()
                            .count())
                    .isEqualTo(1);
        }
    }

    private static String authorized() {
        return PURSE.sandbox().authorizedPayment(4299, "EUR", "order-1");
    }

    private SortedMap<String, Double> outcomes() {
        return scrape().by("outcome", "purse_calls_total", CAPTURES);
    }

    private static Map<String, String> with(String label, String value) {
        Map<String, String> labels = new TreeMap<>(CAPTURES);
        labels.put(label, value);
        return labels;
    }

    private Scrape scrape() {
        return Scrape.of(registry);
    }
}
