package io.camelpurse.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * A class's test is found by its name: it is the class {@code …Test} in the same package, or one of the same package
 * whose Javadoc says that it tests the class.
 */
class TestNamesTest {

    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final Path TESTS = Path.of("src", "test", "java");

    /** Records, enums, annotations and exceptions that are shorter hold no more than their data. */
    private static final int LINES_OF_PLAIN_DATA = 25;

    /** Pieces of the API's JSON, of one form: each is read, written and shown by the same tests. */
    private static final Path MODEL = SOURCES.resolve("io/camelpurse/model");

    private static final Set<String> TESTED_AS_ONE = Set.of("SampleRoundTripTest", "UnknownFieldsTest", "TextFormTest");

    /** Without a test of their own. */
    private static final Map<String, String> EXCEPTED = Map.of(
            "Randomness", "the randomness of the machine, which tests replace",
            "Scheduler", "the timer of the machine, which tests replace",
            "TimeSource", "the clocks of the machine, which tests replace",
            "MoneyCallLog", "log lines at DEBUG",
            "InvalidRedirectionReason",
                    "names only, each of which RedirectionVerifierTest or RedirectionCheckTest shows");

    private static final Pattern TYPE = Pattern.compile(
            "^(?:(?:public|final|abstract|sealed) )*(class|record|enum|interface|@interface) [^{]*\\{",
            Pattern.MULTILINE);
    private static final Pattern CODE_OF_AN_INTERFACE = Pattern.compile("^    (static|default) ", Pattern.MULTILINE);
    private static final Pattern TESTED = Pattern.compile("\\{@(?:link|code) (?:[\\w.]+\\.)?(\\w+)}");

    @Test
    void everyClassHasATestThatIsFoundByItsName() {
        Set<Path> named = namedByTests();
        Set<String> without = new TreeSet<>();
        for (Path source : MainSources.files(SOURCES)) {
            boolean tested = named.contains(inPackage(source)) || Files.exists(test(source));
            if (!isPlainData(source) && !tested) {
                without.add(name(source));
            }
        }
        assertThat(without).isEqualTo(new TreeSet<>(EXCEPTED.keySet()));
    }

    @Test
    void aTestNamesOnlyClassesThatThereAre() {
        assertThat(namedByTests())
                .extracting(Path::getFileName)
                .isSubsetOf(MainSources.files(SOURCES).stream()
                        .map(TestNamesTest::inPackage)
                        .map(Path::getFileName)
                        .toList());
    }

    @Test
    void aTestWithTheNameOfAClassIsInItsPackage() {
        Set<String> expected = MainSources.files(SOURCES).stream()
                .map(source -> name(source) + "Test")
                .collect(Collectors.toSet());
        Set<Path> places =
                MainSources.files(SOURCES).stream().map(TestNamesTest::test).collect(Collectors.toSet());
        assertThat(MainSources.files(TESTS))
                .filteredOn(test -> expected.contains(name(test)))
                .isNotEmpty()
                .isSubsetOf(places);
    }

    @Test
    void theTestsOfTheModelExist() {
        assertThat(TESTED_AS_ONE).allSatisfy(test -> assertThat(TESTS.resolve("io/camelpurse/model/" + test + ".java"))
                .exists());
    }

    /** Each class as the path that its source has if it is in the package of the test. */
    private static Set<Path> namedByTests() {
        Set<Path> named = new HashSet<>();
        for (Path test : MainSources.files(TESTS)) {
            String javadoc = javadoc(test);
            // What comes first is what the tests are about; what they test is said last.
            Matcher tested = TESTED.matcher(javadoc.substring(Math.max(0, javadoc.lastIndexOf("Tests {@"))));
            while (javadoc.contains("Tests {@") && tested.find()) {
                named.add(TESTS.relativize(test).resolveSibling(tested.group(1)));
            }
        }
        return named;
    }

    private static String javadoc(Path test) {
        String text = MainSources.content(test);
        Matcher type = TYPE.matcher(text);
        String before = type.find() ? text.substring(0, type.start()) : "";
        return before.substring(Math.max(0, before.lastIndexOf("/**"))).replaceAll("\\s*\\n \\* ?", " ");
    }

    private static boolean isPlainData(Path source) {
        String text = MainSources.content(source);
        Matcher type = TYPE.matcher(text);
        if (!type.find()) {
            return true;
        }
        boolean data = !type.group(1).equals("class") || type.group().contains("Exception ");
        return data && text.lines().count() < LINES_OF_PLAIN_DATA
                || source.startsWith(MODEL) && isModel(text, type)
                || type.group(1).equals("interface")
                        && !CODE_OF_AN_INTERFACE.matcher(text).find();
    }

    /** A record, or the values of a field. */
    private static boolean isModel(String text, Matcher type) {
        return type.group(1).equals("record")
                || text.contains("public static final String") && !text.contains("return ");
    }

    private static Path test(Path source) {
        return TESTS.resolve(SOURCES.relativize(source)).resolveSibling(name(source) + "Test.java");
    }

    private static Path inPackage(Path source) {
        return SOURCES.relativize(source).resolveSibling(name(source));
    }

    private static String name(Path source) {
        return source.getFileName().toString().replace(".java", "");
    }
}
