package io.camelpurse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResourceIdTest {

    private static final String UUID = "1a14962c-5f1b-4f1f-8f0e-0123456789ab";
    private static final String UPPER_CASE = "1A14962C-5F1B-4F1F-8F0E-0123456789AB";

    @Test
    void theCaseOfAUuidHasNoMeaningAndThatOfAnotherIdHas() {
        assertThat(ResourceId.canonical(UPPER_CASE)).isEqualTo(UUID);
        assertThat(ResourceId.same(UUID, UPPER_CASE)).isTrue();
        assertThat(ResourceId.canonical("P-1")).isEqualTo("P-1");
        assertThat(ResourceId.same("P-1", "p-1")).isFalse();
        assertThat(ResourceId.same("P-1", "P-1")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a/b", "..", "a?b", "a#b", "a b", "a%2fb", "{id}"})
    void whatWouldChangeThePathIsNoId(String id) {
        assertThat(ResourceId.isValid(id)).isFalse();
    }

    @Test
    void messagesNameTheResourceInWords() {
        assertThat(ResourceId.PAYMENT_LINK.label()).isEqualTo("payment link");
    }
}
