package io.camelpurse.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** One word per thing, and it is the word that HTTP, Camel and the payments industry use. */
class VocabularyTest {

    /** Where a word of an identifier ends, as in {@code aRedeliveredNotification} or {@code NOT_EXECUTED}. */
    private static final Pattern WORD_END = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|_");

    private static final Pattern NO_LETTERS = Pattern.compile("[^a-z]+");

    /** What is not said, and what is said instead. */
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("answer", "response, respond"),
            Map.entry("\\bquestion(s|ed|ing|able)?\\b", "request"),
            Map.entry("\\b(tells?|told)\\b", "notification, payload; distinguish, decide"),
            Map.entry("\\b(hears?|heard)\\b", "receive"),
            Map.entry("\\brefus(e|al|ing)", "reject"),
            Map.entry("\\b(stands?|stood|standing)( [a-z]+)? for\\b", "mean, belong to, replace"),
            Map.entry("\\blook(s|ed|ing)?\\b", "read, search, resolve; seem, may be"),
            Map.entry("\\bf(ind|inds|ound|inding) out\\b", "resolve, determine"),
            Map.entry("\\bbooks?\\b|agenda", "ledger, state, schedule"),
            Map.entry("\\b(comes?|came|coming|deliver(s|ed|ing)?) again|second delivery", "redelivered, duplicate"),
            Map.entry(
                    "\\b(sends?|sent|sending)( [a-z]+){0,4} (again|once more)\\b|\\btried again|repetition",
                    "retry, attempt; resend"),
            Map.entry(
                    "\\bcalls?( [a-z]+){0,7} (is|are|was|were) (never |not )?repeated\\b|\\bnext try\\b"
                            + "|\\bput(s|ting)?( [a-z]+){0,2} off\\b|\\bthrough again\\b|\\basked again\\b",
                    "retry, redelivery; next attempt, defer"),
            Map.entry("\\bfor ever\\b", "forever, without limit"),
            Map.entry("\\bcarr(y|ies|ied|ying)( [a-z]+)? out\\b", "execute"),
            Map.entry("dealt with|\\blets?( [a-z]+){0,2} in\\b|\\bgets? in\\b", "processed, acknowledged"),
            Map.entry("doubt|\\bmaybe\\b", "outcome unknown"),
            Map.entry("obstacle", "error category"),
            Map.entry("\\bmovements?\\b", "operation"),
            Map.entry("\\bhand(s|ed|ing)?\\b.{0,20}\\b(to|in|on|over)\\b", "set on the message; pass, supply"),
            Map.entry("\\btruth\\b|confirm", "current state, re-fetch"),
            Map.entry("\\bevidence\\b", "audit log"),
            Map.entry("\\b(stands?|stood|standing)( [a-z]+)? (on|in|beside|there)\\b", "is set on, is defined in"),
            Map.entry("(route|purse)'s word\\b", "value set by the route"),
            Map.entry("before the wire|on the wire", "before the request is sent"),
            Map.entry("drive again", "resend, replay"),
            Map.entry("\\bmend(ed|s|ing)?\\b", "fix, correct"),
            Map.entry("\\bheal(s|ed|ing)?\\b", "reconcile"),
            Map.entry("\\brooms?\\b|\\bhouses?\\b", "package, module, layer"),
            Map.entry("\\blapses?\\b|\\b(is|are|was|were|be|been) over\\b|timeout`? over\\b", "expires"),
            Map.entry("\\btime[- ]outs?\\b", "timeout"),
            Map.entry("\\b(buyer|customer)s?\\b", "shopper"));

    /** Where such a word is right, and why. */
    private static final Map<Pattern, String> ALLOWED = Map.of(
            Pattern.compile("REFUSED|[\"`.=]refuse\\b|#refuse\\b|String refuse\\(|, refuse\\b| refuse or"),
            "what the sandbox calls a shopper whose card is declined, after the status that the API gives the payment",
            Pattern.compile("(Q|q)uestion ?(M|m)ark"),
            "the character",
            Pattern.compile("lookingAt"),
            "a method of Java's Matcher",
            Pattern.compile("by looking up in the registry"),
            "Camel's description of an option that every component has",
            Pattern.compile("confirm\\(|`confirm`|\"confirm\""),
            "a method of Camel's IdempotentRepository",
            Pattern.compile("[Ss]hopper( has)?( not)? confirm(s|ed)|enters the payment details and confirms"),
            "what a shopper does on a payment page",
            Pattern.compile("BuyerCustomerParty|CustomerAssignedAccountID"),
            "elements of a UBL document",
            Pattern.compile(
                    "(?i)customer_url|(links\\.|Link |@param |@code )customerUrl|ABORTED_BY_CUSTOMER|/customers/"),
            "a link, a status and a path that the API names so",
            Pattern.compile("[\"'`/.]customer[\"'`/(}]|@(code|param) customer|(Customer|Fields|ObjectNode) customer\\b"
                    + "|Customer(?=Account|[(\\[]| \\{)|customer, \\$\\{|customer(?= ==|\\.node)"),
            "the object of the API that describes the shopper",
            Pattern.compile("[Oo]rder[ -]?[Bb]ook"),
            "what a business calls its orders and their states");

    /** Words that American English spells with z, or without u; all others that end so are right. */
    private static final Pattern BRITISH = Pattern.compile("[a-z]+("
            + "is(e|es|ed|er|ers|ing|able|ation|ations)|ys(e|es|ed|ing)|our(|s|ed|ing|able|ably|ite|ful|al))");

    private static final Pattern AMERICAN_TOO = Pattern.compile("otherwise|likewise|disable|promises?|advis(e|es|ed)"
            + "|rais(e|es|ed|ing)|surprises?|ours?|yours?|e?four|hours?");

    /** The page with the facts of the API, whose object for the shopper it names in prose too. */
    private static final String API_FACTS = "purse-api.md";

    private static final Pattern API_OBJECT = Pattern.compile("(?i)customers?");

    private static List<Line> lines;

    /**
     * A line of a text.
     *
     * @param place where it is first
     * @param words without what is allowed; an identifier is divided into its words
     */
    private record Line(String place, String words) {

        static Line of(String text, String place) {
            String own = text;
            for (Pattern allowed : ALLOWED.keySet()) {
                own = allowed.matcher(own).replaceAll("");
            }
            return new Line(place, WORD_END.matcher(own).replaceAll(" ").toLowerCase(Locale.ROOT));
        }
    }

    /** Each line once, in whatever files it is: half of all lines are the same as others. */
    @BeforeAll
    static void readLines() throws IOException {
        Map<String, String> places = new LinkedHashMap<>();
        for (Path file : texts()) {
            int number = 0;
            for (String line : Files.readAllLines(file)) {
                number++;
                String text = line.strip();
                String own = file.endsWith(API_FACTS) ? API_OBJECT.matcher(text).replaceAll("") : text;
                places.putIfAbsent(own, file + ":" + number + ": " + text);
            }
        }
        lines = places.entrySet().stream()
                .map(line -> Line.of(line.getKey(), line.getValue()))
                .toList();
    }

    @TestFactory
    Stream<DynamicTest> aWordThatIsNotSaidIsNowhere() {
        return WORDS.entrySet().stream()
                .map(word ->
                        DynamicTest.dynamicTest(word.getKey(), () -> assertThat(uses(Pattern.compile(word.getKey())))
                                .as("say: " + word.getValue())
                                .isEmpty()));
    }

    @Test
    void spellingIsAmerican() {
        Map<String, String> places = new HashMap<>();
        for (Line line : lines) {
            for (String word : NO_LETTERS.split(line.words())) {
                places.putIfAbsent(word, line.place());
            }
        }
        assertThat(places).hasSizeGreaterThan(3000);
        places.keySet()
                .removeIf(word -> !BRITISH.matcher(word).matches()
                        || AMERICAN_TOO.matcher(word).matches());
        assertThat(places).isEmpty();
    }

    private static List<String> uses(Pattern word) {
        return lines.stream()
                .filter(line -> word.matcher(line.words()).find())
                .map(Line::place)
                .toList();
    }

    private static List<Path> texts() {
        List<Path> files = Stream.concat(OwnTexts.all().stream(), OwnTexts.others().stream())
                .filter(VocabularyTest::isChecked)
                .toList();
        assertThat(files).hasSizeGreaterThan(300);
        return files;
    }

    /** The changelog has the old names, and this class the words. */
    private static boolean isChecked(Path file) {
        return !file.endsWith("changelog.adoc") && !file.endsWith("VocabularyTest.java");
    }
}
