package io.camelpurse.documentation;

import static java.util.function.Predicate.not;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The files of this repository that people write: code, pages and configuration. */
final class OwnTexts {

    private static final Set<String> OTHERS = Set.of("target", "generated", ".git", ".mvn", "demo");

    private OwnTexts() {}

    static List<Path> all() {
        return below(Document.ROOT)
                .filter(file -> file.toString().matches(".*\\.(java|adoc|yaml|yml|properties|sql)|.*README\\.md"))
                .sorted()
                .toList();
    }

    /** Further texts, in which lines may be long. */
    static List<Path> others() {
        return below(Document.ROOT)
                .filter(file -> file.toString().matches(".*\\.(md|xsl|txt|xml|sql|css)"))
                .filter(not(all()::contains))
                .sorted()
                .toList();
    }

    private static Stream<Path> below(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries
                    .filter(not(OwnTexts::isOther))
                    .flatMap(entry -> Files.isDirectory(entry) ? below(entry) : Stream.of(entry))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a tool has written, and the documents of the demo. */
    private static boolean isOther(Path entry) {
        return OTHERS.contains(entry.getFileName().toString());
    }
}
