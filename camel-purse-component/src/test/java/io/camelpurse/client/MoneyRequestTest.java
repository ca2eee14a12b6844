package io.camelpurse.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camelpurse.PurseOperation;
import io.camelpurse.client.MoneyRequest.Match;
import io.camelpurse.model.OperationKind;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MoneyRequestTest {

    private final ObjectNode body = JsonNodeFactory.instance.objectNode().put("merchant_reference", "INV-1");
    private final MoneyRequest request = new MoneyRequest(
            OperationKind.CAPTURE,
            "p-1",
            body,
            "key-1",
            Match.ANY_AMOUNT,
            true,
            5000,
            false,
            Duration.ZERO,
            "exchange-1");

    @Test
    void withoutAnAmountAllThatIsAvailableIsMeant() {
        assertThat(request.allAvailable()).isTrue();
        assertThat(request.of(1000).allAvailable()).isFalse();
        body.putNull("amount");
        assertThat(request.allAvailable()).isTrue();
    }

    @Test
    void anAmountIsSetOnACopy() {
        MoneyRequest refund = request.of(OperationKind.REFUND, 1000);
        assertThat(refund.amount()).isEqualTo(1000);
        assertThat(refund.operation()).isEqualTo(PurseOperation.refundPayment);
        assertThat(refund.merchantReference()).isEqualTo("INV-1");
        assertThat(refund.idempotencyKey()).isEqualTo("key-1");
        assertThat(body.has("amount")).isFalse();
    }

    @Test
    void itsTextIsMethodAndPathWithoutTheBody() {
        assertThat(request).hasToString("POST /v2/payments/p-1/captures");
    }
}
