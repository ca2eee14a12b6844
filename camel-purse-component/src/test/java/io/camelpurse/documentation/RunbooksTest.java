package io.camelpurse.documentation;

import static io.camelpurse.fixture.MoneyMessage.money;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.camelpurse.Credentials;
import io.camelpurse.InvalidRedirectionReason;
import io.camelpurse.PurseAuthenticationException;
import io.camelpurse.PurseConstants;
import io.camelpurse.PurseInvalidRedirectionException;
import io.camelpurse.PurseOperationFailedException;
import io.camelpurse.PurseOutcomeUnknownException;
import io.camelpurse.PurseUnavailableException;
import io.camelpurse.WebhookVerification;
import io.camelpurse.doctor.Diagnosis;
import io.camelpurse.doctor.PurseDoctor;
import io.camelpurse.documentation.Document.CodeBlock;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.WebhookClient;
import io.camelpurse.fixture.WebhookEngine;
import io.camelpurse.fixture.WebhookPayloads;
import io.camelpurse.fixture.WholeLog;
import io.camelpurse.sandbox.Account;
import io.camelpurse.sandbox.Fault;
import io.camelpurse.sandbox.PurseSandbox;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Message;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.apache.camel.support.processor.state.MemoryStateRepository;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What each runbook of {@code operations.adoc} is for happens in the sandbox: its queries and commands find it, and its
 * steps end it.
 */
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class RunbooksTest {

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder()
            .sandbox()
            .startedByTest()
            .configure(configuration -> configuration.setMaxRetries(0))
            .build();

    private static final Pattern RUNBOOK = Pattern.compile("^\\[#([\\w-]+)]\\n== Runbook: ", Pattern.MULTILINE);
    private static final Pattern SERIES = Pattern.compile("\\b(purse_\\w+)(?:\\{([^}]*)})?");
    private static final Pattern LABEL = Pattern.compile("(\\w+)(=~|=)\"([^\"]*)\"");
    private static final Pattern SAMPLE = Pattern.compile("^(\\w+)\\{(.*)} (\\S+)$", Pattern.MULTILINE);
    private static final String MONEY = "io.camelpurse.money";
    private static final String CAPTURE = "purse:capturePayment";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final MemoryIdempotentRepository processed = new MemoryIdempotentRepository();
    private final MemoryStateRepository versions = new MemoryStateRepository();
    private final PurseSandbox sandbox = PURSE.sandbox();
    private volatile Credentials supplied;
    private WholeLog log;
    private String payment;
    private String earlier = "";

    @TempDir
    private Path folder;

    @BeforeEach
    void start() {
        log = WholeLog.at(Level.INFO);
        payment = sandbox.authorizedPayment(10_000, "EUR", "ORD-1");
        PURSE.configuration().setWebhookIdempotentRepository(processed);
        PURSE.configuration().setWebhookVersionRepository(versions);
        PURSE.context().getRegistry().bind("metricsRegistry", MeterRegistry.class, registry);
    }

    @AfterEach
    void stop() {
        log.close();
    }

    static List<String> runbooks() {
        return RUNBOOK.matcher(Document.page("operations.adoc").text())
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    @Test
    void thereIsARunbookForEachIncident() {
        assertThat(runbooks())
                .containsExactlyInAnyOrder(
                        "outcome-unknown",
                        "conflict",
                        "server-errors",
                        "authentication",
                        "key-rotation",
                        "webhooks",
                        "restored-database");
    }

    @ParameterizedTest
    @MethodSource("runbooks")
    void theQueriesAndCommandsOfARunbookFindTheIncident(String runbook) throws Exception {
        List<String> found = incident(runbook);

        Document section = section(runbook);
        assertThat(section.blocks("promql")).isNotEmpty().allSatisfy(query -> SERIES.matcher(query.code())
                .results()
                .forEach(series ->
                        assertThat(matchesSample(series)).as(series.group()).isTrue()));
        assertThat(writeLogs()).contains("reference=INV-RESOLVED ");
        assertThat(section.blocks("shell"))
                .filteredOn(command -> command.code().contains("logs/"))
                .isNotEmpty()
                .allSatisfy(command -> assertThat(Shell.output(folder, command.code()))
                        .contains(found)
                        .doesNotContain("INV-RESOLVED"));
    }

    /**
     * With a document that is none of its business any more, {@code INV-RESOLVED}.
     *
     * @return what the commands find of it
     */
    private List<String> incident(String runbook) throws Exception {
        switch (runbook) {
            case "outcome-unknown" -> {
                sandbox.faults().next("capturePayment", Fault.dropResponse(), Fault.dropResponse());
                PURSE.fail(PurseOutcomeUnknownException.class, CAPTURE, money(payment, 1000, "INV-RESOLVED"));
                PURSE.fail(PurseOutcomeUnknownException.class, CAPTURE, money(payment, 1000, "INV-1"));
                rollAuditLog("2026-11-22T04:00:00,000");
                PURSE.succeed(CAPTURE, money(payment, 1000, "INV-RESOLVED"));
                return List.of("reference=INV-1 ");
            }
            case "conflict" -> {
                resolve();
                sandbox.faults().next("capturePayment", Fault.conflict());
                PURSE.fail(PurseOperationFailedException.class, CAPTURE, money(payment, 10_000, "INV-1"));
                rollAuditLog("2026-11-22T04:00:00,000");
                return List.of("reference=INV-1 ");
            }
            case "server-errors" -> {
                PURSE.configuration().setMaxRetries(1);
                sandbox.faults().always("*", Fault.status(503));
                PURSE.fail(PurseUnavailableException.class, CAPTURE, money(payment, 1000, "INV-0"));
                sandbox.faults().clear();
                sandbox.faults().always("capturePayment", Fault.status(503));
                PURSE.fail(PurseOutcomeUnknownException.class, CAPTURE, money(payment, 1000, "INV-RESOLVED"));
                PURSE.fail(PurseOutcomeUnknownException.class, CAPTURE, money(payment, 1000, "INV-1"));
                rollAuditLog("2026-11-22T04:00:00,000");
                sandbox.faults().clear();
                PURSE.succeed(CAPTURE, money(payment, 1000, "INV-RESOLVED"));
                return List.of("reference=INV-1 ");
            }
            case "authentication" -> {
                resolve();
                PURSE.succeed(CAPTURE, money(payment, 1000, "INV-1"));
                rollAuditLog("2026-11-22T04:00:00,000");
                PURSE.fail(
                        PurseAuthenticationException.class,
                        CAPTURE + "?clientId=" + sandbox.account().clientId() + "&clientSecret=expired&apiKey=",
                        money(payment, 1000, "INV-2"));
                return List.of("reference=INV-1 ");
            }
            case "key-rotation" -> {
                resolve();
                PURSE.listenOn(WebhookEngine.VERTX);
                receive();
                redirect();
                sandbox.rotateSigningKeys();
                String unread = token();
                sandbox.rotateSigningKeys();
                sandbox.retireSigningKeys();
                PURSE.fail(
                        PurseInvalidRedirectionException.class,
                        "purse:verifyRedirection",
                        message -> message.setBody(unread));
                PURSE.webhooks().post(WebhookClient.PATH, WebhookClient.HEADER, "withdrawn");
                return List.of("Rejected a webhook request: TOKEN");
            }
            case "webhooks" -> {
                resolve();
                PURSE.listenOn(WebhookEngine.VERTX);
                receive();
                PURSE.webhooks().post(WebhookPayloads.payment(payment, 1));
                PURSE.webhooks().post("{");
                PURSE.succeed("purse:createPaymentLink", link(), Map.of());
                return List.of("names no webhook");
            }
            case "restored-database" -> {
                resolve();
                rollAuditLog("2026-11-22T02:00:00,000");
                PURSE.succeed(CAPTURE, money(payment, 1000, "INV-1"));
                PURSE.succeed(CAPTURE, money(payment, 1000, "INV-1"));
                sandbox.faults().next("capturePayment", Fault.conflict(), Fault.pending());
                PURSE.fail(PurseOperationFailedException.class, CAPTURE, money(payment, 2000, "INV-2"));
                PURSE.succeed(CAPTURE, money(payment, 3000, "INV-3"));
                return List.of("reference=INV-1 ", "reference=INV-2 ", "reference=INV-3 ");
            }
            default -> throw new AssertionError("nothing happens for the runbook " + runbook);
        }
    }

    /** An unknown outcome that the resent document has resolved. */
    private void resolve() {
        String other = sandbox.authorizedPayment(1000, "EUR", "ORD-0");
        sandbox.faults().next("capturePayment", Fault.dropResponse());
        PURSE.fail(PurseOutcomeUnknownException.class, CAPTURE, money(other, 1000, "INV-RESOLVED"));
        PURSE.succeed(CAPTURE, money(other, 1000, "INV-RESOLVED"));
    }

    /** The lines until now go to the file of an earlier day, with this time. */
    private void rollAuditLog(String time) {
        earlier = lines("%m%n", true).replaceAll("(?m)^(?=.)", time + " ");
        log.lines().removeIf(line -> line.logger().equals(MONEY));
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1, 401", "34.22.174.22, 403"})
    void theRequestFromOutsideGetsTheStatusThatTheRunbookNames(String allowed, String status) throws Exception {
        PURSE.listenOn(WebhookEngine.VERTX);
        PURSE.configuration().setWebhookAllowedAddresses(allowed);
        receive();
        Document section = section("webhooks");
        String command = section.blocks("shell").stream()
                .map(CodeBlock::code)
                .filter(code -> code.startsWith("curl "))
                .findFirst()
                .orElseThrow();
        String documented = "https://erp.example.org/purse/webhook";

        assertThat(section.text()).contains("It must get 401, or 403 if `webhookAllowedAddresses`");
        assertThat(command).contains(documented);
        assumeTrue(Stream.of(System.getenv("PATH").split(":")).anyMatch(path -> Files.exists(Path.of(path, "curl"))));
        String local = "http://127.0.0.1:" + PURSE.webhooks().port() + WebhookClient.PATH;
        assertThat(Shell.output(folder, command.replace(documented, local))).isEqualTo(status + "\n");
    }

    @Test
    void aRunOf5xxIsSeenByTheDoctorAndNothingIsLostOrExecutedTwice() throws Exception {
        sandbox.faults().always("*", Fault.status(503));
        PURSE.fail(PurseUnavailableException.class, CAPTURE, money(payment, 4000, "INV-1"));
        assertThat(diagnosis().finding("dns").status().name()).isEqualTo("OK");
        assertThat(diagnosis().finding("tcp").status().name()).isEqualTo("OK");
        assertThat(diagnosis().finding("token").status().name()).isEqualTo("FAILED");
        assertThat(diagnosis().finding("token").seen()).contains("503");
        sandbox.faults().clear();
        sandbox.faults().next("capturePayment", Fault.status(503).afterCommit());
        PURSE.fail(PurseOutcomeUnknownException.class, CAPTURE, money(payment, 4000, "INV-1"));

        assertThat(diagnosis().exitCode()).isZero();
        PURSE.succeed(CAPTURE, money(payment, 4000, "INV-1"));

        sandbox.assertMovedExactlyOnce("ORD-1");
        assertThat(captured()).isEqualTo(4000);
    }

    @Test
    void expiredCredentialsAreReplacedWithoutARestart() throws Exception {
        Account account = sandbox.account();
        supplied = new Credentials(account.clientId(), "expired", account.apiKey());
        PURSE.configuration().setClientId(null);
        PURSE.configuration().setClientSecret(null);
        PURSE.configuration().setApiKey(null);
        PURSE.configuration().setCredentialsSource(() -> supplied);
        PURSE.fail(PurseAuthenticationException.class, CAPTURE, money(payment, 4000, "INV-1"));
        assertThat(diagnosis().finding("token").remedy()).contains("clientSecret");

        supplied = new Credentials(account.clientId(), account.clientSecret(), account.apiKey());

        PURSE.succeed(CAPTURE, money(payment, 4000, "INV-1"));
        assertThat(diagnosis().exitCode()).isZero();
    }

    @Test
    void aNewSigningKeyIsAcceptedAndAWithdrawnOneIsRejected() {
        String old = token();
        redirect();
        sandbox.rotateSigningKeys();
        sandbox.retireSigningKeys();
        redirect();

        assertThat(PURSE.fail(
                                PurseInvalidRedirectionException.class,
                                "purse:verifyRedirection",
                                message -> message.setBody(old))
                        .getReason())
                .isEqualTo(InvalidRedirectionReason.UNKNOWN_KEY);
    }

    @Test
    void aWebhookTokenIsReplacedWhileBothAreAccepted() throws Exception {
        assertThat(statusWithTokens("the-old-one", "the-old-one")).isEqualTo(200);
        assertThat(statusWithTokens("the-new-one,the-old-one", "the-old-one")).isEqualTo(200);
        assertThat(statusWithTokens("the-new-one,the-old-one", "the-new-one")).isEqualTo(200);
        assertThat(statusWithTokens("the-new-one", "the-old-one")).isEqualTo(401);
    }

    private int statusWithTokens(String configured, String sent) throws Exception {
        PURSE.renew();
        PURSE.listenOn(WebhookEngine.VERTX);
        PURSE.receive("purse:webhook?webhookVerification=none&webhookVerifyToken=RAW(" + configured + ")");
        return PURSE.webhooks().post(WebhookClient.PATH, WebhookClient.HEADER, sent);
    }

    @Test
    void afterARestoreOperationsAreFoundAndNotificationsShowTheCurrentState() throws Exception {
        PURSE.listenOn(WebhookEngine.VERTX);
        MockEndpoint erp = receive();
        String notification = WebhookPayloads.payment(payment, 1);
        PURSE.webhooks().post(notification);
        PURSE.succeed(CAPTURE, money(payment, 4000, "INV-1"));
        processed.clear();
        versions.stop();
        versions.start();

        Message resent = PURSE.succeed(CAPTURE, money(payment, 4000, "INV-1"));
        PURSE.webhooks().post(notification);

        assertThat(resent.getHeader(PurseConstants.DUPLICATE)).isEqualTo(true);
        assertThat(captured()).isEqualTo(4000);
        assertThat(erp.getReceivedExchanges())
                .extracting(exchange -> exchange.getMessage().getHeader(PurseConstants.TOTAL_CAPTURED))
                .containsExactly(0L, 4000L);
    }

    /** Whether a selector finds a sample with a value, which a counter has when something was counted. */
    private boolean matchesSample(MatchResult selector) {
        boolean counts = selector.group(1).matches(".*_(total|count)");
        List<MatchResult> wanted = selector.group(2) == null
                ? List.of()
                : LABEL.matcher(selector.group(2)).results().toList();
        return SAMPLE.matcher(registry.scrape())
                .results()
                .filter(sample -> sample.group(1).equals(selector.group(1)))
                .filter(sample -> wanted.stream()
                        .allMatch(label ->
                                Pattern.matches(label.group(3), labels(sample).getOrDefault(label.group(1), ""))))
                .mapToDouble(sample -> Double.parseDouble(sample.group(3)))
                .anyMatch(value -> counts ? value > 0 : !Double.isNaN(value));
    }

    private static Map<String, String> labels(MatchResult sample) {
        return LABEL.matcher(sample.group(2))
                .results()
                .collect(Collectors.toMap(label -> label.group(1), label -> label.group(3)));
    }

    /**
     * The audit log as the page configures it, and the log of the application.
     *
     * @return the audit log
     */
    private String writeLogs() throws IOException {
        Properties documented = new Properties();
        documented.load(new StringReader(
                Document.page("operations.adoc").blocks("properties").get(0).code()));
        Path audit = folder.resolve(documented.getProperty("appender.money.fileName"));
        Files.createDirectories(audit.getParent());
        Path rolled = folder.resolve(
                documented.getProperty("appender.money.filePattern").replace("%d{yyyy-MM-dd}", "2026-11-22"));
        String today = lines(documented.getProperty("appender.money.layout.pattern"), true);
        Files.writeString(audit, today);
        Files.writeString(rolled, earlier);
        Files.writeString(audit.resolveSibling("application.log"), lines("%d{ISO8601} %p %c - %m%n", false));
        return earlier + today;
    }

    private String lines(String pattern, boolean ofMoney) {
        PatternLayout layout = PatternLayout.newBuilder().withPattern(pattern).build();
        return log.lines().stream()
                .map(WholeLog.Line::event)
                .filter(event -> event.getLoggerName().equals(MONEY) == ofMoney)
                .map(layout::toSerializable)
                .collect(Collectors.joining());
    }

    /** From the anchor of a runbook to the next one. */
    private static Document section(String anchor) {
        Document page = Document.page("operations.adoc");
        String text = page.text().substring(page.text().indexOf("[#" + anchor + "]\n") + 1);
        return new Document(page.path(), text.substring(0, text.indexOf("\n[#")));
    }

    private MockEndpoint receive() throws Exception {
        PURSE.configuration().setWebhookVerification(WebhookVerification.fetch);
        return PURSE.receive("purse:webhook");
    }

    private void redirect() {
        String token = token();
        PURSE.succeed("purse:verifyRedirection", message -> message.setBody(token));
    }

    private String token() {
        return sandbox.sign(Map.of("client_session_id", "cs-1"));
    }

    private Diagnosis diagnosis() throws Exception {
        return new PurseDoctor(PURSE.context()).examine();
    }

    private static Map<String, Object> link() {
        return Map.of(
                "amount",
                4299,
                "currency",
                "EUR",
                "shopper_redirection_url",
                "https://shop.example.org/return",
                "order",
                Map.of("reference", "ORD-2", "net_amount", 4299, "tax_amount", 716));
    }

    private long captured() {
        return PURSE.amount(payment, "total_captured");
    }
}
