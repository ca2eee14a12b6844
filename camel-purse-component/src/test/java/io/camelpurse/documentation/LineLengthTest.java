package io.camelpurse.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A line of code, documentation or configuration has at most 120 characters. */
class LineLengthTest {

    private static final int LONGEST = 120;

    @Test
    void noLineIsLonger() throws IOException {
        List<String> longer = new ArrayList<>();
        for (Path file : OwnTexts.all()) {
            int number = 0;
            boolean table = false;
            for (String line : Files.readAllLines(file)) {
                number++;
                table ^= line.equals("|===");
                if (line.length() > LONGEST && !isExcepted(line, table)) {
                    longer.add(file + ":" + number + ": " + line.strip());
                }
            }
        }

        assertThat(longer).isEmpty();
    }

    /** A row of a table is one line, in AsciiDoc and in Markdown; a URL or another word cannot be broken. */
    private static boolean isExcepted(String line, boolean table) {
        return table || line.startsWith("|") || line.strip().indexOf(' ') < 0;
    }
}
