package io.camelpurse.ordertocash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The shopper's whole journey in a real browser: order, link, payment page, signed and verified return, clean page,
 * webhook, capture.
 */
class JourneyTest {

    private static final Map<String, String> SHOP = Map.of(
            "camel.main.routes-include-pattern",
            "classpath:routes/*.camel.yaml,classpath:transports/*-file.camel.yaml,classpath:shop/*.camel.yaml",
            "orderToCash.shopperReturnUrl",
            "http://127.0.0.1:{{camel.server.port}}/return/",
            "orderToCash.paidPage",
            "http://127.0.0.1:{{camel.server.port}}/paid");

    @TempDir
    private Path root;

    @TempDir
    private Path profile;

    @Test
    void aShopperPaysOnThePaymentPageAndTheInvoiceIsCaptured() throws Exception {
        try (Browser browser = Browser.start(profile);
                Stage stage = new Stage(root, SHOP)) {
            stage.deliver("0.xml", Documents.order("ORD-1", "EUR", "42.99"));
            String link = stage.link("ORD-1");
            stage.deliver("1.xml", Documents.invoice("INV-1", "ORD-1", "EUR", "42.99"));

            browser.open(stage.purse()
                    .paymentLink(link)
                    .at("/links/customer_url/href")
                    .asText());
            assertThat(browser.text(".amount")).isEqualTo("42.99 EUR");
            browser.click("#pay");

            await().until(() -> browser.address().endsWith("/paid"));
            assertThat(browser.text("h1")).isEqualTo("Thank you");
            assertThat(stage.purse().journal("getSigningKeys")).isNotEmpty();
            stage.awaitDone("1.xml");
            String payment =
                    stage.purse().paymentLink(link).at("/payments/0/id").asText();
            assertThat(stage.amount(payment, "total_captured")).isEqualTo(4299);
        }
    }
}
