package io.camelpurse.ordertocash;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.sandbox.Fault;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Which page a shopper is sent to who comes back from the payment page, and that nobody is believed without a
 * signature.
 */
class ReturnTest {

    private static final String PAID = "https://shop.example/paid";
    private static final String NOT_PAID = "https://shop.example/not-paid";
    private static final String UNCLEAR = "https://shop.example/we-will-notify-you";
    private static final Map<String, String> SHOP =
            Map.of("orderToCash.shopperReturnUrl", "http://127.0.0.1:{{camel.server.port}}/return/");

    private final HttpClient client = HttpClient.newHttpClient();

    @RegisterExtension
    private final Stage stage = new Stage(SHOP);

    @Test
    void whoHasPaidIsSentToThatPageWithoutTheTokenInItsAddress() throws Exception {
        HttpResponse<String> response = open(returnUrl(stage.paidOrder("ORD-1", "EUR", "10.00")));

        assertThat(response.statusCode()).isEqualTo(303);
        assertThat(page(response)).isEqualTo(PAID);
        assertThat(response.headers().map()).doesNotContainKey("purse-redirection-data");
        assertThat(response.body()).isEmpty();
    }

    @Test
    void aShopperWhoseCardWasDeclinedSeesTheUnpaidPage() throws Exception {
        stage.deliver("0.xml", Documents.order("ORD-1", "EUR", "10.00"));
        String link = stage.link("ORD-1");
        stage.purse().shopper().refuse(link);

        assertThat(page(open(returnUrl(link)))).isEqualTo(NOT_PAID);
    }

    @Test
    void aShopperWhosePaymentIsPendingReceivesTheOutcomeLater() throws Exception {
        stage.deliver("0.xml", Documents.order("ORD-1", "EUR", "10.00"));
        String link = stage.link("ORD-1");
        String payment = stage.purse().shopper().submitPending(link);
        String address = returnUrl(link);
        assertThat(page(open(address))).isEqualTo(UNCLEAR);

        stage.purse().shopper().pay(payment);

        assertThat(page(open(address)))
                .as("the payment counts, not what was signed")
                .isEqualTo(PAID);
    }

    @Test
    void thePaymentOfOneOrderPaysForNoOther() throws Exception {
        String paid = returnUrl(stage.paidOrder("ORD-1", "EUR", "1.00"));
        stage.deliver("1.xml", Documents.order("ORD-2", "EUR", "100.00"));
        stage.link("ORD-2");

        assertThat(page(open(paid.replace("/ORD-1?", "/ORD-2?")))).isEqualTo(UNCLEAR);
    }

    @Test
    void whatPurseHasNotSignedIsNotBelieved() throws Exception {
        String paid = returnUrl(stage.paidOrder("ORD-1", "EUR", "10.00"));
        String cut = paid.substring(0, paid.length() - 8);

        assertThat(page(open(cut + "AAAAAAAA"))).isEqualTo(UNCLEAR);
        assertThat(page(open(paid + "&purse-redirection-data=x"))).isEqualTo(UNCLEAR);
        assertThat(page(open(paid.substring(0, paid.indexOf('?'))))).isEqualTo(UNCLEAR);
    }

    @Test
    void whileThePaymentCannotBeReadNoShopperSeesASuccess() throws Exception {
        String paid = returnUrl(stage.paidOrder("ORD-1", "EUR", "10.00"));
        stage.purse().faults().always("getPayment", Fault.status(404));

        assertThat(page(open(paid))).isEqualTo(UNCLEAR);
    }

    private String returnUrl(String id) {
        return stage.purse().shopper().returnUrl(id);
    }

    private HttpResponse<String> open(String address) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String page(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(303);
        return response.headers().firstValue("Location").orElseThrow();
    }
}
