package io.camelpurse.documentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camelpurse.PurseComponent;
import io.camelpurse.PurseConfiguration;
import io.camelpurse.documentation.Document.CodeBlock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The messages in {@code troubleshooting.adoc} and {@code metrics.adoc} are the component's, and the fixes work. */
class TroubleshootingTest {

    private static final Pattern MESSAGE = Pattern.compile("^\\| `([^`]+ [^`]+)`$", Pattern.MULTILINE);

    /** A message that {@link CommonMistakesTest} provokes. */
    private static final Pattern PROVOKED = Pattern.compile("^// mistake: .*\n.*\n", Pattern.MULTILINE);

    static List<String> messages() {
        return Stream.of("troubleshooting.adoc", "metrics.adoc")
                .map(page -> PROVOKED.matcher(Document.page(page).text()).replaceAll(""))
                .flatMap(text -> MESSAGE.matcher(text).results())
                .map(found -> found.group(1))
                .filter(cell -> !cell.contains("`, `"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("messages")
    void aDocumentedMessageIsOneOfTheComponent(String message) {
        assertThat(MainSources.contain(message)).as(message).isTrue();
    }

    @Test
    void messagesAreFoundAndAForeignOneIsNot() {
        assertThat(messages()).hasSizeGreaterThan(50);
        assertThat(MainSources.contain("The option … is missing: dance")).isFalse();
    }

    @Test
    void aMessageIsExplainedOnce() {
        List<String> documented = MESSAGE.matcher(
                        Document.page("troubleshooting.adoc").text())
                .results()
                .map(found -> found.group(1))
                .toList();
        Map<String, List<String>> again = documented.stream()
                .collect(Collectors.toMap(message -> message, message -> matching(message, documented)));

        assertThat(documented).hasSizeGreaterThan(60);
        assertThat(again)
                .allSatisfy((message, explained) -> assertThat(explained).containsExactly(message));
        assertThat(matching("no … of it", List.of("no part of it", "no part"))).containsExactly("no part of it");
    }

    @Test
    void anEndpointAtAnotherHostWithAnAccountOfItsOwnStarts() throws Exception {
        start(route());
    }

    @ParameterizedTest
    @CsvSource({
        "'clientId, clientSecret, apiKey', has an apiUrl or tokenUrl on a host of its own",
        "apiKey, has an apiUrl or tokenUrl on a host of its own",
        "clientSecret, has an apiUrl or tokenUrl on a host of its own"
    })
    void withoutItTheRouteDoesNotStart(String removed, String message) {
        String edited = route();
        for (String option : removed.split(", ")) {
            edited = edited.replaceFirst(" *" + option + ": .*\n", "");
        }
        String incomplete = edited;

        assertThat(incomplete).isNotEqualTo(route());
        assertThatThrownBy(() -> start(incomplete)).hasStackTraceContaining(message);
    }

    @Test
    void theMessageOfCamelWithoutTheComponentIsTheDocumentedOne() {
        String message = "No endpoint could be found for: purse://";
        String hint = ", please check your classpath contains the needed Camel component jar";

        assertThat(Document.page("troubleshooting.adoc").text()).contains("`" + message + "…" + hint + "`");
        assertThatThrownBy(() -> new DefaultCamelContext().getEndpoint("purs:getPayment"))
                .hasStackTraceContaining(message.replace("purse", "purs"))
                .hasStackTraceContaining(hint);
    }

    /** The messages that another one, with its values left out, may be. */
    private static List<String> matching(String message, List<String> documented) {
        Pattern pattern = Pattern.compile(
                Arrays.stream(message.split("…")).map(Pattern::quote).collect(Collectors.joining(".*")));
        return documented.stream()
                .filter(other -> pattern.matcher(other).find())
                .toList();
    }

    private static String route() {
        return Document.page("getting-started.adoc").blocks("yaml").stream()
                .map(CodeBlock::code)
                .filter(code -> code.contains("id: capture-at-another-host\n"))
                .findFirst()
                .orElseThrow();
    }

    private static void start(String route) throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            Properties values = new Properties();
            values.putAll(Map.of("other.client.id", "other", "other.client.secret", "other-secret"));
            context.getPropertiesComponent().setInitialProperties(values);
            PurseConfiguration purse =
                    context.getComponent("purse", PurseComponent.class).getConfiguration();
            purse.setClientId("id");
            purse.setClientSecret("secret");
            purse.setApiKey("key");
            PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("route.yaml", route));
            context.start();
            assertThat(context.getRoutes()).hasSize(1);
        }
    }
}
