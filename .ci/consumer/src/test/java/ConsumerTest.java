import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpServer;
import io.camelpurse.PurseComponent;
import io.camelpurse.model.Payment;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

/** The published component calls an API and converts its response. */
class ConsumerTest {

    @Test
    void aPaymentIsRead() throws Exception {
        HttpServer api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        respond(api, "/oauth/token", "{\"access_token\": \"t\", \"token_type\": \"Bearer\", \"expires_in\": 60}");
        respond(api, "/v2/payments/p-1", "{\"id\": \"p-1\", \"amount\": 4299, \"currency\": \"EUR\"}");
        api.start();
        String url = "http://127.0.0.1:" + api.getAddress().getPort();
        try (CamelContext context = new DefaultCamelContext()) {
            PurseComponent purse = new PurseComponent();
            purse.getConfiguration().setApiUrl(url);
            purse.getConfiguration().setTokenUrl(url + "/oauth/token");
            purse.getConfiguration().setClientId("shop");
            purse.getConfiguration().setClientSecret("secret");
            purse.getConfiguration().setApiKey("key");
            context.addComponent("purse", purse);
            context.start();

            Payment payment = context.createProducerTemplate()
                    .requestBody("purse:getPayment?paymentId=p-1", null, Payment.class);

            assertEquals(4299L, payment.amount());
        } finally {
            api.stop(0);
        }
    }

    private static void respond(HttpServer api, String path, String json) {
        api.createContext(path, exchange -> {
            byte[] body = json.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }
}
