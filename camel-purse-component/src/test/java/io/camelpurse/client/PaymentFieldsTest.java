package io.camelpurse.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.PurseOperation;
import io.camelpurse.model.OperationKind;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PaymentFieldsTest {

    /** The API names list, path and amount after the kind. */
    @ParameterizedTest
    @EnumSource(OperationKind.class)
    void theFieldsOfAKindAreNamedAfterIt(OperationKind kind) {
        String name = kind.name().toLowerCase(Locale.ROOT);
        assertThat(PaymentFields.operations(kind)).isEqualTo(name + "s");
        assertThat(PaymentFields.available(kind)).isEqualTo("available_to_" + name);
        assertThat(PurseOperation.of(kind).path("p-1")).endsWith('/' + PaymentFields.operations(kind));
    }
}
