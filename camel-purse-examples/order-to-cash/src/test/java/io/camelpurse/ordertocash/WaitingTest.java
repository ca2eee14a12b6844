package io.camelpurse.ordertocash;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.sandbox.Fault;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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

    @Test
    void anUnpaidOrderIsCancelledEvenIfAnInvoiceWaitsForItsPayment() throws Exception {
        try (Stage stage = new Stage(root, Map.of())) {
            stage.deliver("0.xml", Documents.order("ORD-1", "EUR", "10.00"));
            String link = stage.link("ORD-1");
            stage.deliver("1.xml", Documents.finalInvoice("INV-1", "ORD-1", "EUR", "6.00"));
            stage.awaitAttempts("1.xml", 1);
            stage.deliver("2.xml", Documents.cancellation("CAN-1", "ORD-1"));
            stage.awaitDone("2.xml");

            assertThat(stage.purse().paymentLink(link).path("status").asText()).isEqualTo("CANCELLED");
            assertThat(stage.awaitRejected("1.xml")).contains("not paid: its payment link is CANCELLED");
        }
    }

    @Test
    void aCancellationThatFindsTheOrderPaidVoidsNothingThatAnEarlierInvoiceWaitsFor() throws Exception {
        try (Stage stage = new Stage(root, Map.of("orderToCash.maxRetryDelay", "0.5"))) {
            stage.deliver("0.xml", Documents.order("ORD-1", "EUR", "10.00"));
            String link = stage.link("ORD-1");
            stage.deliver("1.xml", Documents.invoice("INV-1", "ORD-1", "EUR", "6.00"));
            stage.awaitAttempts("1.xml", 1);
            stage.purse().faults().always("webhook", Fault.dropped());
            String payment = stage.purse().shopper().pay(link);
            stage.deliver("2.xml", Documents.cancellation("CAN-1", "ORD-1"));
            stage.awaitDone("2.xml");

            assertThat(stage.state("1.xml")).isEqualTo("done");
            assertThat(stage.amount(payment, "total_captured")).isEqualTo(600);
            assertThat(stage.amount(payment, "total_voided")).isEqualTo(400);
        }
    }

    @Test
    void aDocumentThatWaitsForLongIsOnTheWorklistWithWhatItWaitsFor() throws Exception {
        try (Stage stage = new Stage(root, Map.of("orderToCash.waitPeriod", "86400"))) {
            stage.deliver("0.xml", Documents.order("ORD-1", "EUR", "10.00"));
            stage.link("ORD-1");
            stage.deliver("1.xml", Documents.invoice("INV-1", "ORD-1", "EUR", "6.00"));
            stage.awaitAttempts("1.xml", 1);
            stage.deliver("2.xml", Documents.invoice("INV-2", "ORD-1", "EUR", "4.00"));
            stage.awaitStored("2.xml");
            assertThat(worklist(stage)).doesNotContain("Invoice INV-1", "Invoice INV-2");

            stage.orderBook()
                    .execute("UPDATE business_document SET received_at = received_at - INTERVAL '2' DAY"
                            + " WHERE kind = 'Invoice'");

            assertThat(worklist(stage))
                    .contains("Worklist: 2", "the order is not paid yet", "it waits for Invoice INV-1");
        }
    }

    /** The part of the page above the list of orders. */
    private static String worklist(Stage stage) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(stage.page("/orders"))).build();
        String page = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
        return page.substring(page.indexOf("Worklist"), page.indexOf("Orders by newest document"));
    }
}
