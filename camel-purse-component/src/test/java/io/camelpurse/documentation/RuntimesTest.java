package io.camelpurse.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Each test that the table of runtimes names exists, and examples run with the version of Camel that is named. */
class RuntimesTest {

    private static final Pattern TEST = Pattern.compile("`((?:\\w+\\.)?\\w+Test)#(\\w+)`");

    private static final Pattern JBANG =
            Pattern.compile("<artifactId>camel-jbang-core</artifactId>\\s*<version>([\\d.]+)</version>");

    @Test
    void camelJBangHasTheOlderVersionOfCamelThatWorks() throws IOException {
        String pom = Files.readString(Document.ROOT.resolve("camel-purse-examples/jbang/pom.xml"));

        assertThat(JBANG.matcher(pom).results()).singleElement().satisfies(found -> assertThat(
                        Document.page("dependencies.adoc").text())
                .contains("| " + found.group(1) + "\n| yes\n| The examples for"));
    }

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
