package io.camelpurse.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages of options and headers are what the component's metadata says. */
class ReferencePagesTest {

    private static final String WRITE = "purse.docs.write";
    private static final String COMMAND = "./mvnw -pl camel-purse-component -am test -Dtest=ReferencePagesTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -D" + WRITE + "=true";

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

    @Test
    void theTablesOfTheComponentPageAgreeWithTheMetadata() throws IOException {
        Document page = Document.componentPage();
        String written = new ReferencePages().component(page.text());
        if (Boolean.getBoolean(WRITE)) {
            Files.writeString(page.path(), written);
        }

        assertThat(page.path())
                .as("%s, whose tables are written by: %s", page.path(), COMMAND)
                .hasContent(written);
    }
}
