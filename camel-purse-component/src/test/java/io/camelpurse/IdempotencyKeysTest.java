package io.camelpurse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdempotencyKeysTest {

    /** Made with Python's {@code uuid.uuid5}, so that the rule is the documented one and not only ours. */
    @ParameterizedTest
    @CsvSource({
        "9a14962c-bdcf-49d1-8673-e75dfb48013f, capturePayment, INV-2026-0001, 901091fd-27a7-56ad-acbc-7bef98f4dcd0",
        "9a14962c-bdcf-49d1-8673-e75dfb48013f, refundPayment, CN-2026-0007, 514876a7-f7cf-574e-a07f-290dcaa0debd",
        "9a14962c-bdcf-49d1-8673-e75dfb48013f, voidPayment, ORD-1/close, c9f7ef9c-bf52-503a-9902-b062f9937dd5",
        "9a14962c-bdcf-49d1-8673-e75dfb48013f, capturePayment, Rechnung Nr. 7 – Größe, "
                + "cdeeffc7-96d9-5e75-9c9b-8ce18cfb1476"
    })
    void aKeyIsTheOneThatAnyOtherProgramComputes(String payment, String operation, String reference, String key) {
        assertThat(IdempotencyKeys.derive(payment, operation, reference)).isEqualTo(key);
    }

    @Test
    void randomKeysDiffer() {
        assertThat(IdempotencyKeys.random()).isNotEqualTo(IdempotencyKeys.random());
    }
}
