package io.camelpurse.documentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What {@code dependencies.adoc} says of a dependency: with it the feature works, without it the named message appears.
 */
class DependenciesTest {

    private static final Document PAGE = Document.page("dependencies.adoc");

    /** Dependency, and the message without it, or a sentence. */
    private static final Pattern ROW =
            Pattern.compile("^\\| `(camel-[\\w-]+)`\\n\\| (?:`([^`\\n]+)`|[^`\\n]+)$", Pattern.MULTILINE);

    /** What no test leaves out and what knows nothing of Camel. Shared, since most of the time goes into classes. */
    private static final URLClassLoader LIBRARIES =
            new URLClassLoader(classPath(entry -> !mayBeAbsent(entry)), ClassLoader.getPlatformClassLoader());

    private static final URLClassLoader COMPLETE = loaderWithout(List.of());

    private static final String SERVER_DISABLED = "No PlatformHttpEngine created and setup in registry";
    private static final String NO_SERVER = "Nothing here listens for HTTP, so that purse:webhook cannot receive";

    @AfterAll
    static void close() throws IOException {
        COMPLETE.close();
        LIBRARIES.close();
    }

    static List<Arguments> features() {
        String route = "- from: {uri: 'direct:a', steps: [%s]}";
        return List.of(
                probe("camel-yaml-dsl", "routes", "yaml", route.formatted("{to: 'mock:a'}")),
                probe("camel-xml-io-dsl", "routes", "xml", "<route><from uri='direct:a'/><to uri='mock:a'/></route>"),
                probe("camel-xpath", "routes", "yaml", route.formatted("{setBody: {xpath: {expression: '/a'}}}")),
                probe("camel-kamelet", "routes", "yaml", route.formatted("{to: 'kamelet:purse-capture-sink'}")),
                probe(
                        "camel-jsonpath",
                        "routes",
                        "yaml",
                        route.formatted("{setBody: {jsonpath: {expression: '$.a'}}}")),
                probe("camel-file", "routes", "yaml", route.formatted("{to: 'file:target/probe'}")),
                probe(
                        "camel-resilience4j",
                        "routes",
                        "yaml",
                        route.formatted("{circuitBreaker: {steps: [{to: 'purse:getPayment'}]}}")),
                probe(
                        "camel-webhook",
                        "routes",
                        "yaml",
                        "- from: {uri: 'webhook:purse:webhook?webhookComponentName=jetty', steps: [{to: 'mock:a'}]}"),
                probe("camel-jms", "routes", "yaml", route.formatted("{to: 'jms:queue:a'}")),
                probe("camel-platform-http-main", "webhookInMain", "true", ""),
                probe("camel-micrometer-prometheus", "metricsInMain", "", ""),
                probe("camel-opentelemetry2", "part", "org.apache.camel.opentelemetry2.OpenTelemetryTracer", ""),
                probe("camel-management", "part", "jmx", ""),
                probe("camel-health", "part", "health", ""),
                probe("camel-console", "part", "console", ""),
                probe("camel-endpointdsl", "part", "org.apache.camel.builder.endpoint.AbstractEndpointBuilder", ""),
                probe("camel-sql", "part", "org.apache.camel.processor.idempotent.jdbc.JdbcMessageIdRepository", ""));
    }

    private static Arguments probe(String dependency, String method, String first, String second) {
        return arguments(dependency, method, first, second);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("features")
    void aFeatureWorksWithItsDependency(String dependency, String method, String first, String second)
            throws Exception {
        assertThat(run(List.of(), method, first, second)).isNull();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("features")
    void aFeatureFailsAsDescribedWithoutItsDependency(String dependency, String method, String first, String second)
            throws Exception {
        String failure = run(List.of(dependency), method, first, second);

        assertThat(failure).contains(described().get(dependency).orElse(DependencyProbe.ABSENT));
    }

    /** Nothing of the component may need Micrometer or the telemetry of Camel. */
    @Test
    void withoutMetricsAndTracingCallsWork() throws Exception {
        List<String> absent = List.of(
                "camel-micrometer",
                "camel-micrometer-prometheus",
                "camel-opentelemetry2",
                "camel-telemetry",
                "micrometer-commons",
                "micrometer-core",
                "micrometer-registry-prometheus");

        assertThat(run(absent, "part", "health", "")).isNull();
        assertThat(run(absent, "part", "io.micrometer.core.instrument.MeterRegistry", ""))
                .isEqualTo(DependencyProbe.ABSENT);
    }

    @Test
    void everyDependencyOfThePageIsTested() {
        assertThat(features().stream().map(feature -> (String) feature.get()[0]))
                .containsExactlyInAnyOrderElementsOf(described().keySet());
    }

    @Test
    void aWebhookWithoutAServerFailsAsDescribed() throws Exception {
        String disabled = run(List.of(), "webhookInMain", "false", "");
        String missing = run(
                List.of(
                        "camel-jetty",
                        "camel-platform-http",
                        "camel-platform-http-main",
                        "camel-platform-http-vertx",
                        "camel-servlet"),
                "routes",
                "yaml",
                "- from: {uri: 'purse:webhook', steps: [{to: 'mock:a'}]}");

        assertThat(PAGE.text()).contains("`" + SERVER_DISABLED + "`").contains("`" + NO_SERVER + "`");
        assertThat(Document.page("troubleshooting.adoc").text()).contains("`" + SERVER_DISABLED + "`");
        assertThat(disabled).contains(SERVER_DISABLED);
        assertThat(missing).contains(NO_SERVER);
    }

    /** The message for each dependency, if there is one. */
    private static Map<String, Optional<String>> described() {
        return ROW.matcher(PAGE.text())
                .results()
                .collect(Collectors.toMap(row -> row.group(1), row -> Optional.ofNullable(row.group(2))));
    }

    private static String run(List<String> absent, String method, String first, String second) throws Exception {
        if (absent.isEmpty()) {
            return run(COMPLETE, method, first, second);
        }
        try (URLClassLoader loader = loaderWithout(absent)) {
            return run(loader, method, first, second);
        }
    }

    private static String run(ClassLoader loader, String method, String first, String second) throws Exception {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try {
            Thread.currentThread().setContextClassLoader(loader);
            return (String) loader.loadClass(DependencyProbe.class.getName())
                    .getMethod(method, String.class, String.class)
                    .invoke(null, first, second);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    private static URLClassLoader loaderWithout(List<String> absent) {
        return new URLClassLoader(
                classPath(entry -> mayBeAbsent(entry)
                        && absent.stream().noneMatch(artifact -> Path.of(entry)
                                .getFileName()
                                .toString()
                                .matches(Pattern.quote(artifact) + "-\\d.*\\.jar"))),
                LIBRARIES);
    }

    /** Modules of Camel and Micrometer, and the classes of this one. */
    private static boolean mayBeAbsent(String entry) {
        String name = Path.of(entry).getFileName().toString();
        return name.startsWith("camel-") || name.startsWith("micrometer-") || !name.endsWith(".jar");
    }

    private static URL[] classPath(Predicate<String> included) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(included)
                .map(DependenciesTest::url)
                .toArray(URL[]::new);
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }
}
