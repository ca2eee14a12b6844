package io.camelpurse.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One of the texts that users read: {@code README.md}, or a page of {@code docs}. */
record Document(Path path, String text) {

    /** The top of the repository; tests run in the component's folder. */
    static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    private static final Pattern ASCIIDOC_BLOCK = Pattern.compile(
            "^\\[source,(\\w+)[^\\n]*]\\n(?:\\.[^\\n]*\\n)?----\\n(.*?)^----$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern MARKDOWN_BLOCK =
            Pattern.compile("^```(\\w+)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern ANCHOR = Pattern.compile("^\\[#([\\w-]+)]$", Pattern.MULTILINE);

    static Document readme() {
        return read(ROOT.resolve("README.md"));
    }

    static Document page(String name) {
        return read(ROOT.resolve("docs").resolve(name));
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

    static List<Document> all() {
        return Stream.concat(Stream.of(readme()), pages().stream()).toList();
    }

    String name() {
        return path.getFileName().toString();
    }

    /** The anchors that are written out: links point to these only, since no tool agrees on the automatic ones. */
    Set<String> anchors() {
        return ANCHOR.matcher(text).results().map(found -> found.group(1)).collect(Collectors.toSet());
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
        return new CodeBlock(name() + ":" + line, found.group(2));
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
        return name();
    }

    /** A piece of code in a document. */
    record CodeBlock(String place, String code) {

        @Override
        public String toString() {
            return place;
        }
    }
}
