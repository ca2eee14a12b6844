package io.camelpurse.ordertocash;

import static io.camelpurse.ordertocash.Documents.cancellation;
import static io.camelpurse.ordertocash.Documents.invoice;
import static io.camelpurse.ordertocash.Documents.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The payment link exists, and the channel to the shopper fails every time. */
class ShopperChannelTest {

    @RegisterExtension
    private final Stage stage = new Stage(Map.of("orderToCash.linkPollInterval", "1"));

    private Path folder;

    @BeforeEach
    void theChannelFails() throws IOException {
        folder = Files.createDirectories(stage.folders().root()).resolve("shoppers");
        Files.writeString(folder, "in the way");
        stage.deliver("0.xml", order("ORD-1", "EUR", "10.00"));
        stage.awaitAttempts("0.xml", 2);
    }

    @Test
    void theOrderIsCancelledAllTheSame() throws Exception {
        stage.deliver("1.xml", cancellation("CAN-1", "ORD-1"));

        stage.awaitDone("1.xml");
        assertThat(stage.purse().paymentLink(linkId()).path("status").asText()).isEqualTo("CANCELLED");
        assertThat(stage.awaitRejected("0.xml")).contains("its payment link is CANCELLED");
    }

    @Test
    void anOrderThatIsPaidIsDoneAndItsInvoicesAreCaptured() throws Exception {
        String payment = stage.purse().shopper().pay(linkId());
        stage.deliver("1.xml", invoice("INV-1", "ORD-1", "EUR", "10.00"));

        stage.awaitDone("0.xml");
        stage.awaitDone("1.xml");
        assertThat(stage.row("0.xml")).containsEntry("operation_id", linkId());
        assertThat(stage.amount(payment, "total_captured")).isEqualTo(1000);
    }

    @Test
    void aLinkThatHasExpiredMeanwhileIsNotSent() throws Exception {
        stage.purse().advanceClock(Duration.ofDays(60));
        await().atMost(Duration.ofSeconds(20)).until(() -> stage.orderBook()
                .rows("SELECT link_status FROM sales_order")
                .get(0)
                .containsValue("EXPIRED"));

        assertThat(stage.awaitRejected("0.xml")).contains("its payment link is EXPIRED");
        assertThat(folder).isRegularFile();
    }

    @Test
    void aPersonDecidesWhenThatHasLastedTooLong() {
        stage.orderBook().execute("UPDATE sales_order SET created_at = created_at - INTERVAL '2' DAY");

        stage.awaitState("0.xml", "manual");
        assertThat(stage.explanation("0.xml"))
                .contains("the payment link could not be sent", "send the shopper the address of the payment link");
        await().until(() -> stage.acknowledgements().codes().toString().contains("UQ"));
    }

    @Test
    void aLinkThatWasNeverTriedIsSentBeforeAPersonDecides() throws Exception {
        stage.restart(Map.of("orderToCash.work", "false"));
        Files.delete(folder);
        // As if a process had died behind the creation of the link, a weekend ago.
        stage.orderBook().execute("UPDATE sales_order SET created_at = created_at - INTERVAL '2' DAY");
        stage.orderBook().execute("UPDATE business_document SET reason = NULL");

        stage.restart();

        stage.awaitDone("0.xml");
        assertThat(stage.link("ORD-1")).isEqualTo(linkId());
    }

    private String linkId() {
        return stage.orderBook().rows("SELECT link_id FROM sales_order").get(0).get("link_id");
    }
}
