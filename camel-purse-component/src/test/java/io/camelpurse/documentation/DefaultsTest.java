package io.camelpurse.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.util.TimeUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A default that a sentence of a page names is the one that the generated table of options has. */
class DefaultsTest {

    /** As in "`maxRetries` times, 3 by default" and "`webhookClaimTimeout` (5 minutes)". */
    private static final List<Pattern> STATEMENTS = List.of(
            Pattern.compile("`(\\w+)`(?: \\w+)?, `?(\\w+(?: MiB)?)`? by default"),
            Pattern.compile("`(\\w+)` \\((\\d+ (?:minutes?|hours?))\\)"));

    private static final Pattern QUANTITY = Pattern.compile("(\\d+) (minute|hour|MiB)s?");

    private static final int MEBIBYTE = 1024 * 1024;

    static List<MatchResult> statements() {
        return Document.pages().stream()
                .flatMap(page -> STATEMENTS.stream()
                        .flatMap(statement -> statement.matcher(page.text()).results()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("statements")
    void aDefaultThatIsNamedIsTheOneOfTheOption(MatchResult statement) {
        JsonNode option =
                new ReferencePages().metadata().path("componentProperties").path(statement.group(1));
        String actual = option.path("defaultValue").asText();

        assertThat(actual).as(statement.group()).isNotEmpty();
        assertThat(value(statement.group(2)))
                .as(statement.group())
                .isEqualTo(
                        option.path("type").asText().equals("duration")
                                ? Duration.ofMillis(TimeUtils.toMilliSeconds(actual))
                                : actual);
    }

    @Test
    void sentencesWithDefaultsAreFound() {
        assertThat(statements())
                .extracting(statement -> statement.group(1))
                .contains("maxRetries", "webhookMaxBodySize");
    }

    /** With its unit, in which the page and the table may differ. */
    private static Object value(String text) {
        Matcher quantity = QUANTITY.matcher(text);
        if (!quantity.matches()) {
            return text;
        }
        long number = Long.parseLong(quantity.group(1));
        return switch (quantity.group(2)) {
            case "minute" -> Duration.ofMinutes(number);
            case "hour" -> Duration.ofHours(number);
            default -> String.valueOf(number * MEBIBYTE);
        };
    }
}
