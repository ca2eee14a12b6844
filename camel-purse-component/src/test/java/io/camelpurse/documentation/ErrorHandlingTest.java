package io.camelpurse.documentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelpurse.PurseConstants;
import io.camelpurse.PurseOperationFailedException;
import io.camelpurse.PurseRejectedException;
import io.camelpurse.PurseUnavailableException;
import io.camelpurse.documentation.Document.CodeBlock;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.sandbox.Fault;
import io.camelpurse.sandbox.PurseSandbox;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.apache.camel.Exchange;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.processor.errorhandler.RedeliveryPolicy;
import org.apache.camel.reifier.errorhandler.ErrorHandlerReifier;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The routes of {@code errors.adoc}, as they are there and with the mistakes that the page warns of. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ErrorHandlingTest {

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder()
            .sandbox()
            .startedByTest()
            .configure(configuration -> configuration.setMaxRetries(0))
            .build();

    private final PurseSandbox sandbox = PURSE.sandbox();
    private StubQueues queues;
    private String payment;

    @TempDir
    Path classes;

    @BeforeEach
    void start() throws Exception {
        payment = sandbox.authorizedPayment(10_000, "EUR", "ORD-1");
        queues = new StubQueues(PURSE.context(), "rejected", "on-hold");
    }

    @ParameterizedTest
    @ValueSource(strings = {"yaml", "java"})
    void aRejectedCaptureIsSetAsideWithTheOriginalMessage(String language) throws Exception {
        load(language, code -> code);
        invoice("INV-1", 20_000);

        await().until(() -> queues.received("rejected").size() == 1);
        assertThat(queues.received("rejected").element().getBody()).isEqualTo("");
        assertThat(queues.received("rejected").element().getHeader(PurseConstants.MERCHANT_REFERENCE))
                .isEqualTo("INV-1");
        assertThat(queues.failures()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"yaml", "java"})
    void aMessageWithoutAReferenceHasNoProblemAndIsSetAside(String language) throws Exception {
        load(language, code -> code);
        invoice(null, 4000);

        await().until(() -> queues.received("rejected").size() == 1);
        assertThat(sandbox.journal("capturePayment")).isEmpty();
        assertThat(queues.failures()).isEmpty();
    }

    @Test
    void withoutTheQuestionMarkAMissingProblemFailsInTheHandler() throws Exception {
        load("yaml", code -> code.replace("exception?.problem?.type", "exception.problem.type"));
        invoice(null, 4000);

        await().until(() -> queues.failures().size() == 1);
        assertThat(queues.failures().element()).hasMessageContaining("problem.type");
        assertThat(queues.received("rejected")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"yaml", "java"})
    void aMessageWaitsForTheConfiguration(String language) throws Exception {
        load(language, code -> code);
        sandbox.faults().next("capturePayment", Fault.forbidden());
        invoice("INV-1", 4000);

        await().until(() -> queues.received("on-hold").size() == 1);
        assertThat(queues.received("on-hold").element().getHeader(PurseConstants.MERCHANT_REFERENCE))
                .isEqualTo("INV-1");
        assertThat(queues.received("rejected")).isEmpty();
        assertThat(captured()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"yaml, 429", "yaml, 503", "java, 429", "java, 503"})
    void whatMayBeRepeatedIsRedelivered(String language, int status) throws Exception {
        load(language, code -> code);
        sandbox.faults().next("capturePayment", Fault.status(status));
        invoice("INV-1", 4000);

        await().until(() -> captured() == 4000);
        assertThat(sandbox.journal("capturePayment")).hasSize(2);
        assertThat(queues.failures()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"yaml", "java"})
    void theDelaysAreTheMinutesThatThePageNames(String language) throws Exception {
        loadExample(language, "capture-invoice");
        RedeliveryPolicy policy = redeliveryPolicy();

        assertThat(policy.isAsyncDelayedRedelivery()).isTrue();
        assertThat(policy.isUseCollisionAvoidance()).isTrue();
        assertThat(delays(policy)).containsExactly(60_000L, 120_000L, 240_000L, 480_000L, 900_000L);
        assertThat(Document.page("errors.adoc").text()).contains("about 1, 2, 4, 8 and 15 minutes");
    }

    @ParameterizedTest
    @CsvSource({"yaml, '            maximumRedeliveryDelay: 900000\n'", "java, '    .maximumRedeliveryDelay(900_000)\n'"
    })
    void withoutAMaximumCamelLimitsEachDelayToAMinute(String language, String maximum) throws Exception {
        CodeBlock example = example(language, "capture-invoice");
        assertThat(example.code()).contains(maximum);
        add(language, new CodeBlock(example.place(), example.code().replace(maximum, "")));

        assertThat(delays(redeliveryPolicy())).hasSize(5).containsOnly(60_000L);
    }

    /** Of the route that calls Purse, for what may be repeated. */
    private static RedeliveryPolicy redeliveryPolicy() {
        return ((ModelCamelContext) PURSE.context())
                .getRouteDefinition("capture-invoice").getOutputs().stream()
                        .filter(OnExceptionDefinition.class::isInstance)
                        .map(OnExceptionDefinition.class::cast)
                        .filter(handler -> handler.getExceptions().contains(PurseUnavailableException.class.getName()))
                        .map(handler -> ErrorHandlerReifier.createRedeliveryPolicy(
                                handler.getRedeliveryPolicyType(), PURSE.context(), null))
                        .findFirst()
                        .orElseThrow();
    }

    /** Without the random part. */
    private static List<Long> delays(RedeliveryPolicy policy) {
        policy.setUseCollisionAvoidance(false);
        return LongStream.iterate(
                        policy.calculateRedeliveryDelay(0, 1), delay -> policy.calculateRedeliveryDelay(delay, 2))
                .limit(policy.getMaximumRedeliveries())
                .boxed()
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "    routeConfigurationId: purse-erros\n"})
    void aSubRouteThatNamesNoConfigurationHasNoPolicy(String misnamed) throws Exception {
        load(
                "yaml",
                code -> code.replace(
                        "    id: capture-invoice\n    routeConfigurationId: purse-errors\n",
                        "    id: capture-invoice\n" + misnamed));
        invoice("INV-1", 20_000);

        await().until(() -> queues.failures().size() == 1);
        assertThat(queues.failures().element()).isInstanceOf(PurseRejectedException.class);
        assertThat(queues.received("rejected")).isEmpty();
    }

    @Test
    void aConfigurationWithoutAnIdAppliesToEveryRoute() throws Exception {
        load("yaml", code -> code.replace("    routeConfigurationId: purse-errors\n", "")
                .replace("    id: purse-errors\n", ""));
        invoice("INV-1", 20_000);

        await().until(() -> queues.received("rejected").size() == 1);
        assertThat(queues.failures()).isEmpty();
    }

    @Test
    void theOriginalBodyNeedsAnOptionOfTheContext() throws Exception {
        load("yaml", code -> code.replace("useOriginalMessage", "useOriginalBody"));
        invoice("INV-1", 20_000);

        await().until(() -> queues.failures().size() == 1);
        assertThat(queues.failures().element()).hasMessageContaining("AllowUseOriginalMessage is disabled");
        assertThat(queues.received("rejected")).isEmpty();
    }

    @Test
    void withThatOptionTheOriginalBodyIsThere() throws Exception {
        PURSE.context().setAllowUseOriginalMessage(true);
        load("yaml", code -> code.replace("useOriginalMessage", "useOriginalBody"));
        invoice("INV-1", 20_000);

        await().until(() -> queues.received("rejected").size() == 1);
        assertThat(queues.received("rejected").element().getBody()).isEqualTo("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"yaml", "java"})
    void aCaptureThatIsExecutedInPartIsCaught(String language) throws Exception {
        loadExample(language, "capture-or-say-why");
        sandbox.faults().next("capturePayment", Fault.conflict());

        Exchange caught = captureOrSayWhy();

        assertThat(caught.getException()).isNull();
        assertThat(caught.getMessage().getHeader(PurseConstants.OPERATION_STATUS))
                .isEqualTo("CONFLICT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"yaml", "java"})
    void aCaptureThatFailsIsNotCaught(String language) throws Exception {
        loadExample(language, "capture-or-say-why");
        sandbox.faults().next("capturePayment", Fault.failure());

        assertThat(captureOrSayWhy().getException()).isInstanceOf(PurseOperationFailedException.class);
    }

    private Exchange captureOrSayWhy() {
        return PURSE.template().send("direct:capture-or-say-why", exchange -> {
            exchange.getMessage().setHeader(PurseConstants.PAYMENT_ID, payment);
            exchange.getMessage().setHeader(PurseConstants.AMOUNT, 10_000);
            exchange.getMessage().setHeader(PurseConstants.MERCHANT_REFERENCE, "INV-1");
        });
    }

    private void invoice(String number, long amount) {
        PURSE.template().send("jms:queue:invoices", exchange -> {
            exchange.getMessage().setBody("");
            exchange.getMessage().setHeader(PurseConstants.PAYMENT_ID, payment);
            exchange.getMessage().setHeader(PurseConstants.AMOUNT, amount);
            if (number != null) {
                exchange.getMessage().setHeader(PurseConstants.MERCHANT_REFERENCE, number);
            }
        });
    }

    private long captured() {
        return sandbox.payment(payment).at("/amounts/total_captured").asLong();
    }

    private void load(String language, UnaryOperator<String> edit) throws Exception {
        CodeBlock example = example(language, "capture-invoice");
        String edited = edit.apply(example.code());
        String faster = edited.replace("redeliveryDelay: 60000", "redeliveryDelay: 5")
                .replace("redeliveryDelay(60_000)", "redeliveryDelay(5)");
        assertThat(faster).isNotEqualTo(edited);
        add(language, new CodeBlock(example.place(), faster));
    }

    private void loadExample(String language, String id) throws Exception {
        add(language, example(language, id));
    }

    private void add(String language, CodeBlock example) throws Exception {
        if (language.equals("java")) {
            PURSE.context().addRoutes(JavaExample.routes(example, classes));
        } else {
            PluginHelper.getRoutesLoader(PURSE.context())
                    .loadRoutes(ResourceHelper.fromString("errors.yaml", example.code()));
        }
        PURSE.template();
    }

    private static CodeBlock example(String language, String id) {
        return Document.page("errors.adoc").blocks(language).stream()
                .filter(block -> block.code().matches("(?s).*(id: |routeId\\(\")" + id + "\\b.*"))
                .findFirst()
                .orElseThrow();
    }
}
