package io.camelpurse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camelpurse.PurseOperation.Execution;
import io.camelpurse.PurseOperation.HttpMethod;
import io.camelpurse.model.OperationKind;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The rows of the table do not contradict themselves. */
class PurseOperationTest {

    private static final Set<Execution> REQUESTS = Set.of(Execution.REQUEST, Execution.MONEY_REQUEST);

    @ParameterizedTest
    @EnumSource(PurseOperation.class)
    void exactlyOneRequestOfTheApiHasAMethodAndAPath(PurseOperation operation) {
        boolean request = REQUESTS.contains(operation.execution());
        assertThat(operation.pathTemplate().isPresent()).isEqualTo(request);
        assertThat(operation.httpMethod().isPresent()).isEqualTo(request);
        if (request) {
            assertThat(operation.path("p-1"))
                    .startsWith("/v2/")
                    .doesNotContain("{")
                    .satisfies(path -> assertThat(path.contains("p-1"))
                            .isEqualTo(operation.resourceId().isPresent()));
        } else {
            assertThatThrownBy(() -> operation.path(null)).hasMessageStartingWith(operation.name());
        }
    }

    @Test
    void aMessageShowsMethodAndPathOfTheRequest() {
        assertThat(PurseOperation.getPayment.methodAndPath("p-1")).isEqualTo("GET /v2/payments/p-1");
        assertThat(PurseOperation.capturePayment.methodAndPath("p-1")).isEqualTo("POST /v2/payments/p-1/captures");
        assertThat(PurseOperation.createPaymentLink.methodAndPath(null)).isEqualTo("POST /v2/payment-links");
    }

    /** A read may be repeated and cached, so that it has neither a body nor an effect. */
    @ParameterizedTest
    @EnumSource(PurseOperation.class)
    void aGetHasNoBodyAndChangesNothing(PurseOperation operation) {
        boolean get = operation.httpMethod().equals(Optional.of(HttpMethod.GET));
        assertThat(get && (operation.hasBody() || operation.changes())).isFalse();
    }

    @ParameterizedTest
    @EnumSource(PurseOperation.class)
    void aResponseThatShowsAResourceSetsItsId(PurseOperation operation) {
        assertThat(operation.responseIds())
                .containsAll(operation.responseResource().stream().toList());
    }

    @ParameterizedTest
    @EnumSource(OperationKind.class)
    void aMoneyRequestExecutesTheKindThatItIsFoundBy(OperationKind kind) {
        PurseOperation operation = PurseOperation.of(kind);
        assertThat(operation.execution()).isEqualTo(Execution.MONEY_REQUEST);
        assertThat(operation.operationKind()).contains(kind);
    }

    @ParameterizedTest
    @EnumSource(PurseOperation.class)
    void moneyMovesByMoneyRequestsOnly(PurseOperation operation) {
        assertThat(operation.movesMoney())
                .isEqualTo(operation.execution() == Execution.MONEY_REQUEST
                        || operation.execution() == Execution.REVERSAL);
        assertThat(operation.operationKind().isPresent()).isEqualTo(operation.execution() == Execution.MONEY_REQUEST);
    }

    @ParameterizedTest
    @EnumSource(PurseOperation.class)
    void whatIsRequiredOrHasADefaultIsAFieldOfTheBody(PurseOperation operation) {
        assertThat(operation.bodyFields())
                .containsAll(operation.requiredFields())
                .containsAll(operation.defaultFields().keySet());
    }
}
