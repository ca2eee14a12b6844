package io.camelpurse.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Each test that the table of runtimes names exists. */
class RuntimesTest {

    private static final Pattern TEST = Pattern.compile("`((?:\\w+\\.)?\\w+Test)#(\\w+)`");

    @Test
    void everyTestOfTheTableExists() throws IOException {
        List<MatchResult> named = TEST.matcher(Files.readString(Document.ROOT.resolve("docs/runtimes.adoc")))
                .results()
                .toList();
        List<Path> sources = OwnTexts.all();

        assertThat(named).hasSizeGreaterThan(15).allSatisfy(test -> assertThat(sources)
                .filteredOn(source -> source.endsWith(test.group(1).replace('.', '/') + ".java"))
                .singleElement()
                .satisfies(source -> assertThat(Files.readString(source)).contains("void " + test.group(2) + "(")));
    }
}
