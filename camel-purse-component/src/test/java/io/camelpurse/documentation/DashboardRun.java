package io.camelpurse.documentation;

import static io.camelpurse.fixture.MoneyMessage.money;
import static io.camelpurse.fixture.WebhookClient.HEADER;
import static io.camelpurse.fixture.WebhookClient.PATH;

import io.camelpurse.PurseConstants;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.Scrape;
import io.camelpurse.fixture.WebhookEngine;
import io.camelpurse.fixture.WebhookPayloads;
import io.camelpurse.sandbox.Fault;
import io.camelpurse.sandbox.PurseSandbox;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;

/** Captures, voids and receives notifications, with an outage in the middle. Each round counts as 15 seconds. */
final class DashboardRun {

    private static final int ROUNDS = 60;
    private static final int OUTAGE_BEGINS = 30;
    private static final int OUTAGE_ENDS = 36;

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Recording recording = new Recording(Duration.ofSeconds(15));
    private final PurseExtension purse;
    private final PurseSandbox sandbox;

    private DashboardRun(PurseExtension purse) {
        this.purse = purse;
        this.sandbox = purse.sandbox();
    }

    static Recording record() throws Exception {
        try (PurseExtension purse = PurseExtension.builder()
                .sandbox()
                .webhooks(WebhookEngine.VERTX)
                .configure(configuration -> configuration.setMaxRetries(1))
                .build()
                .open()) {
            return new DashboardRun(purse).recorded();
        }
    }

    private Recording recorded() throws Exception {
        purse.context().getRegistry().bind("metricsRegistry", MeterRegistry.class, registry);
        purse.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:capture").to("purse:capturePayment");
                from("direct:void").to("purse:voidPayment");
                from("direct:read").to("purse:getPayment");
                from("direct:return").to("purse:verifyRedirection");
                from("purse:webhook").process(exchange -> {
                    if (exchange.getMessage().getHeader(PurseConstants.PAYMENT_LINK_ID) != null) {
                        throw new IllegalStateException("the ERP knows no links");
                    }
                });
            }
        });
        recording.add(Scrape.of(registry));
        sandbox.faults().rate("capturePayment", 0.2, PurseSandbox.DEFAULT_SEED, Fault.status(503));
        for (int round = 1; round < ROUNDS; round++) {
            if (round == OUTAGE_BEGINS) {
                sandbox.faults().always("*", Fault.resetBefore());
            }
            if (round == OUTAGE_ENDS) {
                sandbox.faults().clear();
                sandbox.faults().next("capturePayment", Fault.conflict());
            }
            call(round);
            receive(round);
            recording.add(Scrape.of(registry));
        }
        return recording;
    }

    private void call(int round) {
        String payment = sandbox.authorizedPayment(10_000, "EUR", "ORD-" + round);
        for (int i = 0; i < 3 + round % 4; i++) {
            purse.send("direct:capture", money(payment, 1000, "INV-" + round + "-" + i));
        }
        purse.send("direct:capture", money(payment, 1000, "INV-" + round + "-0"));
        purse.send("direct:void", money(payment, 100, "VOID-" + round));
        purse.send("direct:read", "", Map.of(PurseConstants.PAYMENT_ID, payment));
        purse.send("direct:return", sandbox.sign(Map.of("payment_id", payment)), Map.of());
    }

    private void receive(int round) throws Exception {
        String payment = WebhookPayloads.payment(WebhookPayloads.PAYMENT, round);
        purse.webhooks().post(payment);
        if (round % 3 == 0) {
            purse.webhooks().post(payment);
        }
        if (round % 10 == 0) {
            purse.webhooks().post(WebhookPayloads.link("5b1d6c3e-2f0a-4c57-9d5e-0b8a4f6c7d21", round));
            purse.webhooks().post(PATH, HEADER, "wrong");
        }
    }
}
