package io.camelpurse;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.camelpurse.fixture.Json;
import io.camelpurse.model.Payment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A native image contains what Jackson and Camel reach by reflection, and the files that Camel loads by name. */
class NativeImageMetadataTest {

    private static final String WRITE = "purse.docs.write";
    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final Path FOLDER =
            Path.of("src/generated/resources/META-INF/native-image/io.camelpurse/camel-purse-component");
    private static final Path REFLECTION = FOLDER.resolve("reflect-config.json");
    private static final Path FILES = FOLDER.resolve("resource-config.json");

    private static final Pattern CLASS_OPTION = Pattern.compile("#class:([\\w.]+)");
    private static final Pattern OPTIONAL_CLASS = Pattern.compile("isPresent\\(\"([\\w.]+)\"\\)");

    @Test
    void whatIsReachedByReflectionIsRegistered() throws Exception {
        String expected = reflection().toPrettyString() + "\n";
        if (Boolean.getBoolean(WRITE)) {
            Files.createDirectories(FOLDER);
            Files.writeString(REFLECTION, expected);
        }

        assertThat(REFLECTION)
                .as("%s, which is written by -Dtest=NativeImageMetadataTest -D%s=true", REFLECTION, WRITE)
                .hasContent(expected);
        assertThat(expected).contains(Payment.class.getName(), "jakarta.servlet.ReadListener");
    }

    @Test
    void whatIsLoadedByNameIsRegistered() throws IOException {
        List<Pattern> registered = Json.parse(Files.readString(FILES))
                .path("resources")
                .path("includes")
                .valueStream()
                .map(include -> Pattern.compile(include.path("pattern").asText()))
                .toList();
        List<String> loaded = Stream.concat(
                        files(RESOURCES)
                                .map(file ->
                                        RESOURCES.relativize(file).toString().replace('\\', '/'))
                                .filter(name -> !name.startsWith("META-INF/")),
                        Stream.of("META-INF/io/camelpurse/purse.json"))
                .toList();

        assertThat(loaded).hasSizeGreaterThan(15).allSatisfy(name -> assertThat(registered)
                .anyMatch(pattern -> pattern.matcher(name).matches()));
        assertThat(registered).allSatisfy(pattern -> assertThat(loaded)
                .anyMatch(name -> pattern.matcher(name).matches()));
    }

    private static ArrayNode reflection() throws Exception {
        ArrayNode classes = JsonNodeFactory.instance.arrayNode();
        for (String name : classesOfTheModel()) {
            classes.addObject()
                    .put("name", name)
                    .put("allDeclaredConstructors", true)
                    .put("allDeclaredFields", true)
                    .put("allDeclaredMethods", true);
        }
        for (String name : named(RESOURCES, CLASS_OPTION)) {
            classes.addObject()
                    .put("name", name)
                    .put("allPublicConstructors", true)
                    .put("allPublicMethods", true);
        }
        for (String name : named(Path.of("src/main/java"), OPTIONAL_CLASS)) {
            classes.addObject().put("name", name);
        }
        return classes;
    }

    private static Set<String> classesOfTheModel() throws Exception {
        Path root = Path.of(Payment.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Set<String> names = new TreeSet<>();
        files(root.resolve("io/camelpurse/model"))
                .map(file -> root.relativize(file).toString().replace('\\', '/'))
                .filter(name -> !name.endsWith("package-info.class"))
                .forEach(name -> names.add(
                        name.substring(0, name.length() - ".class".length()).replace('/', '.')));
        return names;
    }

    private static Set<String> named(Path folder, Pattern mention) throws IOException {
        Set<String> names = new TreeSet<>();
        for (Path file : files(folder).toList()) {
            mention.matcher(Files.readString(file))
                    .results()
                    .map((MatchResult found) -> found.group(1))
                    .forEach(names::add);
        }
        return names;
    }

    private static Stream<Path> files(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile).toList().stream();
        }
    }
}
