package io.camelpurse.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** One word per thing, and it is the word that HTTP, Camel and the payments industry use. */
class VocabularyTest {

    private static final Pattern INITIAL = Pattern.compile("\\b[A-Z](?=[a-z])");

    /** What is not said, and what is said instead. */
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("\\banswer(s|ed|ing)?\\b|Answer", "response, respond"),
            Map.entry("\\b(tells?|told)\\b", "notification, payload; distinguish, decide"),
            Map.entry("\\b(hears?|heard)\\b", "receive"),
            Map.entry("\\brefus(e|es|ed|ing|als?)\\b|[a-z]Refus|\\brefuse[A-Z]", "reject"),
            Map.entry("\\bstands? for\\b", "mean, belong to, replace"),
            Map.entry("\\blook(s|ed|ing)? (at|like)\\b", "read, check, may be"),
            Map.entry("\\bbooks?\\b|Books?\\b|[Aa]genda", "ledger, state, schedule"),
            Map.entry("comes again|second delivery", "redelivered"),
            Map.entry("dealt with|\\blet in\\b", "processed, acknowledged"),
            Map.entry("\\bdoubts?\\b|inDoubt", "outcome unknown"),
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

    /** What the sandbox calls a shopper whose card is declined, after the status that the API gives the payment. */
    private static final Pattern REFUSED =
            Pattern.compile("REFUSED|[\"`.=]refuse\\b|#refuse\\b|String refuse\\(|, refuse\\b| refuse or");

    /**
     * A line of a text.
     *
     * @param own    without what is allowed
     * @param inside as inside a sentence; an identifier in camel case keeps its form
     */
    private record Line(String place, String own, String inside) {

        boolean has(Pattern word) {
            return word.matcher(own).find() || word.matcher(inside).find();
        }
    }

    @TestFactory
    Stream<DynamicTest> aWordThatIsNotSaidIsNowhere() throws IOException {
        List<Line> lines = lines();
        return WORDS.entrySet().stream()
                .map(word -> DynamicTest.dynamicTest(
                        word.getKey(), () -> assertThat(uses(Pattern.compile(word.getKey()), lines))
                                .as("say: " + word.getValue())
                                .isEmpty()));
    }

    private static List<Line> lines() throws IOException {
        List<Line> lines = new ArrayList<>();
        for (Path file : texts()) {
            int number = 0;
            for (String text : Files.readAllLines(file)) {
                number++;
                String own = REFUSED.matcher(text).replaceAll("");
                lines.add(new Line(file + ":" + number + ": " + text.strip(), own, lowerInitials(own)));
            }
        }
        return lines;
    }

    private static List<String> uses(Pattern word, List<Line> lines) {
        return lines.stream().filter(line -> line.has(word)).map(Line::place).toList();
    }

    private static String lowerInitials(String text) {
        return INITIAL.matcher(text).replaceAll(found -> found.group().toLowerCase(Locale.ROOT));
    }

    private static List<Path> texts() {
        List<Path> files =
                OwnTexts.all().stream().filter(VocabularyTest::isChecked).toList();
        assertThat(files).hasSizeGreaterThan(300);
        return files;
    }

    /** The changelog has the old names, and this class the words. */
    private static boolean isChecked(Path file) {
        return !file.endsWith("changelog.adoc") && !file.endsWith("VocabularyTest.java");
    }
}
