package io.camelpurse.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The texts of the component's code, to compare documented messages with. */
final class MainSources {

    /** A placeholder in a documented message. */
    private static final String VALUE = "…";

    private static final String TEXT = read().replaceAll("\"\\s*\\+\\s*\"", "").replace("\\\"", "\"");

    private MainSources() {}

    static String text() {
        return TEXT;
    }

    /**
     * Whether the code contains every part of a message between its placeholders; the log adds a colon and the cause.
     */
    static boolean contain(String message) {
        return Arrays.stream(message.split(VALUE))
                .map(part -> part.strip().replaceAll(":$", ""))
                .filter(part -> !part.isEmpty())
                .allMatch(TEXT::contains);
    }

    private static String read() {
        return files(Document.ROOT.resolve("camel-purse-component/src/main/java")).stream()
                .map(MainSources::content)
                .collect(Collectors.joining());
    }

    /** The Java sources below a folder, by name. */
    static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
