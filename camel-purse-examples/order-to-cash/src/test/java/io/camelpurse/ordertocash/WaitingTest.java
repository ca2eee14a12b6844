package io.camelpurse.ordertocash;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.sandbox.Fault;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WaitingTest {

    @TempDir
    private Path root;

    @Test
    void anInvoiceWaitsAsLongAsItsOrderDoes() throws Exception {
        try (Stage stage = new Stage(root, Map.of("orderToCash.orderPeriod", "0.1"))) {
            stage.purse().faults().always("createPaymentLink", Fault.status(500));
            stage.deliver("2.xml", Documents.order("ORD-1", "EUR", "10.00"));
            stage.awaitCalls("createPaymentLink", 1);
            stage.deliver("1.xml", Documents.invoice("INV-1", "ORD-1", "EUR", "10.00"));
            stage.awaitAttempts("2.xml", 4);
            assertThat(stage.isOpen("1.xml")).isTrue();

            stage.purse().faults().clear();
            String payment = stage.purse().shopper().pay(stage.link("ORD-1"));
            stage.awaitDone("1.xml");

            assertThat(stage.amount(payment, "total_captured")).isEqualTo(1000);
        }
    }
}
