package io.camelpurse.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** One word per thing, and it is the word that HTTP, Camel and the payments industry use. */
class VocabularyTest {

    /** What is not said, and what is said instead. */
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("\\banswer(s|ed|ing)?\\b|Answer", "response, respond"),
            Map.entry("\\b(purse|it|they) tells?\\b|what purse told", "notification, payload"),
            Map.entry("\\bheard\\b", "received"),
            Map.entry("comes again|second delivery", "redelivered"),
            Map.entry("dealt with|\\blet in\\b", "processed, acknowledged"),
            Map.entry("in doubt\\b|inDoubt", "outcome unknown"),
            Map.entry("\\bobstacles?\\b|Obstacle", "error category"),
            Map.entry("\\bmovements?\\b|Movement", "operation"),
            Map.entry("\\bhands? (it )?on\\b|handed on\\b|hand to\\b|handOn|handTo", "set on the message"),
            Map.entry("\\btruth\\b|Truth", "current state"),
            Map.entry("\\bevidence\\b|Evidence", "audit log"),
            Map.entry("\\bstands? (on|in|beside)\\b", "is set on, is defined in"),
            Map.entry("(route|purse)'s word\\b", "value set by the route"),
            Map.entry("before the wire|on the wire", "before the request is sent"),
            Map.entry("drive again", "resend, replay"),
            Map.entry("\\bmend(ed|s|ing)?\\b", "fix, correct"),
            Map.entry("\\bheal(s|ed|ing)?\\b", "reconcile"),
            Map.entry("\\broom\\b", "package"),
            Map.entry("\\blapses?\\b|\\bis over\\b", "expires"),
            Map.entry("time-outs?\\b", "timeout"),
            Map.entry("\\bbuyers?\\b", "shopper"));

    @TestFactory
    Stream<DynamicTest> aWordThatIsNotSaidIsNowhere() {
        return WORDS.entrySet().stream()
                .map(word ->
                        DynamicTest.dynamicTest(word.getKey(), () -> assertThat(uses(Pattern.compile(word.getKey())))
                                .as("say: " + word.getValue())
                                .isEmpty()));
    }

    private static List<String> uses(Pattern word) throws IOException {
        List<String> uses = new ArrayList<>();
        for (Path file : texts()) {
            int line = 0;
            for (String text : Files.readAllLines(file)) {
                line++;
                Matcher matcher = word.matcher(text);
                Matcher lower = word.matcher(text.toLowerCase(Locale.ROOT));
                boolean used = matcher.find() || lower.find();
                if (used) {
                    uses.add(file + ":" + line + ": " + text.strip());
                }
            }
        }
        return uses;
    }

    private static List<Path> texts() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String root : List.of("src/main/java", "src/main/docs", "../docs", "../README.md")) {
            try (Stream<Path> found = Files.walk(Path.of(root))) {
                found.filter(file -> file.toString().matches(".*\\.(java|adoc)|.*README\\.md"))
                        // The old names, and what the vendor's documentation says.
                        .filter(file -> !file.endsWith("changelog.adoc"))
                        .forEach(files::add);
            }
        }
        assertThat(files).hasSizeGreaterThan(100);
        return files;
    }
}
