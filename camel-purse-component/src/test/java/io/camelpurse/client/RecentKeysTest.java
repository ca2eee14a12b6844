package io.camelpurse.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.camelpurse.client.MoneyRequest.Match;
import io.camelpurse.model.OperationKind;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A key identifies one request. */
class RecentKeysTest {

    private final RecentKeys keys = new RecentKeys();
    private final MoneyRequest capture = request(OperationKind.CAPTURE, "p-1", 1000, "INV-1", "key-1");

    @Test
    void aKeyThatWasNotUsedIsFree() {
        assertThat(keys.usedOtherwise(capture)).isFalse();
        assertThat(keys.executedBefore(capture)).isFalse();
        assertThat(keys.isOfAnotherKey("c-1", capture)).isFalse();
    }

    @Test
    void theSameRequestWasExecutedBefore() {
        keys.used(capture, "c-1");
        assertThat(keys.executedBefore(request(OperationKind.CAPTURE, "p-1", 1000, "INV-1", "key-1")))
                .isTrue();
        assertThat(keys.usedOtherwise(capture)).isFalse();
    }

    @Test
    void anotherKindPaymentAmountOrReferenceIsAnotherUse() {
        keys.used(capture, "c-1");
        assertThat(keys.usedOtherwise(request(OperationKind.VOID, "p-1", 1000, "INV-1", "key-1")))
                .isTrue();
        assertThat(keys.usedOtherwise(request(OperationKind.CAPTURE, "p-2", 1000, "INV-1", "key-1")))
                .isTrue();
        assertThat(keys.usedOtherwise(request(OperationKind.CAPTURE, "p-1", 1001, "INV-1", "key-1")))
                .isTrue();
        assertThat(keys.usedOtherwise(request(OperationKind.CAPTURE, "p-1", 1000, "INV-2", "key-1")))
                .isTrue();
        assertThat(keys.usedOtherwise(request(OperationKind.CAPTURE, "p-1", 1000, null, "key-1")))
                .isTrue();
    }

    @Test
    void anOperationBelongsToTheKeyThatExecutedIt() {
        keys.used(capture, "c-1");
        assertThat(keys.isOfAnotherKey("c-1", capture)).isFalse();
        assertThat(keys.isOfAnotherKey("c-1", request(OperationKind.CAPTURE, "p-1", 1000, "INV-1", "key-2")))
                .isTrue();
    }

    private static MoneyRequest request(
            OperationKind kind, String paymentId, long amount, String reference, String key) {
        return new MoneyRequest(
                kind,
                paymentId,
                JsonNodeFactory.instance.objectNode().put("amount", amount).put("merchant_reference", reference),
                key,
                Match.EXACT,
                true,
                Long.MAX_VALUE,
                false,
                Duration.ZERO,
                "exchange-1");
    }
}
