package io.camelpurse.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each test that the table of runtimes names exists. */
class RuntimesTest {

    private static final Pattern TEST = Pattern.compile("`((?:\\w+\\.)?\\w+Test)#(\\w+)`");

    @Test
    void everyTestOfTheTableExists() throws IOException {
        List<MatchResult> named = TEST.matcher(Files.readString(Document.ROOT.resolve("docs/runtimes.adoc")))
                .results()
                .toList();
        List<Path> sources = testSources();

        assertThat(named).hasSizeGreaterThan(15).allSatisfy(test -> assertThat(sources)
                .filteredOn(source -> source.endsWith(test.group(1).replace('.', '/') + ".java"))
                .singleElement()
                .satisfies(source -> assertThat(Files.readString(source)).contains("void " + test.group(2) + "(")));
    }

    private static List<Path> testSources() throws IOException {
        try (Stream<Path> files = Files.walk(Document.ROOT)) {
            return files.filter(file -> file.toString().endsWith("Test.java")).toList();
        }
    }
}
