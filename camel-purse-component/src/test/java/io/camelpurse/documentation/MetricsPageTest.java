package io.camelpurse.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.PurseComponent;
import io.camelpurse.PurseEndpoint;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.metrics.PurseMeter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.console.DevConsole;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code metrics.adoc} names what there is to watch. */
class MetricsPageTest {

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder().build();

    private static final Pattern ATTRIBUTE = Pattern.compile("^\\| `([A-Z]\\w+)`$", Pattern.MULTILINE);
    private static final Pattern METER = Pattern.compile("^\\| `(purse\\.[a-z.]+)`$", Pattern.MULTILINE);
    private static final Pattern REASON =
            Pattern.compile("^ +([A-Z_]+\\(\\d{3})(?:, \"[^\"]+\")?\\)[,;]$", Pattern.MULTILINE);
    private static final Pattern DOCUMENTED_REASON =
            Pattern.compile("^\\| (\\d{3})\\n\\| `([A-Z_]+)`$", Pattern.MULTILINE);

    @Test
    void everyAttributeIsDocumentedAndNoOther() {
        List<String> attributes = Stream.of(PurseEndpoint.class, PurseComponent.class)
                .flatMap(type -> Stream.of(type, type.getSuperclass()))
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(ManagedAttribute.class))
                .map(method -> method.getName().substring("get".length()))
                .distinct()
                .toList();

        assertThat(attributes).isNotEmpty();
        assertThat(matches(ATTRIBUTE, "metrics.adoc"))
                .extracting(found -> found.group(1))
                .containsExactlyInAnyOrderElementsOf(attributes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"purse:getPayment", "purse:webhook"})
    void everyMemberOfTheConsoleIsDocumented(String uri) throws Exception {
        PURSE.connect("https://purse.example");
        PURSE.template();
        PURSE.endpoint(uri);
        DevConsole console = PluginHelper.getDevConsoleResolver(PURSE.context()).resolveDevConsole("purse");

        Map<?, ?> json = (Map<?, ?>) console.call(DevConsole.MediaType.JSON);
        Map<?, ?> row = (Map<?, ?>) ((List<?>) json.get("endpoints")).get(0);

        String page = Document.page("metrics.adoc").text();
        assertThat(((Map<?, ?>) ((List<?>) json.get("components")).get(0)).keySet())
                .isNotEmpty()
                .allSatisfy(member -> assertThat(page).contains("`" + member + "`"));
        assertThat(row.keySet()).isNotEmpty().allSatisfy(member -> assertThat(page)
                .contains("`" + member + "`"));
    }

    @Test
    void everyMeterIsDocumentedWithItsTagsAndItsNameInPrometheus() {
        String page = Document.page("metrics.adoc").text();
        assertThat(METER.matcher(page).results().map(found -> found.group(1)))
                .containsExactlyElementsOf(Arrays.stream(PurseMeter.values())
                        .map(PurseMeter::meter)
                        .toList());
        for (PurseMeter meter : PurseMeter.values()) {
            String tags = meter.tags().stream().map(tag -> "`" + tag + "`").collect(Collectors.joining(", "));
            assertThat(page)
                    .contains("| `" + meter.meter() + "`\n| `" + prometheus(meter) + "`\n| "
                            + (tags.isEmpty() ? "none" : tags) + "\n| " + meter.description() + ".\n");
        }
    }

    /** The registry adds the unit and the type. */
    @Test
    void aScrapeHasTheSeriesOfTheTableAndNoOthers() {
        assertThat(ExportedSeries.read().names())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(PurseMeter.values())
                        .flatMap(meter -> switch (meter.kind()) {
                            case COUNTER, GAUGE, SECONDS -> Stream.of(prometheus(meter));
                            case TIMER, HISTOGRAM ->
                                Stream.of("_bucket", "_count", "_sum", "_max")
                                        .map(suffix -> prometheus(meter) + suffix);
                        })
                        .toList());
    }

    private static String prometheus(PurseMeter meter) {
        String name = meter.meter().replace('.', '_');
        return switch (meter.kind()) {
            case COUNTER -> name + "_total";
            case TIMER, SECONDS -> name + "_seconds";
            case GAUGE, HISTOGRAM -> name;
        };
    }

    /** The documented values of a tag are those that are exported from the start. */
    @ParameterizedTest
    @CsvSource({
        "outcome, purse_calls_total, ' of calls'",
        "outcome, purse_webhooks_total, ' of webhooks'",
        "outcome, purse_token_fetches_total, ' of token fetches'",
        "resource, purse_webhooks_total, ''",
        "state, purse_connections, ''"
    })
    void everyValueOfATagIsDocumented(String tag, String series, String meter) {
        Set<String> exported = ExportedSeries.read().labels().get(series).get(tag);
        String row = Pattern.compile(
                        "^\\| `" + tag + "`" + meter + " \\|(.*?)(?=^\\||\\Z)", Pattern.MULTILINE | Pattern.DOTALL)
                .matcher(Document.page("metrics.adoc").text())
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow();
        assertThat(exported).isNotEmpty().allSatisfy(value -> assertThat(row).contains("`" + value + "`"));
        Set<String> documented = Pattern.compile("`(\\w+)`")
                .matcher(row)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
        assertThat(documented).isEqualTo(exported);
    }

    @Test
    void everyReasonOfARejectionIsDocumentedWithItsStatus() {
        List<String> reasons = REASON.matcher(MainSources.text())
                .results()
                .map(found -> found.group(1) + ")")
                .toList();

        assertThat(reasons).isNotEmpty();
        assertThat(new TreeSet<>(matches(DOCUMENTED_REASON, "webhooks.adoc").stream()
                        .map(found -> found.group(2) + "(" + found.group(1) + ")")
                        .toList()))
                .containsExactlyElementsOf(new TreeSet<>(reasons));
    }

    @Test
    void theHealthCheckHasTheDocumentedId() {
        assertThat(MainSources.contain("producer:…-signing-keys")).isTrue();
        assertThat(Document.page("metrics.adoc").text()).contains("`producer:purse-signing-keys`");
    }

    private static List<MatchResult> matches(Pattern pattern, String page) {
        return pattern.matcher(Document.page(page).text()).results().toList();
    }
}
