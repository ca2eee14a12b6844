package io.camelpurse.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A line of code, documentation or configuration has at most 120 characters. */
class LineLengthTest {

    private static final int LONGEST = 120;

    @Test
    void noLineIsLonger() throws IOException {
        List<String> longer = new ArrayList<>();
        for (Path file : texts().toList()) {
            int number = 0;
            for (String line : Files.readAllLines(file)) {
                number++;
                if (line.length() > LONGEST && !isExcepted(file, line)) {
                    longer.add(file + ":" + number + ": " + line.strip());
                }
            }
        }

        assertThat(longer).isEmpty();
    }

    /** The mutants of the simulation are lines of code and what replaces them: one line each. */
    private static Stream<Path> texts() {
        return Stream.concat(OwnTexts.all().stream(), OwnTexts.others().stream())
                .filter(file -> !file.endsWith("mutants.txt"));
    }

    /**
     * A row of a table in Markdown, and a URL or another word outside code, cannot be broken; the formatter writes the
     * root element of a POM as one line.
     */
    private static boolean isExcepted(Path file, String line) {
        return file.toString().endsWith(".md") && line.startsWith("|")
                || file.endsWith("pom.xml") && line.startsWith("<project ")
                || !file.toString().endsWith(".java") && line.strip().indexOf(' ') < 0;
    }
}
