package io.camelpurse.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The facts of {@code purse-api.md} lead to their sources and to each other. */
class ApiFactsTest {

    private static final String PAGE = Document.page("purse-api.md").text();

    private static final Pattern SECTION = Pattern.compile("§(\\d+(?:\\.\\d+)?)");
    private static final Pattern HEADING = Pattern.compile("^#{2,3} (\\d+(?:\\.\\d+)?)\\.? ", Pattern.MULTILINE);

    /** A document of the vendor, or a repository. */
    private static final Pattern SOURCE = Pattern.compile("\\b[DG]\\d{1,2}\\b");

    private static final Pattern SOURCE_KEY = Pattern.compile("^\\| ([DG]\\d{1,2}) \\| \\S", Pattern.MULTILINE);

    @Test
    void everySectionThatIsNamedExists() {
        List<String> headings = found(HEADING, PAGE);

        assertThat(headings).doesNotHaveDuplicates();
        assertThat(found(SECTION, PAGE)).isNotEmpty().isSubsetOf(headings);
        assertThat(found(SECTION, "see §4.99")).isNotEmpty().doesNotContainAnyElementsOf(headings);
    }

    @Test
    void everySourceThatIsNamedIsInTheKey() {
        List<String> sources = found(SOURCE_KEY, PAGE);

        assertThat(sources).doesNotHaveDuplicates();
        assertThat(SOURCE.matcher(PAGE).results().map(MatchResult::group))
                .hasSizeGreaterThan(100)
                .isSubsetOf(sources);
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(found -> found.group(1)).toList();
    }
}
