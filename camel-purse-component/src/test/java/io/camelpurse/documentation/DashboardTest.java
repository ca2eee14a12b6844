package io.camelpurse.documentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The dashboard and the alerts in {@code docs/operations} use what the component exports. */
class DashboardTest {

    private static final Pattern SERIES = Pattern.compile("\\b(purse_\\w+)(?:\\{([^}]*)})?");
    private static final Pattern SELECTOR = Pattern.compile("(\\w+)(=~|=)\"([^\"]*)\"");
    private static final Pattern GROUPING = Pattern.compile("\\b(?:by|on) \\(([^)]*)\\)");

    private static final ExportedSeries EXPORTED = ExportedSeries.read();

    static List<String> queries() {
        List<String> queries = new ArrayList<>(Dashboard.json().findValuesAsText("expr"));
        AlertRules.all().forEach(rule -> queries.add(rule.query()));
        queries.add(Dashboard.json().at("/templating/list/1/query").asText());
        return queries;
    }

    @ParameterizedTest
    @MethodSource("queries")
    void aQueryUsesSeriesAndLabelsThatAreExported(String query) {
        Set<String> labels = new TreeSet<>();
        List<MatchResult> series = SERIES.matcher(query).results().toList();
        assertThat(series).isNotEmpty().allSatisfy(used -> {
            String name = used.group(1);
            assertThat(EXPORTED.names()).contains(name);
            labels.addAll(EXPORTED.labels().get(name).keySet());
            SELECTOR.matcher(used.group(2) == null ? "" : used.group(2))
                    .results()
                    .forEach(selector -> assertSelects(name, selector.group(1), selector.group(3)));
        });
        GROUPING.matcher(query)
                .results()
                .flatMap(grouping -> Arrays.stream(grouping.group(1).split(", ")))
                .forEach(label -> assertThat(labels).contains(label));
    }

    /** A value that never occurs would keep an alert silent forever. */
    private static void assertSelects(String series, String label, String values) {
        Map<String, Set<String>> exported = EXPORTED.labels().get(series);
        assertThat(exported).containsKey(label);
        for (String value : values.split("\\|")) {
            // A variable of the dashboard, which has the values that the label has.
            if (!value.equals("$" + label)) {
                assertThat(exported.get(label)).as(series + " " + label).contains(value);
            }
        }
    }

    @Test
    void theDashboardShowsEverySeries() {
        Set<String> shown = new TreeSet<>();
        for (String query : Dashboard.json().findValuesAsText("expr")) {
            SERIES.matcher(query)
                    .results()
                    .forEach(used -> shown.add(used.group(1).replaceAll("_(bucket|sum|count)$", "")));
        }

        assertThat(shown)
                .containsExactlyElementsOf(new TreeSet<>(EXPORTED.names().stream()
                        .filter(name -> !name.endsWith("_max"))
                        .map(name -> name.replaceAll("_(bucket|sum|count)$", ""))
                        .toList()));
    }

    @Test
    void aCounterIsNeverShownWithoutARate() {
        assertThat(queries()).allSatisfy(query -> SERIES.matcher(query)
                .results()
                .filter(used -> used.group(1).endsWith("_total"))
                .forEach(used -> assertThat(query).containsPattern("(rate|increase)\\(" + used.group(1))));
    }

    @Test
    void everyAlertHasASeverityAndARunbookThatThereIs() {
        assertThat(AlertRules.all()).hasSizeGreaterThan(8).allSatisfy(rule -> {
            assertThat(rule.labels().get("severity")).isIn("critical", "warning", "info");
            assertThat(rule.annotations()).containsKeys("summary", "description");
            String[] runbook = rule.annotations().get("runbook").split("#");
            Document page = Document.page(Path.of(runbook[0]).getFileName().toString());
            assertThat(runbook.length == 1 || page.anchors().contains(runbook[1]))
                    .as(String.join("#", runbook))
                    .isTrue();
        });
    }

    @Test
    void theRunbooksNameEveryAlert() {
        assertThat(AlertRules.all())
                .allSatisfy(rule ->
                        assertThat(Document.page("operations.adoc").text()).contains("`" + rule.name() + "`"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sum by (operation) (rate(purse_calls_total[5m])",
                "sum by (operation) (rate(purse_calls_total))",
                "sum by operation (purse_calls_active)",
                "sun(purse_calls_active)",
                "increase(purse_calls_total{outcome=\"unknown\"[5m]) > 0",
                "purse_calls_active > ",
                "purse_calls_active and purse_calls_active",
                "purse_calls_active)",
            })
    void aQueryThatPrometheusRejectsIsNotRead(String query) {
        assertThatThrownBy(() -> new PromQl(query)).hasMessageContaining(query);
    }
}
