package io.camelpurse.sandbox;

import static io.camelpurse.sandbox.Merchant.amount;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Keys, and the proof that money moved once. */
class IdempotencyTest {
    @RegisterExtension
    static PurseSandboxExtension purse = new PurseSandboxExtension();

    private final PurseSandbox sandbox = purse.sandbox();
    private Merchant merchant;
    private String payment;

    @BeforeEach
    void authorize() {
        merchant = new Merchant(sandbox);
        payment = "/v2/payments/" + sandbox.authorizedPayment(1000, "EUR", "order");
    }

    @Test
    void aRejectedRequestDoesNotTakeItsKey() {
        assertThat(merchant.post(payment + "/captures", amount(2000, "I"), "key")
                        .status())
                .isEqualTo(400);

        assertThat(merchant.post(payment + "/captures", amount(200, "I"), "key").status())
                .isEqualTo(200);
    }

    @Test
    void aKeyCountsForAllOperationsOfTheEntity() {
        merchant.post(payment + "/captures", amount(200, "I"), "key");

        Merchant.Response response = merchant.post(payment + "/voids", amount(200, "I"), "key");

        assertThat(response.status()).isEqualTo(409);
        assertThat(response.json().path("instance").asText()).isEqualTo(payment + "/captures");
        assertThat(sandbox.keys()).hasSize(1);
        assertThat(sandbox.keys().get(0).repeats()).isEqualTo(1);
    }

    @Test
    void anotherEntityMayUseTheSameKey() {
        Merchant other = new Merchant(sandbox, sandbox.addAccount());
        merchant.post("/v2/payment-links", merchant.order("o", 1), "key");

        assertThat(other.post("/v2/payment-links", other.order("o", 1), "key").status())
                .isEqualTo(201);
    }

    @Test
    void aRepeatedCreationIsRejectedWithWhatItMade() {
        Merchant.Response first = merchant.post("/v2/payment-links", merchant.order("o", 1), "key");
        Merchant.Response second = merchant.post("/v2/payment-links", merchant.order("o", 1), "key");

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.json().path("resource_id")).isEqualTo(first.json().path("id"));
    }

    @Test
    void oneOfManyAtOnceIsExecuted() {
        List<CompletableFuture<Merchant.Response>> responses = IntStream.range(0, 50)
                .mapToObj(i -> merchant.postAsync(payment + "/captures", amount(10, "INV-1"), "key"))
                .toList();

        assertThat(responses.stream().map(response -> response.join().status()))
                .containsOnly(200, 409)
                .containsOnlyOnce(200);
        sandbox.assertMovedExactlyOnce("order");
    }

    @Test
    void oneDocumentCapturedTwiceIsFound() {
        merchant.post(payment + "/captures", amount(200, "INV-1"), "key-1");
        merchant.post(payment + "/captures", amount(200, "INV-1"), "key-2");

        assertThatThrownBy(() -> sandbox.assertMovedExactlyOnce("order"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("CAPTURE for document INV-1 was executed 2 times")
                .hasMessageContaining("200 EUR");
    }

    @Test
    void oneDocumentMayBeCapturedAndRefunded() {
        merchant.post(payment + "/captures", amount(200, "INV-1"), "key-1");
        merchant.post(payment + "/captures", amount(300, "INV-2"), "key-2");
        merchant.post(payment + "/refunds", amount(200, "INV-1"), "key-3");

        assertThatCode(() -> sandbox.assertMovedExactlyOnce("order")).doesNotThrowAnyException();
    }

    @Test
    void aFailedOperationHasNotMovedMoney() {
        sandbox.faults().next("capturePayment", Fault.failure());
        merchant.post(payment + "/captures", amount(200, "INV-1"), "key-1");
        merchant.post(payment + "/captures", amount(200, "INV-1"), "key-2");

        assertThatCode(() -> sandbox.assertMovedExactlyOnce("order")).doesNotThrowAnyException();
    }

    @Test
    void anOrderWithoutPaymentIsNoProof() {
        assertThatThrownBy(() -> sandbox.assertMovedExactlyOnce("nothing"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("no payment");
    }
}
