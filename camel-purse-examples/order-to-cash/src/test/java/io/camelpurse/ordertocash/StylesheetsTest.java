package io.camelpurse.ordertocash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The mapping stays small enough to be read before it is copied. */
class StylesheetsTest {

    private static final int BUDGET = 300;

    @Test
    void theMappingStaysWithinItsBudgetOfLines() throws IOException {
        long sum = 0;
        for (Path stylesheet : stylesheets()) {
            long lines = lines(Files.readString(stylesheet));
            System.out.printf("%4d  %s%n", lines, stylesheet.getFileName());
            sum += lines;
        }
        System.out.printf("%4d  lines of XSLT, comments and blank lines apart; the budget is %d%n", sum, BUDGET);

        assertThat(sum).isBetween(1L, (long) BUDGET);
    }

    @Test
    void noLineIsTooLongToRead() throws IOException {
        for (Path stylesheet : stylesheets()) {
            assertThat(Files.readAllLines(stylesheet).stream().filter(line -> line.length() > 120))
                    .as(stylesheet.toString())
                    .isEmpty();
        }
    }

    private static List<Path> stylesheets() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/ubl"))) {
            return files.filter(file -> file.toString().endsWith(".xsl"))
                    .sorted()
                    .toList();
        }
    }

    private static long lines(String stylesheet) {
        return stylesheet
                .replaceAll("(?s)<!--.*?-->", "")
                .lines()
                .filter(line -> !line.isBlank())
                .count();
    }
}
