package io.camelpurse.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelpurse.PurseConfiguration;
import io.camelpurse.PurseOperation;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages of options, headers and operations are what the component's metadata says. */
class ReferencePagesTest {

    private static final String WRITE = "purse.docs.write";
    private static final String COMMAND = "./mvnw -pl camel-purse-component -am test -Dtest=ReferencePagesTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -D" + WRITE + "=true";

    private static final Pattern EXAMPLE = Pattern.compile("purse:(\\w+)\\?([^\"` )|<]+)");
    private static final Pattern OPTION = Pattern.compile("(?:^|[&;])(\\w+)=");

    private static final Map<String, String> PAGES = new ReferencePages().render();

    @ParameterizedTest
    @ValueSource(strings = {"options.adoc", "headers.adoc"})
    void aGeneratedPageAgreesWithTheMetadata(String name) throws IOException {
        Path file = Document.ROOT.resolve("docs").resolve(name);
        if (Boolean.getBoolean(WRITE)) {
            Files.writeString(file, PAGES.get(name));
        }

        assertThat(file).as("docs/%s, which is written by: %s", name, COMMAND).hasContent(PAGES.get(name));
    }

    /** Whoever adds an option puts its field into the group of its topic. */
    @Test
    void theOptionsAreInTheOrderOfTheFieldsOfTheConfiguration() {
        List<String> fields = Arrays.stream(PurseConfiguration.class.getDeclaredFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()))
                .map(Field::getName)
                .toList();

        assertThat(fields).hasSizeGreaterThan(50);
        assertThat(PAGES.get("options.adoc").lines())
                .filteredOn(line -> line.startsWith("| `"))
                .map(line -> line.replaceAll("^\\| `(\\w+)`.*", "$1"))
                .filteredOn(fields::contains)
                .isEqualTo(fields);
    }

    @Test
    void theTablesOfTheComponentPageAgreeWithTheMetadata() throws IOException {
        Document page = Document.componentPage();
        agrees(page, new ReferencePages().component(page.text()));
    }

    @Test
    void theOptionsByOperationAgreeWithTheMetadataAndTheOperations() throws IOException {
        Document page = Document.page("operations-reference.adoc");
        agrees(page, new ReferencePages().operations(page.text()));
    }

    @Test
    void theOptionsOfAnExampleAreOptionsOfItsOperation() {
        JsonNode options = new ReferencePages().metadata().path("properties");
        List<MatchResult> examples = Document.all().stream()
                .flatMap(page -> EXAMPLE.matcher(page.text()).results())
                .toList();
        assertThat(examples).hasSizeGreaterThan(10).allSatisfy(example -> {
            PurseOperation operation = PurseOperation.named(example.group(1));
            assertThat(OPTION.matcher(example.group(2)).results().map(option -> option.group(1)))
                    .as(example.group())
                    .isNotEmpty()
                    .allMatch(option -> OptionsByOperation.affects(option, options.path(option), operation));
        });
    }

    private static void agrees(Document page, String written) throws IOException {
        if (Boolean.getBoolean(WRITE)) {
            Files.writeString(page.path(), written);
        }

        assertThat(page.path())
                .as("%s, whose tables are written by: %s", page.path(), COMMAND)
                .hasContent(written);
    }
}
