package io.camelpurse.sandbox;

import static io.camelpurse.sandbox.Merchant.amount;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The same faults on HTTP/2 without TLS, where a stream ends and the connection stays. */
class Http2Test {
    @RegisterExtension
    static PurseSandboxExtension purse = new PurseSandboxExtension();

    private final PurseSandbox sandbox = purse.sandbox();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
    private String payment;
    private HttpRequest capture;

    @BeforeEach
    void authorize() {
        payment = sandbox.authorizedPayment(1000, "EUR", "order");
        capture = new Merchant(sandbox)
                .posting("/v2/payments/" + payment + "/captures", amount(100, "INV-1"))
                .build();
    }

    @Test
    void aCallGetsAResponse() throws Exception {
        HttpResponse<String> response = client.send(capture, HttpResponse.BodyHandlers.ofString());

        assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(response.statusCode()).isEqualTo(200);
    }

    @Test
    void aResetMovesNothing() {
        assertBroken(Fault.resetBefore(), 0);
    }

    @Test
    void aDroppedResponseHasMovedTheMoney() {
        assertBroken(Fault.dropResponse(), 100);
    }

    @Test
    void aTruncatedBodyHasMovedTheMoney() {
        assertBroken(Fault.truncatedBody(), 100);
    }

    @Test
    void aSlowBodyArrives() throws Exception {
        sandbox.faults().next("capturePayment", Fault.slowBody(Duration.ofMillis(100)));

        HttpResponse<String> response = client.send(capture, HttpResponse.BodyHandlers.ofString());

        assertThat(Merchant.JSON
                        .readTree(response.body())
                        .at("/captures/0/amount")
                        .asInt())
                .isEqualTo(100);
    }

    private void assertBroken(Fault fault, int captured) {
        sandbox.faults().next("capturePayment", fault);

        assertThatThrownBy(() -> client.send(capture, HttpResponse.BodyHandlers.ofString()))
                .isInstanceOf(IOException.class);
        assertThat(sandbox.payment(payment).at("/amounts/total_captured").asInt())
                .isEqualTo(captured);
    }
}
