package io.camelpurse.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documents point to is there. */
class CrossReferencesTest {

    private static final List<Pattern> LINKS = List.of(
            Pattern.compile("(?:xref|link):([^\\[\\s]+)\\["),
            Pattern.compile("]\\(([^)\\s]+)\\)"),
            Pattern.compile("<<(#?[\\w-]+)[,>]"));

    /** A path in the repository, recognized by its first folder. */
    private static final Pattern NAMED_PATH =
            Pattern.compile("`((?:camel-purse-\\w+|docs|\\.ci|\\.mvn)/[\\w./*-]*|[\\w-]+\\.(?:adoc|md|xml))`");

    private static final Pattern OUTSIDE = Pattern.compile("https?://[^\\s\\[\\])`\"'<>|]+");

    /** An address that is a link without brackets, and neither quoted as code or value nor made by an expression. */
    private static final Pattern BARE =
            Pattern.compile("(?<![`\"(\\w:=/])(?!\\S*\\$\\{)(?>" + OUTSIDE.pattern() + ")(?!\")");

    private static final Pattern ANCHOR = Pattern.compile("^\\[#([\\w-]+)]$", Pattern.MULTILINE);

    static List<Document> documents() {
        return Document.all();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyLinkHasATarget(Document document) {
        List<String> broken = links(document)
                .filter(target -> !target.matches("https?://.*"))
                .filter(target -> !exists(document, target))
                .toList();

        assertThat(broken).isEmpty();
    }

    /** Whether the peer is there cannot be known in a build; whether it can be, and by https, can. */
    @ParameterizedTest
    @MethodSource("documents")
    void everyLinkOutsideIsAnAddressByHttps(Document document) {
        List<URI> outside = Stream.concat(
                        links(document).filter(target -> OUTSIDE.matcher(target).matches()),
                        BARE.matcher(document.prose()).results().map(MatchResult::group))
                .map(URI::create)
                .toList();

        assertThat(outside).allSatisfy(target -> {
            assertThat(target.getHost()).isNotNull();
            assertThat(target.getScheme().equals("https") || target.getHost().equals("127.0.0.1"))
                    .as("%s", target)
                    .isTrue();
        });
    }

    @ParameterizedTest
    @MethodSource("documents")
    void anUnknownAnchorIsFound(Document document) {
        assertThat(exists(document, "#no-such-anchor")).isFalse();
        document.anchors()
                .forEach(anchor -> assertThat(exists(document, "#" + anchor)).isTrue());
    }

    @Test
    void aLinkToNowhereIsFound() {
        Document readme = Document.readme();

        assertThat(exists(readme, "docs/options.adoc")).isTrue();
        assertThat(exists(readme, "docs/no-such-page.adoc")).isFalse();
        assertThat(exists(readme, "docs/options.adoc#component")).isTrue();
        assertThat(exists(readme, "docs/options.adoc#no-such-anchor")).isFalse();
        assertThat(exists(readme, "README.md#a-first-route")).isTrue();
        assertThat(exists(readme, "README.md#no-such-heading")).isFalse();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyPathThatIsNamedExists(Document document) {
        List<String> missing = namedPaths(document)
                .filter(path -> Stream.of(Document.ROOT, document.path().getParent())
                        .noneMatch(folder -> Files.exists(folder.resolve(path))))
                .toList();

        assertThat(missing).isEmpty();
    }

    @Test
    void linksAndPathsAreRecognized() {
        assertThat(Document.all().stream().flatMap(CrossReferencesTest::links))
                .anyMatch(target -> target.endsWith(".adoc"))
                .anyMatch(target -> OUTSIDE.matcher(target).matches())
                .anyMatch(target -> target.startsWith("#"));
        assertThat(Document.all().stream().flatMap(CrossReferencesTest::namedPaths))
                .isNotEmpty();
        assertThat(BARE.matcher("see http://a.example/b, `http://c.example` and https://d.example/${body}")
                        .results()
                        .map(MatchResult::group))
                .containsExactly("http://a.example/b,");
    }

    @Test
    void theIndexLeadsToEveryPage() {
        String index = Document.page("index.adoc").text();

        assertThat(Document.pages())
                .extracting(Document::name)
                .filteredOn(name -> !name.equals("index.adoc"))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(index).contains("xref:" + name + "["));
    }

    @Test
    void anAnchorIsDefinedOnceOnAPage() {
        Map<String, List<String>> anchors = new TreeMap<>();
        Document.pages()
                .forEach(page -> anchors.put(
                        page.name(),
                        ANCHOR.matcher(page.text())
                                .results()
                                .map(MatchResult::group)
                                .toList()));
        assertThat(anchors.values()).anyMatch(page -> !page.isEmpty());
        assertThat(anchors).allSatisfy((page, own) -> assertThat(own).as(page).doesNotHaveDuplicates());
    }

    private static Stream<String> links(Document document) {
        return LINKS.stream()
                .flatMap(pattern -> pattern.matcher(document.prose()).results())
                .map(found -> found.group(1));
    }

    private static Stream<String> namedPaths(Document document) {
        return NAMED_PATH.matcher(document.prose()).results().map(found -> found.group(1));
    }

    private static boolean exists(Document from, String target) {
        int hash = target.indexOf('#');
        String file = hash < 0 ? target : target.substring(0, hash);
        if (hash < 0
                && !file.contains(".")
                && !file.contains("/")
                && from.name().endsWith(".adoc")) {
            return from.anchors().contains(target);
        }
        Path path = file.isEmpty() ? from.path() : from.path().getParent().resolve(file);
        if (!Files.exists(path)) {
            return false;
        }
        return hash < 0 || Document.read(path).anchors().contains(target.substring(hash + 1));
    }
}
