package io.camelpurse.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReversalPlanTest {

    @ParameterizedTest
    @CsvSource({
        "6000, 4000, , 6000, 4000, true",
        "6000, 4000, 5000, 5000, 0, true",
        "6000, 4000, 7000, 6000, 1000, true",
        "6000, 4000, 10000, 6000, 4000, true",
        "6000, 4000, 10001, 6000, 4001, false",
        "0, 4000, 1000, 0, 1000, true",
        "0, 0, , 0, 0, true"
    })
    void whatIsOpenIsVoidedBeforeAnythingIsRefunded(
            long open, long captured, Long amount, long toVoid, long toRefund, boolean available) throws Exception {
        assertThat(ReversalPlan.of(payment(open, captured), amount))
                .isEqualTo(new ReversalPlan(toVoid, toRefund, available));
    }

    @Test
    void nothingIsPlannedForAPaymentThatDoesNotShowWhatItAllows() {
        ObjectNode payment = payment(6000, 4000);
        payment.withObject("amounts").remove("available_to_refund");
        assertThatThrownBy(() -> ReversalPlan.of(payment, null))
                .hasMessageContaining("does not show available_to_refund");
        assertThat(ReversalPlan.rest(payment)).isEmpty();
    }

    @Test
    void theRestIsWhatIsOpenOrCaptured() {
        assertThat(ReversalPlan.rest(payment(6000, 4000))).contains(10_000L);
        assertThat(ReversalPlan.rest(payment(0, 0))).isEmpty();
    }

    private static ObjectNode payment(long open, long captured) {
        ObjectNode payment = JsonNodeFactory.instance.objectNode();
        payment.putObject("amounts").put("available_to_void", open).put("available_to_refund", captured);
        return payment;
    }
}
