package io.camelpurse.ordertocash;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.sandbox.Fault;
import io.camelpurse.sandbox.WebhookDelivery;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinkPollingTest {

    @TempDir
    private Path root;

    @Test
    void anOrderWithoutNotificationsIsReconciled() throws Exception {
        try (Stage stage = new Stage(root, Map.of("orderToCash.linkPollInterval", "0.5"))) {
            stage.purse().faults().always("webhook", Fault.dropped());
            String payment = stage.paidOrder("ORD-1", "EUR", "10.00");
            stage.deliver("1.xml", Documents.invoice("INV-1", "ORD-1", "EUR", "6.00"));

            stage.awaitDone("1.xml");

            assertThat(stage.amount(payment, "total_captured")).isEqualTo(600);
            assertThat(stage.purse().webhooks())
                    .extracting(WebhookDelivery::state)
                    .containsOnly("DROPPED");
        }
    }
}
