package io.camelpurse.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One of the texts that users read: a page of {@code docs}, the component's page, or a {@code README.md}. */
record Document(Path path, String text) {

    /** The top of the repository; tests run in the component's folder. */
    static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    private static final Pattern ASCIIDOC_BLOCK = Pattern.compile(
            "^\\[source,(\\w+)[^\\n]*]\\n(?:\\.[^\\n]*\\n)?----\\n(.*?)^----$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern MARKDOWN_BLOCK =
            Pattern.compile("^```(\\w+)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern ANCHOR = Pattern.compile("^\\[#([\\w-]+)]$", Pattern.MULTILINE);

    private static final Pattern HEADING = Pattern.compile("^#+ (.+)$", Pattern.MULTILINE);

    static Document readme() {
        return read(ROOT.resolve("README.md"));
    }

    static Document page(String name) {
        return read(ROOT.resolve("docs").resolve(name));
    }

    /** The component's page in the form of Camel's own. */
    static Document componentPage() {
        return read(ROOT.resolve("camel-purse-component/src/main/docs/purse-component.adoc"));
    }

    static List<Document> pages() {
        try (Stream<Path> files = Files.list(ROOT.resolve("docs"))) {
            return files.filter(file -> file.toString().endsWith(".adoc"))
                    .sorted()
                    .map(Document::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every text in AsciiDoc or Markdown, wherever it is. */
    static List<Document> all() {
        return Stream.concat(OwnTexts.all().stream(), OwnTexts.others().stream())
                .filter(file -> file.toString().matches(".*\\.(adoc|md)"))
                .map(Document::read)
                .toList();
    }

    String name() {
        return path.getFileName().toString();
    }

    /**
     * The anchors of AsciiDoc that are written out: links point to these only, since no tool agrees on the automatic
     * ones. Markdown has none but its headings.
     */
    Set<String> anchors() {
        if (name().endsWith(".md")) {
            return HEADING.matcher(prose()).results().map(Document::slug).collect(Collectors.toSet());
        }
        return ANCHOR.matcher(text).results().map(found -> found.group(1)).collect(Collectors.toSet());
    }

    private static String slug(MatchResult heading) {
        return heading.group(1)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\w -]", "")
                .strip()
                .replace(' ', '-');
    }

    List<CodeBlock> blocks(String language) {
        List<CodeBlock> blocks = new ArrayList<>();
        for (Pattern pattern : List.of(ASCIIDOC_BLOCK, MARKDOWN_BLOCK)) {
            pattern.matcher(text)
                    .results()
                    .filter(found -> found.group(1).equals(language))
                    .map(this::block)
                    .forEach(blocks::add);
        }
        return blocks;
    }

    /** The text without code blocks. */
    String prose() {
        return MARKDOWN_BLOCK
                .matcher(ASCIIDOC_BLOCK.matcher(text).replaceAll(""))
                .replaceAll("");
    }

    private CodeBlock block(MatchResult found) {
        long line = text.substring(0, found.start(2)).lines().count() + 1;
        return new CodeBlock(ROOT.relativize(path) + ":" + line, found.group(2));
    }

    static Document read(Path path) {
        try {
            return new Document(path, Files.readString(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return ROOT.relativize(path).toString();
    }

    /** A piece of code in a document. */
    record CodeBlock(String place, String code) {

        @Override
        public String toString() {
            return place;
        }
    }
}
