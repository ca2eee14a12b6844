package io.camelpurse.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class OperationStatusTest {

    @ParameterizedTest
    @ValueSource(strings = {"SUCCESS", "FAILURE", "CONFLICT"})
    void anOperationThatHasEndedChangesNoMore(String status) {
        assertThat(OperationStatus.isFinal(status)).isTrue();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"PENDING", "UNCERTAIN", "success", "A_NEW_ONE", ""})
    void anyOtherStatusMayChange(String status) {
        assertThat(OperationStatus.isFinal(status)).isFalse();
    }
}
