package io.camelpurse.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ValidatedTest {

    @Test
    void aValidValueGoesToTheNextStep() {
        assertThat(text(Validated.<Integer, String>valid(7).then(value -> Validated.valid(value + 1))))
                .isEqualTo("valid 8");
        assertThat(text(Validated.<Integer, String>valid(7).then(value -> Validated.rejected("too small"))))
                .isEqualTo("rejected: too small");
    }

    @Test
    void nothingFollowsARejection() {
        assertThat(text(Validated.<Integer, String>rejected("absent").then(value -> {
                    throw new AssertionError("called with " + value);
                })))
                .isEqualTo("rejected: absent");
    }

    @Test
    void anAbsentValueIsRejected() {
        assertThat(text(Validated.of(Optional.of(7), "absent"))).isEqualTo("valid 7");
        assertThat(text(Validated.of(Optional.<Integer>empty(), "absent"))).isEqualTo("rejected: absent");
    }

    private static String text(Validated<Integer, String> validated) {
        return validated.fold(value -> "valid " + value, reason -> "rejected: " + reason);
    }
}
