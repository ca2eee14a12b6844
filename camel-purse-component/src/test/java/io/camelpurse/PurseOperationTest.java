package io.camelpurse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camelpurse.PurseOperation.Execution;
import io.camelpurse.model.OperationKind;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The rows of the table do not contradict themselves. */
class PurseOperationTest {

    private static final Set<Execution> REQUESTS = Set.of(Execution.REQUEST, Execution.MONEY_REQUEST);

    @ParameterizedTest
    @EnumSource(PurseOperation.class)
    void exactlyOneRequestOfTheApiHasAPath(PurseOperation operation) {
        boolean request = REQUESTS.contains(operation.execution());
        assertThat(operation.pathTemplate().isPresent()).isEqualTo(request);
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
