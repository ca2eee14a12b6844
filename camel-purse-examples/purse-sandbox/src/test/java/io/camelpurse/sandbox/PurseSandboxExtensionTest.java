package io.camelpurse.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The JUnit extension. */
class PurseSandboxExtensionTest {
    @RegisterExtension
    static PurseSandboxExtension purse = new PurseSandboxExtension(builder -> builder.seed(3));

    @RepeatedTest(2)
    void everyTestStartsAfresh(PurseSandbox sandbox) {
        assertThat(sandbox).isSameAs(purse.sandbox());
        assertThat(sandbox.payments()).isEmpty();
        sandbox.authorizedPayment(1, "EUR", "o");
    }

    @Nested
    class InsideAnotherClass {
        @Test
        void theSandboxStillRuns(PurseSandbox sandbox) {
            assertThat(new Merchant(sandbox).get("/v2/signing-jwks").status()).isEqualTo(200);
        }
    }
}
