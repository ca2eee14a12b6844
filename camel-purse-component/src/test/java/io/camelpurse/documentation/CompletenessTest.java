package io.camelpurse.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.PurseException;
import io.camelpurse.client.IdempotencyKeys;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The documents name all that there is, and nothing else. */
class CompletenessTest {

    private static final Pattern README_ROW =
            Pattern.compile("^\\| \\[`(\\w+)`]\\((docs/[\\w-]+\\.adoc)#(\\w+)\\) \\| ([^|]*) \\|", Pattern.MULTILINE);
    private static final Pattern PROPERTY =
            Pattern.compile("^camel\\.component\\.purse\\.([\\w-]+)", Pattern.MULTILINE);
    private static final Pattern VECTOR = Pattern.compile(
            "^\\| `([^`\\n]+)`\\n\\| `(\\w+)`\\n\\| `([^`\\n]+)`\\n\\| `([0-9a-f-]{36})`$", Pattern.MULTILINE);

    static List<OperationFacts> operations() {
        return OperationFacts.all();
    }

    @Test
    void theTableOfOperationsInTheReadmeHasTheOperationsThatThereAre() {
        assertThat(rows()).extracting(row -> row.group(1)).containsExactlyElementsOf(names());
    }

    @ParameterizedTest
    @MethodSource("operations")
    void theTableOfOperationsInTheReadmeLeadsToTheOperation(OperationFacts operation) {
        MatchResult row = row(operation);

        assertThat(row.group(3)).isEqualTo(operation.name());
        if (operation.call() != null) {
            assertThat(row.group(4)).isEqualTo("`" + operation.call() + "`");
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void anOperationIsDescribedOnOnePage(OperationFacts operation) {
        List<Document> pages = Document.pages().stream()
                .filter(page -> page.anchors().contains(operation.name()))
                .toList();

        assertThat(pages).hasSize(1);
        assertThat(row(operation).group(2)).isEqualTo("docs/" + pages.get(0).name());
        assertThat(section(pages.get(0), operation))
                .contains("== `purse:" + operation.name() + "`")
                .contains(operation.call() == null ? "" : "`" + operation.call() + "`")
                .contains("uri: purse:" + operation.name())
                .satisfies(text -> assertThat(operation.requiredFields())
                        .allSatisfy(field -> assertThat(text).contains("`" + field + "`")));
    }

    @Test
    void everyPublicExceptionIsDescribed() throws IOException, URISyntaxException {
        Path classes = Path.of(PurseException.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Set<String> exceptions;
        try (Stream<Path> files = Files.list(classes.resolve("io/camelpurse"))) {
            exceptions = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("Exception.class"))
                    .map(name -> name.replace(".class", ""))
                    .filter(CompletenessTest::isPublic)
                    .collect(Collectors.toSet());
        }

        Document reference = Document.page("exceptions.adoc");
        String concept = Document.page("errors.adoc").text();

        assertThat(exceptions).contains("PurseOutputConversionException").allSatisfy(name -> {
            assertThat(reference.text()).contains(name + "`");
            assertThat(concept).contains(name);
            assertThat(name.equals("PurseException") || reference.anchors().contains(name))
                    .isTrue();
        });
    }

    @Test
    void thePropertiesInExamplesAreOptions() {
        Set<String> options = new HashSet<>();
        new ReferencePages().metadata().path("componentProperties").fieldNames().forEachRemaining(options::add);

        List<String> used = Document.all().stream()
                .flatMap(document -> document.blocks("properties").stream())
                .flatMap(block -> PROPERTY.matcher(block.code()).results())
                .map(found -> camelCase(found.group(1)))
                .toList();

        assertThat(used).isNotEmpty();
        assertThat(options).containsAll(used);
    }

    @Test
    void theIdempotencyKeysInTheTableAreTheOnesThatTheComponentMakes() {
        List<MatchResult> vectors = VECTOR.matcher(
                        Document.page("exactly-once.adoc").text())
                .results()
                .toList();

        assertThat(vectors).hasSizeGreaterThanOrEqualTo(4).allSatisfy(vector -> assertThat(
                        IdempotencyKeys.derive(vector.group(1), vector.group(2), vector.group(3)))
                .isEqualTo(vector.group(4)));
    }

    /** What is not, no route can name. */
    private static boolean isPublic(String exception) {
        try {
            return Modifier.isPublic(Class.forName(PurseException.class.getPackageName() + "." + exception)
                    .getModifiers());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> names() {
        return operations().stream().map(OperationFacts::name).toList();
    }

    private static List<MatchResult> rows() {
        return README_ROW.matcher(Document.readme().text()).results().toList();
    }

    private static MatchResult row(OperationFacts operation) {
        return rows().stream()
                .filter(row -> row.group(1).equals(operation.name()))
                .findFirst()
                .orElseThrow();
    }

    private static String section(Document page, OperationFacts operation) {
        String rest = page.text().substring(page.text().indexOf("[#" + operation.name() + "]"));
        int next = rest.indexOf("\n[#", 1);
        return next < 0 ? rest : rest.substring(0, next);
    }

    private static String camelCase(String name) {
        return Pattern.compile("-([a-z])").matcher(name).replaceAll(found -> found.group(1)
                .toUpperCase(Locale.ROOT));
    }
}
