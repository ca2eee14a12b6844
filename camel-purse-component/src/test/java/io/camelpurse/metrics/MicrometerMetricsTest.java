package io.camelpurse.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.PurseConstants;
import io.camelpurse.PurseRejectedException;
import io.camelpurse.PurseValidationException;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.sandbox.Fault;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The metrics of real calls, in the form in which Prometheus reads them.
 *
 * <p>Tests {@link Metrics} and {@link PurseMeter}.
 */
class MicrometerMetricsTest {

    @RegisterExtension
    static final PurseExtension PURSE =
            PurseExtension.builder().sandbox().startedByTest().build();

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    @BeforeEach
    void bind() {
        PURSE.context().getRegistry().bind("metricsRegistry", MeterRegistry.class, registry);
    }

    @Test
    void aCallIsCountedByOutcomeWithItsDurationAndAttempts() {
        String payment = PURSE.sandbox().authorizedPayment(4299, "EUR", "order-1");
        PURSE.sandbox().faults().next("capturePayment", Fault.status(503));

        PURSE.succeed("purse:capturePayment", "", capture(payment, 4299));
        PURSE.fail(PurseRejectedException.class, "purse:capturePayment", "", capture(payment, 4300));
        PURSE.fail(PurseValidationException.class, "purse:capturePayment", "", Map.of());

        assertThat(scraped())
                .contains(calls("success") + " 1", calls("rejected") + " 1", calls("invalid") + " 1")
                .contains("purse_call_attempts_sum{component=\"purse\",operation=\"capturePayment\"} 3.0")
                .contains("purse_money_operations_total{component=\"purse\",operation=\"capturePayment\"} 1.0")
                .contains("purse_retries_total{component=\"purse\"} 1.0")
                .contains("purse_calls_active{component=\"purse\",operation=\"capturePayment\"} 0.0")
                .contains("purse_calls_seconds_bucket{component=\"purse\",operation=\"capturePayment\","
                        + "outcome=\"success\",le=\"60.0\"} 1");
    }

    @Test
    void aDuplicateIsCountedWhereTheFirstResponseWasLost() {
        String payment = PURSE.sandbox().authorizedPayment(4299, "EUR", "order-1");
        PURSE.sandbox().faults().next("capturePayment", Fault.dropResponse());
        PURSE.succeed("purse:capturePayment", "", capture(payment, 4299));
        assertThat(scraped()).contains("purse_duplicates_total{component=\"purse\",operation=\"capturePayment\"} 1.0");
    }

    @Test
    void tokensAndConnectionsAreShown() {
        PURSE.sandbox().faults().next("getAccessToken", Fault.status(503));
        PURSE.succeed("purse:getSigningKeys", "", Map.of());
        assertThat(scraped())
                .contains("purse_token_fetches_total{component=\"purse\",result=\"success\"} 1.0")
                .contains("purse_token_fetches_total{component=\"purse\",result=\"failure\"} 1.0")
                .contains("purse_token_age_seconds{component=\"purse\"} 0.0")
                .containsPattern("purse_connections\\{component=\"purse\",state=\"available\"} [12]\\.0")
                .contains("purse_connections{component=\"purse\",state=\"leased\"} 0.0")
                .contains("purse_connections{component=\"purse\",state=\"pending\"} 0.0")
                .contains("purse_retry_budget{component=\"purse\"} 9.0")
                .contains("purse_signing_keys_age_seconds{component=\"purse\"} NaN");
    }

    @Test
    void everyMetricHasTheTagsOfTheTableAndNoOthers() {
        PURSE.succeed("purse:getSigningKeys", "", Map.of());
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
    void aStoppedComponentWatchesNothingAnyMore() {
        PURSE.succeed("purse:getSigningKeys", "", Map.of());
        PURSE.component().stop();
        assertThat(scraped()).doesNotContain("purse_token_age_seconds", "purse_calls_active");
    }

    @Test
    void withoutARegistryNothingIsMeasured() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            assertThat(Metrics.of(context, "purse")).isSameAs(Metrics.NONE);
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
            Metrics.of(context, "shop").count(PurseMeter.DUPLICATES, "voidPayment");
            assertThat(all.get("purse.duplicates")
                            .tag("component", "shop")
                            .counter()
                            .count())
                    .isEqualTo(1);
        }
    }

    private String scraped() {
        return registry.scrape();
    }

    private static String calls(String outcome) {
        return "purse_calls_seconds_count{component=\"purse\",operation=\"capturePayment\",outcome=\"" + outcome
                + "\"}";
    }

    private static Map<String, Object> capture(String payment, long amount) {
        return Map.of(
                PurseConstants.PAYMENT_ID,
                payment,
                PurseConstants.AMOUNT,
                amount,
                PurseConstants.MERCHANT_REFERENCE,
                "invoice-" + amount);
    }
}
