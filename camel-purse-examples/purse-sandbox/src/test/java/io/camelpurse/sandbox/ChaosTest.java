package io.camelpurse.sandbox;

import static io.camelpurse.sandbox.Merchant.amount;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A merchant who repeats until it has a response, with one key or with a new one each time, while everything goes
 * wrong.
 */
class ChaosTest {
    private static final int DOCUMENTS = 100;

    @RegisterExtension
    static PurseSandboxExtension purse = new PurseSandboxExtension();

    private final PurseSandbox sandbox = purse.sandbox();
    private Merchant merchant;
    private String captures;
    private String payment;

    @BeforeEach
    void breakEverything() {
        merchant = new Merchant(sandbox);
        payment = sandbox.authorizedPayment(1_000_000, "EUR", "order");
        captures = "/v2/payments/" + payment + "/captures";
        sandbox.faults()
                .rate(
                        0.5,
                        11,
                        Fault.dropResponse(),
                        Fault.resetBefore(),
                        Fault.truncatedBody(),
                        Fault.malformedJson(),
                        Fault.badGatewayPage(),
                        Fault.status(500).afterCommit(),
                        Fault.status(503),
                        Fault.status(504),
                        Fault.tooManyRequests(Duration.ZERO),
                        Fault.tokenRevoked());
    }

    @Test
    void oneKeyForAllAttemptsMovesMoneyOnce() {
        for (int document = 0; document < DOCUMENTS; document++) {
            captureUntilSuccessful(document, false);
        }

        sandbox.assertEverythingMovedExactlyOnce();
        assertThat(sandbox.payment(payment).at("/amounts/total_captured").asInt())
                .isEqualTo(DOCUMENTS * 10);
        assertThat(sandbox.faults().injected()).isGreaterThan(DOCUMENTS / 2);
    }

    @Test
    void aNewKeyForEachAttemptMovesMoneyTwice() {
        for (int document = 0; document < DOCUMENTS; document++) {
            captureUntilSuccessful(document, true);
        }

        assertThatThrownBy(() -> sandbox.assertMovedExactlyOnce("order")).isInstanceOf(AssertionError.class);
    }

    private void captureUntilSuccessful(int document, boolean newKeys) {
        for (int attempt = 1; attempt < 50; attempt++) {
            String key = "key-" + document + (newKeys ? "-" + attempt : "");
            try {
                int status = merchant.post(captures, amount(10, "INV-" + document), key)
                        .status();
                if (status == 200 || status == 409) {
                    return;
                }
                if (status == 401) {
                    merchant.forgetToken();
                }
            } catch (UncheckedIOException lostOrBroken) {
                // The next attempt shows what became of it.
            }
        }
        throw new AssertionError("Document " + document + " never ended");
    }
}
