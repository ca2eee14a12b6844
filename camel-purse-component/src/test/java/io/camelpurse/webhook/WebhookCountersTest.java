package io.camelpurse.webhook;

import static io.camelpurse.fixture.WebhookClient.HEADER;
import static io.camelpurse.fixture.WebhookClient.PATH;
import static io.camelpurse.fixture.WebhookPayloads.PAYMENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.client.ManualTime;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.Scrape;
import io.camelpurse.fixture.WebhookEngine;
import io.camelpurse.fixture.WebhookPayloads;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What Prometheus reads of webhook requests. Tests {@link WebhookCounters} and {@link WebhookResult}. */
class WebhookCountersTest {

    private static final ManualTime TIME = new ManualTime(Instant.parse("2026-11-27T12:00:00Z"), 0);

    @RegisterExtension
    static final PurseExtension PURSE =
            PurseExtension.builder().time(TIME).webhooks(WebhookEngine.VERTX).build();

    private static final String LINK = "5b1d6c3e-2f0a-4c57-9d5e-0b8a4f6c7d21";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    @Test
    void eachRequestIsCountedByResourceAndResult() throws Exception {
        receive();
        assertThat(nonZero("outcome", "purse_webhooks_total")).isEmpty();
        assertThat(scrape().by("reason", "purse_webhook_rejections_total", Map.of()))
                .hasSize(WebhookRejection.values().length)
                .containsEntry("token", 0.0);

        PURSE.webhooks().post(WebhookPayloads.payment(PAYMENT, 3));
        PURSE.webhooks().post(WebhookPayloads.payment(PAYMENT, 3));
        PURSE.webhooks().post(WebhookPayloads.payment(PAYMENT, 2));
        PURSE.webhooks().post(WebhookPayloads.link(LINK, 1));
        PURSE.webhooks().post(PATH, HEADER, "wrong");

        assertThat(results("payment")).isEqualTo(Map.of("processed", 1.0, "duplicate", 1.0, "stale", 1.0));
        assertThat(results("payment_link")).isEqualTo(Map.of("route_failed", 1.0));
        assertThat(results("client_session")).isEmpty();
        assertThat(results("unknown")).isEqualTo(Map.of("rejected", 1.0));
        assertThat(nonZero("reason", "purse_webhook_rejections_total")).isEqualTo(Map.of("token", 1.0));
    }

    /** A sender without the token must not silence the alert. */
    @Test
    void onlyARequestWithTheTokenEndsTheSilence() throws Exception {
        receive();
        TIME.advance(Duration.ofHours(1));
        PURSE.webhooks().post(PATH, HEADER, "wrong");
        assertThat(scrape().value("purse_webhook_age_seconds")).isEqualTo(3600);
        PURSE.webhooks().post(WebhookPayloads.payment());
        assertThat(scrape().value("purse_webhook_age_seconds")).isZero();
    }

    @Test
    void whatAnEndpointCountsIsCountedForItsComponent() {
        WebhookCounters component = new WebhookCounters();
        WebhookCounters endpoint = component.ofEndpoint();
        component.ofEndpoint().ended(Optional.of(WebhookResource.payment), WebhookOutcome.FAILED);
        endpoint.ended(Optional.of(WebhookResource.payment), WebhookOutcome.FAILED);
        endpoint.ended(Optional.empty(), WebhookOutcome.rejected(WebhookRejection.BUSY));

        assertThat(endpoint.failureCount()).isEqualTo(1);
        assertThat(component.failureCount()).isEqualTo(2);
        assertThat(component.rejectedCounts()).isEqualTo(Map.of("BUSY", 1L));
    }

    private void receive() throws Exception {
        PURSE.context().getRegistry().bind("metricsRegistry", MeterRegistry.class, registry);
        PURSE.route("purse:webhook", exchange -> {
            if (exchange.getMessage().getBody(String.class).contains(LINK)) {
                throw new IllegalStateException("the ERP rejects it");
            }
        });
    }

    private SortedMap<String, Double> results(String resource) {
        return nonZero("outcome", "purse_webhooks_total", Map.of("resource", resource));
    }

    private SortedMap<String, Double> nonZero(String label, String series) {
        return nonZero(label, series, Map.of());
    }

    private SortedMap<String, Double> nonZero(String label, String series, Map<String, String> others) {
        SortedMap<String, Double> found = new TreeMap<>(scrape().by(label, series, others));
        assertThat(found).isNotEmpty();
        found.values().removeIf(value -> value == 0);
        return found;
    }

    private Scrape scrape() {
        return Scrape.of(registry);
    }
}
