package io.camelpurse.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.model.JsonFields;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A JSON field of the API has its name in one place. Tests {@link io.camelpurse.model.JsonFields}. */
class FieldNamesTest {

    private static final Path SOURCES = Path.of("src/main/java");
    private static final Pattern LITERAL = Pattern.compile("\\\\?\"([a-z_]+)\\\\?\"");

    /**
     * The same words for what is no field: the version of this component, the kind of a change, options, checks, and
     * the fields of a report and of the audit log, which stay as they are whatever the API does.
     */
    private static final Set<String> OTHER_MEANINGS = Set.of(
            "PurseDoctor.java: webhook",
            "Diagnosis.java: status",
            "Diagnosis.java: name",
            "AuditLog.java: order",
            "AuditLog.java: reference",
            "AuditLog.java: amount",
            "AuditLog.java: currency",
            "AuditLog.java: status",
            "PurseClients.java: version",
            "WebhookChange.java: authorization",
            "TemplatedRequest.java: amount",
            "OptionMerge.java: amount",
            "OptionMerge.java: currency");

    @Test
    void onlyTheListOfFieldsQuotesTheirNames() throws IOException {
        assertThat(quotedNames()).hasSameElementsAs(OTHER_MEANINGS);
    }

    /** Whether or not there is a constant: a name with an underscore is a field, wherever it is. */
    @Test
    void noFieldIsQuotedInTwoClasses() throws IOException {
        Map<String, Set<Path>> classes = new TreeMap<>();
        for (Path source : sources()) {
            literals(source).filter(name -> name.contains("_")).forEach(name -> classes.computeIfAbsent(
                            name, field -> new TreeSet<>())
                    .add(source.getFileName()));
        }
        assertThat(classes)
                .hasSizeGreaterThan(20)
                .allSatisfy((field, places) -> assertThat(places).as(field).hasSize(1));
    }

    @Test
    void noTwoConstantsHaveOneName() {
        assertThat(names()).hasSizeGreaterThan(20).doesNotHaveDuplicates();
    }

    private static List<String> quotedNames() throws IOException {
        Set<String> names = Set.copyOf(names());
        return sources().stream()
                .filter(file -> !file.endsWith("JsonFields.java"))
                .flatMap(source ->
                        literals(source).filter(names::contains).map(name -> source.getFileName() + ": " + name))
                .toList();
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    private static Stream<String> literals(Path source) {
        try {
            return LITERAL.matcher(Files.readString(source)).results().map(literal -> literal.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> names() {
        return Arrays.stream(JsonFields.class.getFields())
                .map(FieldNamesTest::value)
                .toList();
    }

    private static String value(Field field) {
        try {
            return (String) field.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
