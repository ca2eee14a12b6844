package io.camelpurse.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelpurse.kamelet.KameletFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The references of Kamelets and route templates are what their files say. */
class TemplatePagesTest {

    private static final Path TEMPLATES = Path.of("src/main/resources/io/camelpurse/templates");
    private static final int LONGEST = 120;

    @Test
    void theReferenceOfKameletsAgreesWithTheirFiles() throws IOException {
        assertAgrees("kamelets.adoc", "kamelets", sections(KameletFile.all().stream(), TemplatePagesTest::kamelet));
    }

    @Test
    void theReferenceOfRouteTemplatesAgreesWithTheirFiles() throws IOException {
        assertAgrees("route-templates.adoc", "templates", sections(templates(), TemplatePagesTest::template));
    }

    private static void assertAgrees(String name, String marker, String generated) throws IOException {
        Document page = Document.page(name);
        String start = "// " + marker + ": START\n";
        String end = "// " + marker + ": END\n";
        String before = page.text().substring(0, page.text().indexOf(start) + start.length());
        String written = before + generated + page.text().substring(page.text().indexOf(end));
        if (Boolean.getBoolean("purse.docs.write")) {
            Files.writeString(page.path(), written);
        }
        assertThat(page.path())
                .as("docs/%s, which -Dtest=TemplatePagesTest -Dpurse.docs.write=true writes", name)
                .hasContent(written);
    }

    private static <T> String sections(Stream<T> files, Function<T, String> section) {
        return files.map(section).collect(Collectors.joining());
    }

    private static String kamelet(KameletFile kamelet) {
        Map<String, JsonNode> expressions = new LinkedHashMap<>(kamelet.parameters());
        expressions.keySet().retainAll(kamelet.expressions().keySet());
        String table = expressions.isEmpty()
                ? ""
                : table(expressions.entrySet().stream()
                        .map(parameter -> row(
                                parameter.getKey(),
                                parameter.getValue().path("description").asText())));
        return "[#" + kamelet.name() + "]\n=== `" + kamelet.name() + "`\n\n"
                + wrapped(kamelet.definition().path("description").asText()) + "\n"
                + table
                + wrapped("xref:options.adoc[Options]: " + names(kamelet.endpointParameters()) + ".") + "\n"
                + headers("xref:headers.adoc[Headers] that it reads", kamelet.headers("in"))
                + headers("xref:headers.adoc#out[Headers] that it sets, among others", kamelet.headers("out"));
    }

    private static String headers(String title, Map<String, JsonNode> headers) {
        return headers.isEmpty() ? "" : wrapped(title + ": " + names(headers) + ".") + "\n";
    }

    private static String names(Map<String, JsonNode> fields) {
        return fields.keySet().stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
    }

    private static Stream<JsonNode> templates() {
        try (Stream<Path> files = Files.list(TEMPLATES)) {
            List<JsonNode> templates = files.sorted()
                    .map(file -> KameletFile.yaml(Document.read(file).text()).at("/0/routeTemplate"))
                    .toList();
            assertThat(templates).hasSize(7);
            return templates.stream();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String template(JsonNode template) {
        String name = template.path("id").asText();
        Stream<String> rows = Stream.of(template.path("parameters"))
                .flatMap(parameters -> StreamSupport.stream(parameters.spliterator(), false))
                .map(parameter -> row(
                        parameter.path("name").asText()
                                + (parameter.path("required").asBoolean(true) && !parameter.has("defaultValue")
                                        ? "` (required)"
                                        : "`"),
                        parameter.path("description").asText()
                                + (parameter.has("defaultValue")
                                        ? "; default: "
                                                + parameter.path("defaultValue").asText()
                                        : "")
                                + "."));
        return "[#" + name + "]\n=== `" + name + "`\n\n"
                + wrapped(template.path("description").asText()) + "\n" + table(rows);
    }

    private static String table(Stream<String> rows) {
        return "[cols=\"1,3\",options=\"header\"]\n|===\n| Parameter | Description\n"
                + rows.map(row -> "\n" + row).collect(Collectors.joining()) + "|===\n\n";
    }

    private static String row(String name, String description) {
        return "| `" + name + (name.contains("`") ? "" : "`") + "\n" + wrapped("| " + description);
    }

    private static String wrapped(String text) {
        StringBuilder lines = new StringBuilder();
        String rest = text;
        while (rest.length() > LONGEST) {
            int end = rest.lastIndexOf(' ', LONGEST);
            lines.append(rest, 0, end).append('\n');
            rest = rest.substring(end + 1);
        }
        return lines.append(rest).append('\n').toString();
    }
}
