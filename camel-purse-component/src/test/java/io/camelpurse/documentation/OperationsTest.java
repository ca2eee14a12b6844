package io.camelpurse.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.PurseConstants;
import io.camelpurse.PurseOperationFailedException;
import io.camelpurse.documentation.Document.CodeBlock;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.sandbox.Fault;
import io.camelpurse.sandbox.PurseSandbox;
import java.io.StringReader;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.Exchange;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.properties.PropertiesConfigurationBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The runbooks of {@code operations.adoc} lead where they say. */
class OperationsTest {

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder()
            .sandbox()
            .startedByTest()
            .configure(configuration -> configuration.setMaxRetries(0))
            .build();

    private final PurseSandbox sandbox = PURSE.sandbox();
    private String payment;

    @BeforeEach
    void start() throws Exception {
        payment = sandbox.authorizedPayment(10_000, "EUR", "ORD-1");
        String route = Document.page("operations.adoc").blocks("yaml").stream()
                .map(CodeBlock::code)
                .findFirst()
                .orElseThrow();
        PluginHelper.getRoutesLoader(PURSE.context()).loadRoutes(ResourceHelper.fromString("operations.yaml", route));
        PURSE.template();
    }

    @Test
    void aResentDocumentIsExecutedOnceWhateverHadHappened() {
        sandbox.faults().next("capturePayment", Fault.dropResponse(), Fault.status(503));
        assertThat(capture("INV-1", 4000).getException()).hasMessageContaining("may or may not have been executed");
        assertThat(capture("INV-2", 1000).getException()).hasMessageContaining("may or may not have been executed");

        assertThat(capture("INV-1", 4000).getMessage().getHeader(PurseConstants.DUPLICATE))
                .isEqualTo(true);
        assertThat(capture("INV-2", 1000).getMessage().getHeader(PurseConstants.DUPLICATE))
                .isEqualTo(false);
        assertThat(captured()).isEqualTo(5000);
    }

    @Test
    void underAnotherReferenceTheDocumentIsExecutedTwice() {
        sandbox.faults().next("capturePayment", Fault.dropResponse());
        capture("INV-1", 4000);

        capture("INV-1-again", 4000);
        assertThat(captured()).isEqualTo(8000);
    }

    @Test
    void theRestOfAConflictIsCapturedUnderAnotherReference() {
        sandbox.faults().next("capturePayment", Fault.conflict());
        assertConflict(capture("INV-1", 10_000));
        long done = captured();
        assertThat(done).isBetween(1L, 9_999L);

        Exchange rest = send("direct:capture-rest", Map.of("invoice", "INV-1", "missing", 10_000 - done));

        assertThat(rest.getMessage().getHeader(PurseConstants.OPERATION_STATUS)).isEqualTo("SUCCESS");
        assertThat(captured()).isEqualTo(10_000);
    }

    @Test
    void underTheSameReferenceAConflictStaysOne() {
        sandbox.faults().next("capturePayment", Fault.conflict());
        assertConflict(capture("INV-1", 10_000));
        long done = captured();

        assertConflict(capture("INV-1", 10_000));
        assertThat(captured()).isEqualTo(done);
    }

    @Test
    void theAuditLogHasAnAppenderOfItsOwn() throws Exception {
        Properties properties = new Properties();
        properties.load(new StringReader(
                Document.page("operations.adoc").blocks("properties").get(0).code()));

        Configuration configuration = new PropertiesConfigurationBuilder()
                .setRootProperties(properties)
                .setLoggerContext(new LoggerContext("audit"))
                .build();
        configuration.initialize();

        assertThat(configuration.getLoggerConfig("io.camelpurse.money").isAdditive())
                .isFalse();
        assertThat(configuration.getLoggerConfig("io.camelpurse.money").getAppenders())
                .containsOnlyKeys("money");
        assertThat(MainSources.contain("getLogger(\"io.camelpurse.money\")")).isTrue();
    }

    private static void assertConflict(Exchange exchange) {
        assertThat(exchange.getException())
                .isInstanceOfSatisfying(
                        PurseOperationFailedException.class,
                        failed -> assertThat(failed.getOperationStatus()).isEqualTo("CONFLICT"));
    }

    private Exchange capture(String invoice, long amount) {
        return send(
                "purse:capturePayment",
                Map.of(PurseConstants.MERCHANT_REFERENCE, invoice, PurseConstants.AMOUNT, amount));
    }

    private Exchange send(String uri, Map<String, Object> headers) {
        return PURSE.template().send(uri, exchange -> {
            exchange.getMessage().setHeaders(new HashMap<>(headers));
            exchange.getMessage().setHeader(PurseConstants.PAYMENT_ID, payment);
        });
    }

    private long captured() {
        return sandbox.payment(payment).at("/amounts/total_captured").asLong();
    }
}
