package io.camelpurse.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.fixture.CapturedLog;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.WebhookClient;
import io.camelpurse.fixture.WebhookEngine;
import io.camelpurse.fixture.WebhookPayloads;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The log lines of the component are those of {@code metrics.adoc}, at their levels, and name their exchange. */
@Timeout(60)
class LogLinesTest {

    @RegisterExtension
    static final PurseExtension PURSE =
            PurseExtension.builder().webhooks(WebhookEngine.VERTX).build();

    private static final String VALUE = "…";
    private static final Pattern STATEMENT =
            Pattern.compile("\\b(?:LOG|OF_REVERSALS)\\s*\\.(error|warn|info|debug|trace)\\(\\s*(\"[^\"]*\"|\\w+)");

    /** What {@code WebhookFailureLog} logs, or an exception handler that the route names. */
    private static final Pattern FAILURE = Pattern.compile("\\.?handleException\\(\\s*(\"[^,;]*),");

    private static final Pattern ROW =
            Pattern.compile("^\\| (ERROR|WARN|INFO|DEBUG|TRACE)\\n\\| `([^\\n]+)`$", Pattern.MULTILINE);

    /** The beginnings of lines that name no exchange, since they concern none, or another line that follows does. */
    private static final List<String> WITHOUT_EXCHANGE = List.of(
            "The access token could not be refreshed",
            "None of … threads has ended a route",
            "There is no thread to continue a route",
            "There is no thread for a notification",
            "Signing keys of Purse are left out",
            "The signing keys of Purse cannot be read",
            "The signing keys were not read",
            "The signature cannot be checked",
            "Processing a webhook notification failed: …",
            "A call could not be ended in order");

    /** A line of the code, or of the page. */
    private record Line(String level, String text) {

        private boolean matches(Line documented) {
            return level.equals(documented.level)
                    && Pattern.matches(
                            Arrays.stream(documented.text.split(VALUE, -1))
                                    .map(Pattern::quote)
                                    .collect(Collectors.joining(".*")),
                            text);
        }
    }

    @Test
    void everyLineIsDocumentedWithItsLevel() {
        List<Line> documented = documented();
        assertThat(logged())
                .hasSizeGreaterThan(25)
                .allSatisfy(line -> assertThat(documented).as(line.toString()).anyMatch(line::matches));
    }

    @Test
    void everyDocumentedLineIsOneOfTheComponent() {
        List<Line> logged = logged();
        assertThat(documented())
                .hasSizeGreaterThan(25)
                .allSatisfy(row -> assertThat(logged).as(row.toString()).anyMatch(line -> line.matches(row)));
    }

    @Test
    void noLineIsAnError() {
        assertThat(logged()).extracting(Line::level).containsOnly("WARN", "INFO", "DEBUG");
    }

    @Test
    void everyLineNamesItsExchangeUnlessItConcernsNone() {
        List<Line> unnamed = logged().stream()
                // A notification names the exchange of its request.
                .filter(line -> !line.text().contains("(exchange …)")
                        && !line.text().matches("The (.* the )?notification of ….*"))
                .toList();
        assertThat(unnamed).hasSameSizeAs(WITHOUT_EXCHANGE).allSatisfy(line -> assertThat(WITHOUT_EXCHANGE)
                .anyMatch(line.text()::startsWith));
    }

    @Test
    void aLineAboutANotificationNamesTheExchangeOfItsRequest() throws Exception {
        PURSE.route("purse:webhook", exchange -> {
            throw new IllegalStateException("no ERP");
        });
        try (CapturedLog log = CapturedLog.of("io.camelpurse.webhook")) {
            PURSE.webhooks().post(WebhookClient.PATH, WebhookClient.HEADER, "wrong");
            PURSE.webhooks().post(WebhookPayloads.payment());

            assertThat(log.warnings()).hasSize(2);
            assertThat(log.warnings().get(0)).matches("Rejected a webhook request: TOKEN: .* \\(exchange [\\w-]+\\)");
            assertThat(log.warnings().get(1))
                    .matches("The route failed for the notification of payment [\\w-]+ version 3 "
                            + "\\(exchange [\\w-]+\\): .*no ERP");
        }
    }

    private static List<Line> documented() {
        String page = Document.page("metrics.adoc").text();
        return ROW.matcher(page.substring(page.indexOf("[#logs]")))
                .results()
                .map(row -> new Line(row.group(1), row.group(2)))
                .toList();
    }

    /** All but the audit log, whose lines are no constant, and what logs the text of somebody else. */
    private static List<Line> logged() {
        String code = MainSources.text();
        return Stream.concat(
                        STATEMENT
                                .matcher(code)
                                .results()
                                .map(found -> new Line(found.group(1).toUpperCase(Locale.ROOT), text(found.group(2)))),
                        FAILURE.matcher(code).results().map(found -> new Line("WARN", text(found.group(1)) + ": …")))
                .filter(line -> !line.text().equals("format") && !line.text().equals("…: …"))
                .distinct()
                .toList();
    }

    /** What an expression makes, with a placeholder for each value. */
    private static String text(String expression) {
        return expression
                .replaceAll("\"\\s*\\+\\s*[\\w.()]+\\s*\\+\\s*\"", VALUE)
                .replaceAll("\"\\s*\\+\\s*[\\w.()]+$", VALUE)
                .replace("{}", VALUE)
                .replace("\"", "");
    }
}
