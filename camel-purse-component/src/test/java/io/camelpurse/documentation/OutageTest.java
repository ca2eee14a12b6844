package io.camelpurse.documentation;

import static io.camelpurse.fixture.MoneyMessage.money;
import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.PurseConfiguration;
import io.camelpurse.PurseConstants;
import io.camelpurse.doctor.Finding;
import io.camelpurse.doctor.PurseDoctor;
import io.camelpurse.fixture.CapturedLog;
import io.camelpurse.fixture.ProducerChecks;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.Scrape;
import io.camelpurse.fixture.WebhookEngine;
import io.camelpurse.sandbox.Account;
import io.camelpurse.sandbox.Fault;
import io.camelpurse.sandbox.FreePort;
import io.camelpurse.sandbox.PurseSandbox;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheck.State;
import org.apache.camel.health.HealthCheckHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What health, metrics, alerts, doctor and log show while Purse is turned off, slow, rejecting and drifting, against
 * the table in {@code operations.adoc}. {@code -Dpurse.docs.write=true} writes it.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class OutageTest {

    private static final Account ACCOUNT = new Account("entity-1", "client-1", "secret-1", "api-key-1");
    private static final Account OTHER_SECRET = new Account("entity-1", "client-1", "secret-2", "api-key-1");
    private static final int PORT = FreePort.find();
    private static final String NONE = "none";

    private static final Pattern SAME_IN_EACH_RUN = Pattern.compile("\\b(?:operation|attempts|duplicate|status)=\\w+");

    private static final Pattern TABLE = Pattern.compile(
            "(?<=\\n\\| Stage \\| Calls \\| Health, other than UP \\| Counters \\| Alerts \\| `purse-doctor` \\| Log)"
                    + ".*?(?=\\|===)",
            Pattern.DOTALL);

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder()
            .configure(OutageTest::connect)
            .webhooks(WebhookEngine.VERTX)
            .build();

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private PurseSandbox purse;
    private String payment;
    private int starts;
    private int captures;

    private static void connect(PurseConfiguration configuration) {
        configuration.setApiUrl("http://127.0.0.1:" + PORT + "/payment");
        configuration.setTokenUrl("http://127.0.0.1:" + PORT + "/oauth/token");
        PurseExtension.use(configuration, ACCOUNT);
        configuration.setMaxRetries(1);
        configuration.setRetryDelay(20);
        configuration.setResponseTimeout(500L);
    }

    @AfterEach
    void turnOff() {
        purse.close();
    }

    @Test
    void eachStageIsShownAsTheTableSays() throws Exception {
        PURSE.context().getRegistry().bind("metricsRegistry", MeterRegistry.class, registry);
        ProducerChecks.enable(PURSE.context());
        turnOn(ACCOUNT);
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:capture").to("purse:capturePayment");
                from("direct:read").to("purse:getPayment");
                from("purse:webhook").routeId("notifications").to("mock:notifications");
            }
        });
        List<String> rows = new ArrayList<>();
        rows.add(row("normal"));

        turnOff();
        rows.add(row("off: no connections are accepted"));

        turnOn(ACCOUNT);
        purse.faults().always("*", Fault.latency(Duration.ofSeconds(1)));
        rows.add(row("slow: responses take longer than `responseTimeout`"));

        purse.faults().clear();
        purse.faults().always("*", Fault.forbidden());
        rows.add(row("rejecting: 403 to each request"));

        turnOff();
        turnOn(OTHER_SECRET);
        rows.add(row("rejecting: the secret is not valid any more"));

        turnOff();
        turnOn(ACCOUNT);
        purse.advanceClock(Duration.ofMinutes(10));
        rows.add(row("drifting: clocks differ by 10 minutes"));

        turnOff();
        turnOn(ACCOUNT);
        rows.add(row("recovered"));
        assertDocumented(rows.stream().map(row -> "\n\n" + row).collect(Collectors.joining()) + "\n");
    }

    /** At the same address. Another seed gives other ids, as Purse gives no id twice. */
    private void turnOn(Account account) {
        purse = PurseSandbox.builder()
                .port(PORT)
                .account(account)
                .seed(PurseSandbox.DEFAULT_SEED + ++starts)
                .start();
        payment = purse.authorizedPayment(10_000, "EUR", "ORD-1");
    }

    private static void assertDocumented(String rows) throws IOException {
        Document page = Document.page("operations.adoc");
        assertThat(page.text()).containsPattern(TABLE);
        String expected = TABLE.matcher(page.text()).replaceFirst(Matcher.quoteReplacement(rows));
        if (Boolean.getBoolean("purse.docs.write")) {
            Files.writeString(page.path(), expected);
        }
        assertThat(page.path())
                .as("docs/operations.adoc, which -Dtest=OutageTest -Dpurse.docs.write=true writes")
                .hasContent(expected);
    }

    private String row(String stage) throws Exception {
        Scrape before = Scrape.of(registry);
        try (CapturedLog log = CapturedLog.of("io.camelpurse")) {
            List<String> calls = List.of(
                    "read: " + outcome(PURSE.send("direct:read", "", Map.of(PurseConstants.PAYMENT_ID, payment))),
                    "capture: " + outcome(PURSE.send("direct:capture", money(payment, 1000, "INV-" + ++captures))));
            return String.join(
                    "\n",
                    cell(List.of(stage)),
                    cell(calls),
                    cell(health()),
                    cell(increased(before)),
                    cell(alerts(before)),
                    cell(diagnosis()),
                    cell(log.lines().stream().map(OutageTest::shown).toList()));
        }
    }

    private static String cell(List<String> lines) {
        return "| " + (lines.isEmpty() ? NONE : String.join(" +\n", lines));
    }

    private static String outcome(Exchange exchange) {
        return exchange.getException() == null
                ? "success"
                : "`" + exchange.getException().getClass().getSimpleName() + "`";
    }

    private static List<String> health() {
        return HealthCheckHelper.invoke(PURSE.context(), "full").stream()
                .filter(result -> result.getCheck().getId().contains("purse"))
                .filter(result -> result.getState() != State.UP)
                .map(result -> "`" + result.getCheck().getId() + "` " + result.getState())
                .sorted()
                .toList();
    }

    private static List<String> diagnosis() throws Exception {
        return new PurseDoctor(PURSE.context())
                .examine().findings().stream()
                        .filter(finding ->
                                finding.status() == Finding.Status.FAILED || finding.status() == Finding.Status.WARNING)
                        .map(finding -> "`" + finding.check() + "` "
                                + finding.status().name().toLowerCase(Locale.ROOT))
                        .toList();
    }

    private List<String> increased(Scrape before) {
        Map<String, Double> first = counters(before);
        return counters(Scrape.of(registry)).entrySet().stream()
                .map(counter -> Map.entry(
                        counter.getKey(), (long) (counter.getValue() - first.getOrDefault(counter.getKey(), 0.0))))
                .filter(counter -> counter.getValue() > 0)
                .map(counter -> "`" + counter.getKey() + "` +" + counter.getValue())
                .toList();
    }

    private static Map<String, Double> counters(Scrape scrape) {
        Map<String, Double> counters = new TreeMap<>();
        scrape.samples().stream()
                .filter(sample -> sample.series().endsWith("_total"))
                .forEach(sample -> counters.put(name(sample), sample.value()));
        return counters;
    }

    private List<String> alerts(Scrape before) {
        Recording recording = new Recording(Duration.ofMinutes(1));
        recording.add(before);
        recording.add(Scrape.of(registry));
        return AlertRules.holding(recording, 1).stream()
                .map(name -> "`" + name + "`")
                .toList();
    }

    private static String name(Scrape.Sample sample) {
        String labels = sample.labels().entrySet().stream()
                .filter(label -> !label.getKey().equals("component"))
                .map(label -> label.getKey() + "=\"" + label.getValue() + "\"")
                .collect(Collectors.joining(","));
        return sample.series() + (labels.isEmpty() ? "" : "{" + labels + "}");
    }

    /** Of an audit entry, what is the same in each run. */
    private static String shown(String line) {
        List<String> same =
                SAME_IN_EACH_RUN.matcher(line).results().map(MatchResult::group).toList();
        return "`" + (same.isEmpty() ? line : String.join(" ", same)) + "`";
    }
}
