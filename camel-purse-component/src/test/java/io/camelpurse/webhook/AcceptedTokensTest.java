package io.camelpurse.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import org.junit.jupiter.api.Test;

class AcceptedTokensTest {

    private final AcceptedTokens tokens = new AcceptedTokens(List.of("new", "old"));

    @Test
    void anyOfTheTokensIsAccepted() {
        assertThat(tokens.accept("new")).isTrue();
        assertThat(tokens.accept("old")).isTrue();
    }

    @Test
    void anythingElseIsRejected() {
        assertThat(tokens.accept("newer")).isFalse();
        assertThat(tokens.accept("")).isFalse();
        assertThat(tokens.accept(null)).isFalse();
    }

    @Test
    void aRepeatedHeaderIsRejected() {
        assertThat(tokens.accept(List.of("new", "new"))).isFalse();
    }

    @Test
    void noTokenAcceptsNothing() {
        assertThat(new AcceptedTokens(List.of()).accept("")).isFalse();
    }

    /** From a comparison that ends at the first difference, a sender learns how much of a guess is right. */
    @Test
    void tokensAreComparedByTheConstantTimeComparisonOfTheJdkAlone() {
        JavaClass accepted = new ClassFileImporter().importClass(AcceptedTokens.class);
        assertThat(accepted.getMethodCallsFromSelf())
                .extracting(call -> call.getTarget().getFullName())
                .contains("java.security.MessageDigest.isEqual([B, [B)")
                .noneMatch(
                        comparison -> comparison.matches(".*\\.(equals\\w*|compare\\w*|mismatch|contains\\w*)\\(.*"));
    }
}
