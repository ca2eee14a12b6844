package io.camelpurse.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.doctor.Finding;
import io.camelpurse.doctor.PurseDoctor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

/** The table of {@code diagnosis.adoc} has every check, and each test that it names exists. */
class DiagnosisPageTest {

    private static final Document PAGE = Document.page("diagnosis.adoc");
    private static final Pattern ROW = Pattern.compile("^\\| `([a-z]+(?:-[a-z]+)*)`\\n\\| ", Pattern.MULTILINE);
    private static final Pattern TEST = Pattern.compile("`(\\w+Test)#(\\w+)`");
    private static final Path TESTS = Path.of("src/test/java/io/camelpurse/doctor");

    @Test
    void everyCheckHasItsRow() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.start();
            List<String> checks = new PurseDoctor(context)
                    .examine().findings().stream().map(Finding::check).toList();

            assertThat(ROW.matcher(PAGE.text()).results().map(row -> row.group(1)))
                    .containsExactlyElementsOf(checks);
        }
    }

    @Test
    void everyTestOfTheTableExists() throws IOException {
        List<MatchResult> named = TEST.matcher(PAGE.text()).results().toList();

        assertThat(named).hasSizeGreaterThan(15);
        for (MatchResult test : named) {
            assertThat(Files.readString(TESTS.resolve(test.group(1) + ".java")))
                    .contains("void " + test.group(2) + "(");
        }
    }
}
