package io.camelpurse.documentation;

import static io.camelpurse.fixture.MoneyMessage.money;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camelpurse.PurseConstants;
import io.camelpurse.PurseOperation;
import io.camelpurse.PurseOperationFailedException;
import io.camelpurse.PurseOutcomeUnknownException;
import io.camelpurse.PurseRejectedException;
import io.camelpurse.documentation.Document.CodeBlock;
import io.camelpurse.fixture.CapturedLog;
import io.camelpurse.fixture.Json;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.SampleCalls;
import io.camelpurse.sandbox.Fault;
import io.camelpurse.sandbox.PurseSandbox;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.properties.PropertiesConfigurationBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    void aPaymentWhoseCreationIsUnknownIsFoundByItsOrder() {
        sandbox.faults().next("createPayment", Fault.dropResponse());
        assertUnknown(PURSE.send("purse:createPayment", order("ORD-2"), Map.of()));

        assertThat(sandbox.payments())
                .filteredOn(found -> found.path("order_reference").asText().equals("ORD-2"))
                .singleElement()
                .satisfies(found -> assertThat(PURSE.succeed(
                                        "purse:capturePayment",
                                        money(found.path("id").asText(), 1000, "INV-1"))
                                .getHeader(PurseConstants.OPERATION_STATUS))
                        .isEqualTo("SUCCESS"));
    }

    @Test
    void aPaymentThatWasNotCreatedIsCreatedByTheResentMessage() {
        sandbox.faults().next("createPayment", Fault.status(503));
        assertUnknown(PURSE.send("purse:createPayment", order("ORD-2"), Map.of()));
        assertThat(orders()).doesNotContain("ORD-2");

        PURSE.succeed("purse:createPayment", order("ORD-2"), Map.of());
        assertThat(orders()).containsOnlyOnce("ORD-2");
    }

    @ParameterizedTest
    @CsvSource({"createClientSession, CamelPurseClientSessionId", "createPaymentLink, CamelPursePaymentLinkId"})
    void anUnusedSessionOrLinkCostsNothing(String operation, String id) {
        sandbox.faults().next(operation, Fault.dropResponse());
        assertUnknown(PURSE.send("purse:" + operation, session(), Map.of()));

        String second = PURSE.succeed("purse:" + operation, session(), Map.of()).getHeader(id, String.class);
        sandbox.shopper().pay(second);
        assertThat(orders()).containsOnlyOnce("ORD-2");
    }

    @ParameterizedTest
    @CsvSource({
        "createClientSession, getClientSession, abortClientSession, CamelPurseClientSessionId, ABORTED_BY_MERCHANT",
        "createPaymentLink, getPaymentLink, cancelPaymentLink, CamelPursePaymentLinkId, CANCELLED"
    })
    void whatIsReadAfterAnUnknownOutcomeSaysWhetherToResend(
            String create, String read, String close, String id, String closed) {
        Map<String, Object> resource =
                Map.of(id, PURSE.succeed("purse:" + create, session(), Map.of()).getHeader(id));

        sandbox.faults().next(close, Fault.status(503), Fault.dropResponse());
        assertUnknown(PURSE.send("purse:" + close, null, resource));
        assertThat(status(read, resource)).isNotEqualTo(closed);
        assertUnknown(PURSE.send("purse:" + close, null, resource));
        assertThat(status(read, resource)).isEqualTo(closed);
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

    @Test
    void theCommandForTextSumsTheDaysAsPurseDoes(@TempDir Path folder) throws Exception {
        writeTwoDays(folder, "text", "2026-11-22T10:00:00,000 ");

        assertThat(Shell.output(folder, commands("awk '{").get(0).code())).isEqualTo("""
                        2026-11-22 capturePayment EUR 1000
                        2026-11-23 capturePayment EUR 2800
                        """);
        assertThat(captured()).isEqualTo(3800);
    }

    @Test
    void theCommandsForJsonSumTheDaysAndListWhatIsOpen(@TempDir Path folder) throws Exception {
        writeTwoDays(folder, "json", "");
        List<CodeBlock> commands = commands("jq ");

        assertThat(commands).hasSize(2);
        assumeTrue(Stream.of(System.getenv("PATH").split(":")).anyMatch(path -> Files.exists(Path.of(path, "jq"))));
        assertThat(Json.parse(Shell.output(folder, commands.get(0).code())).findValuesAsText("amount"))
                .containsExactly("1000", "2800");
        assertThat(Json.parse(Shell.output(folder, commands.get(1).code())).findValuesAsText("reference"))
                .containsExactly("INV-5");
    }

    /** A redelivery on the next day, a lost response, an unknown outcome that is resent and found, and an open one. */
    private void writeTwoDays(Path folder, String format, String time) throws Exception {
        String capture = "purse:capturePayment?auditLogFormat=" + format;
        Path logs = Files.createDirectories(folder.resolve("logs"));
        try (CapturedLog log = CapturedLog.of("io.camelpurse.money")) {
            PURSE.succeed(capture, money(payment, 1000, "INV-1"));
            Files.write(logs.resolve("money-2026-11-22.log"), prefixed(log.lines(), time));
        }
        try (CapturedLog log = CapturedLog.of("io.camelpurse.money")) {
            PURSE.succeed(capture, money(payment, 1000, "INV-1"));
            PURSE.succeed(capture, money(payment, 2000, "INV-2"));
            sandbox.faults().next("capturePayment", Fault.dropResponse());
            PURSE.succeed(capture + "&maxRetries=1", money(payment, 300, "INV-3"));
            assertThat(log.lines().get(2)).containsPattern("duplicate\\W+true");
            sandbox.faults().next("capturePayment", Fault.dropResponse());
            assertUnknown(PURSE.send(capture, money(payment, 500, "INV-4")));
            PURSE.succeed(capture, money(payment, 500, "INV-4"));
            sandbox.faults().next("capturePayment", Fault.status(503));
            assertUnknown(PURSE.send(capture, money(payment, 700, "INV-5")));
            Files.write(logs.resolve("money.log"), prefixed(log.lines(), time.replace("-22T", "-23T")));
        }
    }

    private static List<String> prefixed(List<String> lines, String time) {
        return lines.stream().map(time::concat).toList();
    }

    private static List<CodeBlock> commands(String begin) {
        return Document.page("operations.adoc").blocks("shell").stream()
                .filter(command -> command.code().startsWith(begin))
                .toList();
    }

    @Test
    void theKeyOfARejectedResendIsOpenUntilItIsClosed(@TempDir Path folder) throws Exception {
        Path logs = Files.createDirectories(folder.resolve("logs"));
        String key;
        try (CapturedLog log = CapturedLog.of("io.camelpurse.money")) {
            sandbox.faults().next("capturePayment", Fault.status(503));
            assertUnknown(capture("INV-1", 4000));
            capture("INV-2", 10_000);
            Exchange resent = capture("INV-1", 4000);
            assertThat(resent.getException()).isInstanceOf(PurseRejectedException.class);
            key = ((PurseRejectedException) resent.getException()).getIdempotencyKey();
            Files.write(logs.resolve("money.log"), prefixed(log.lines(), "2026-11-22T10:00:00,000 "));
        }
        String open = commands("awk 'match").get(0).code();
        String closing = "| grep -v -F -f logs/closed-keys";
        Files.writeString(logs.resolve("closed-keys"), key + "\n");

        assertThat(Document.page("operations.adoc").text()).contains("`" + closing + "`");
        assertThat(Shell.output(folder, open)).contains("reference=INV-1 ");
        assertThat(Shell.output(folder, open.strip() + " " + closing + " || true"))
                .isEmpty();
    }

    private static void assertUnknown(Exchange exchange) {
        assertThat(exchange.getException()).isInstanceOf(PurseOutcomeUnknownException.class);
    }

    private String order(String reference) {
        ObjectNode order = SampleCalls.request(PurseOperation.createPayment);
        order.put("entity_id", sandbox.account().entityId()).put("amount", 1000);
        ((ObjectNode) order.at("/split/0")).put("amount", 1000);
        ((ObjectNode) order.path("order")).put("reference", reference);
        return order.toString();
    }

    private static Map<String, Object> session() {
        return Map.of(
                "amount", 4299,
                "currency", "EUR",
                "integration_mode", "HOSTED_PAGE",
                "shopper_redirection_url", "https://shop.example.org/return",
                "order", Map.of("reference", "ORD-2", "net_amount", 4299, "tax_amount", 716));
    }

    private List<String> orders() {
        return sandbox.payments().stream()
                .map(found -> found.path("order_reference").asText())
                .toList();
    }

    private static String status(String read, Map<String, Object> resource) {
        return PURSE.succeed("purse:" + read, null, resource).getHeader(PurseConstants.STATUS, String.class);
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
