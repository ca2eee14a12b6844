package io.camelpurse.documentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelpurse.documentation.Document.CodeBlock;
import io.camelpurse.fixture.CapturedLog;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.sandbox.PurseSandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The first route of the README, as it is there, is safe to copy. */
class FirstRouteTest {

    @RegisterExtension
    static final PurseExtension PURSE =
            PurseExtension.builder().sandbox().startedByTest().build();

    /** What the route says, and that it polls often. */
    private static final String OFTEN = "readLock=changed&readLockCheckInterval=50&initialDelay=0&delay=50";

    @TempDir
    private Path inbox;

    @TempDir
    private Path classes;

    private PurseSandbox sandbox;
    private String payment;

    @BeforeEach
    void nameTheSandbox() {
        sandbox = PURSE.sandbox();
        payment = sandbox.authorizedPayment(10_000, "EUR", "ORD-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"yaml", "java"})
    void anInvoiceIsCapturedOnce(String language) throws Exception {
        start(language);
        place("first.xml", invoice());
        await().until(() -> Files.exists(inbox.resolve(".camel/first.xml")));
        place("again.xml", invoice());
        await().until(() -> Files.exists(inbox.resolve(".camel/again.xml")));

        assertThat(sandbox.payment(payment).path("captures")).hasSize(1);
        assertThat(sandbox.payment(payment).at("/captures/0/amount").asLong()).isEqualTo(4299);
        assertThat(sandbox.payment(payment).at("/captures/0/merchant_reference").asText())
                .isEqualTo("INV-1");
        sandbox.assertMovedExactlyOnce("ORD-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"yaml", "java"})
    void aRejectedInvoiceIsSetAsideAndNotRetried(String language) throws Exception {
        start(language);
        try (CapturedLog log = CapturedLog.of("org.apache.camel")) {
            place("invoice.xml", rejectedInvoice());
            await().until(() -> Files.exists(inbox.resolve(".failed/invoice.xml")));
            assertThat(sandbox.payment(payment).path("captures")).isEmpty();
            // Found by a later poll, which would find the first one again if that were still there.
            place("next.xml", invoice());
            await().until(() -> Files.exists(inbox.resolve(".camel/next.xml")));

            assertThat(log.warnings())
                    .satisfiesExactly(
                            error -> assertThat(error).contains("Failed delivery", "PurseRejectedException"),
                            warning -> assertThat(warning).startsWith("Rollback file strategy"));
        }
        assertThat(sandbox.journal("capturePayment")).hasSize(2);
        assertThat(sandbox.payment(payment).path("captures")).hasSize(1);
    }

    @Test
    void aCorrectedInvoiceIsCapturedWhenItIsPlacedInTheFolderAgain() throws Exception {
        start("yaml");
        place("invoice.xml", rejectedInvoice());
        await().until(() -> Files.exists(inbox.resolve(".failed/invoice.xml")));

        Files.writeString(inbox.resolve(".failed/invoice.xml"), invoice());
        Files.move(inbox.resolve(".failed/invoice.xml"), inbox.resolve("invoice.xml"));

        await().until(() -> Files.exists(inbox.resolve(".camel/invoice.xml")));
        sandbox.assertMovedExactlyOnce("ORD-1");
        assertThat(sandbox.payment(payment).path("captures")).hasSize(1);
    }

    /** What {@code moveFailed} is for: without it, the same invoice is sent to Purse at every poll. */
    @Test
    void withoutMoveFailedARejectedInvoiceIsRetriedForever() throws Exception {
        String route = example("yaml").code().replace("        moveFailed: .failed\n", "");
        load("yaml", new CodeBlock("README.md", route));
        place("invoice.xml", rejectedInvoice());

        await().until(() -> sandbox.journal("capturePayment").size() >= 3);
        assertThat(inbox.resolve("invoice.xml")).exists();
    }

    private String rejectedInvoice() {
        return invoice().replace("42.99", "420.99");
    }

    private String invoice() {
        CodeBlock invoice = Document.readme().blocks("xml").stream()
                .filter(block -> block.code().startsWith("<invoice>"))
                .findFirst()
                .orElseThrow();
        return invoice.code().replaceFirst("<payment>.*</payment>", "<payment>" + payment + "</payment>");
    }

    private void place(String name, String text) throws IOException {
        Files.writeString(inbox.resolve(name), text);
    }

    private void start(String language) throws Exception {
        load(language, example(language));
    }

    private void load(String language, CodeBlock route) throws Exception {
        String often =
                language.equals("java") ? OFTEN : OFTEN.replace("=", ": ").replace("&", "\n        ");
        String code = route.code().replace("file:inbox", "file:" + inbox).replaceFirst("readLock[:=] ?changed", often);
        CodeBlock placed = new CodeBlock(route.place(), code);
        if (language.equals("java")) {
            PURSE.context().addRoutes(JavaExample.routes(placed, classes));
        } else {
            PluginHelper.getRoutesLoader(PURSE.context())
                    .loadRoutes(ResourceHelper.fromString("readme." + language, placed.code()));
        }
        PURSE.template();
    }

    private static CodeBlock example(String language) {
        return Document.readme().blocks(language).stream()
                .filter(block -> block.code().contains("file:inbox"))
                .findFirst()
                .orElseThrow();
    }
}
