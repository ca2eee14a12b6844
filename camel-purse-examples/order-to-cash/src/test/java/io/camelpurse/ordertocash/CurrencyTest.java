package io.camelpurse.ordertocash;

import static io.camelpurse.ordertocash.Documents.cancellation;
import static io.camelpurse.ordertocash.Documents.creditNote;
import static io.camelpurse.ordertocash.Documents.invoice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A currency that the component is configured with is not the payment's. */
class CurrencyTest {

    @TempDir
    private Path root;

    @Test
    void aCurrencyInTheConfigurationNeverMultipliesAnAmountOfAnother() throws Exception {
        try (Stage stage = new Stage(root, Map.of("camel.component.purse.currency", "EUR"))) {
            String payment = stage.paidOrder("ORD-1", "JPY", "100000");
            assertThat(stage.amount(payment, "total_authorized")).isEqualTo(100_000);
            stage.deliver("1.xml", invoice("INV-1", "ORD-1", "JPY", "600"));
            stage.deliver("2.xml", creditNote("CN-1", "ORD-1", "JPY", "5", "INV-1"));
            stage.deliver("3.xml", cancellation("CAN-1", "ORD-1"));
            stage.awaitDone("2.xml");
            stage.awaitDone("3.xml");

            assertThat(stage.amount(payment, "total_captured")).isEqualTo(600);
            assertThat(stage.amount(payment, "total_refunded")).isEqualTo(5);
            assertThat(stage.amount(payment, "total_voided")).isEqualTo(99_400);
        }
    }

    @Test
    void yenHaveNoDecimalsInAcknowledgementsAndOnThePage() throws Exception {
        try (Stage stage = new Stage(root, Map.of())) {
            stage.paidOrder("ORD-1", "JPY", "100000");
            stage.deliver("1.xml", invoice("INV-1", "ORD-1", "JPY", "600"));
            stage.deliver("2.xml", creditNote("CN-1", "ORD-1", "JPY", "601", "INV-1"));
            stage.deliver("3.xml", cancellation("CAN-1", "ORD-1"));
            stage.awaitDone("3.xml");
            await().until(() -> stage.acknowledgements().codes().size() == 4);

            assertThat(acknowledgement(stage, "Order ORD-1")).contains(">100000 JPY<");
            assertThat(acknowledgement(stage, "Invoice INV-1")).contains(">600 JPY<");
            assertThat(acknowledgement(stage, "CreditNote CN-1")).contains(">601 JPY<", "at most 600 JPY,");
            assertThat(acknowledgement(stage, "OrderCancellation CAN-1")).contains(">99400 JPY<");
            assertThat(page(stage, "/orders/ORD-1"))
                    .contains(">100000 JPY<", ">600 JPY<", ">99400 JPY<", "at most 600 JPY,")
                    .doesNotContain("600.00", "6.00", "994.00", "1000.00");
            assertThat(page(stage, "/orders")).contains(">100000 JPY<", ">600<", ">99400<");
        }
    }

    private static String acknowledgement(Stage stage, String document) {
        return stage.acknowledgements().all().stream()
                .filter(acknowledgement -> acknowledgement.document().equals(document))
                .map(Acknowledgement::text)
                .findFirst()
                .orElseThrow();
    }

    private static String page(Stage stage, String path) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(stage.page(path))).build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Test
    void aDocumentInAnotherCurrencyThanThePaymentIsRejectedAndNothingIsSent() throws Exception {
        try (Stage stage = new Stage(root, Map.of())) {
            stage.paidOrder("ORD-1", "JPY", "100000");
            stage.deliver("1.xml", invoice("INV-1", "ORD-1", "EUR", "6.00"));
            stage.deliver("2.xml", creditNote("CN-1", "ORD-1", "USD", "6.00"));

            assertThat(stage.awaitRejected("1.xml")).contains("was paid in JPY", "cbc:DocumentCurrencyCode", "EUR");
            assertThat(stage.awaitRejected("2.xml")).contains("was paid in JPY", "USD");
            assertThat(stage.purse().journal("capturePayment")).isEmpty();
            assertThat(stage.purse().journal("refundPayment")).isEmpty();
        }
    }
}
