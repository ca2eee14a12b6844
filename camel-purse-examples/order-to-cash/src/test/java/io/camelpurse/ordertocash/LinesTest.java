package io.camelpurse.ordertocash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The routes stay as short as a screen and the flow as short as a chapter. Blank lines and comments do not count.
 *
 * <p>The flow is what a document passes from its arrival to its acknowledgement, whatever goes wrong on the way. What
 * a team exchanges for its own is beside it (transports, the shopper channel), and so is what no document passes:
 * pages, the comparison afterwards, what cannot become a document, and how failures are logged.
 */
class LinesTest {

    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final Set<String> BESIDE_THE_FLOW = Set.of(
            "routes/shopper-channel",
            "routes/status-page",
            "routes/differences",
            "routes/return",
            "routes/reconcile",
            "routes/dead-letters",
            "routes/logging");
    private static final Pattern XML_COMMENT = Pattern.compile("<!--.*?-->", Pattern.DOTALL);

    @Test
    void aRouteFileIsAScreenAndTheFlowIsAChapter() throws IOException {
        Map<String, Long> flow = new TreeMap<>();
        Map<String, Long> beside = new TreeMap<>();
        for (String folder : List.of("routes", "transports")) {
            for (Path file : Folders.files(RESOURCES.resolve(folder), ".camel.yaml")) {
                String name = folder + "/" + file.getFileName().toString().replace(".camel.yaml", "");
                boolean isBeside = folder.equals("transports") || BESIDE_THE_FLOW.contains(name);
                (isBeside ? beside : flow).put(name, yaml(file));
            }
        }
        System.out.println("YAML of the flow: " + sum(flow) + " lines " + flow);
        System.out.println("YAML beside the flow: " + sum(beside) + " lines " + beside);

        assertThat(Stream.of(flow, beside).flatMap(files -> files.entrySet().stream()))
                .allSatisfy(file -> assertThat(file.getValue())
                        .as(file.getKey())
                        .isPositive()
                        .isLessThanOrEqualTo(60));
        assertThat(beside).as("no name is stale").containsKeys(BESIDE_THE_FLOW.toArray(String[]::new));
        assertThat(sum(flow)).isPositive().isLessThanOrEqualTo(350);
    }

    @Test
    void theStylesheetsThatReadAndWriteUblAreAChapterToo() throws IOException {
        long lines = 0;
        for (Path file : Folders.files(RESOURCES.resolve("ubl"), ".xsl")) {
            lines += lines(
                    XML_COMMENT.matcher(Files.readString(file)).replaceAll("").lines());
        }
        System.out.println("XSLT of the documents: " + lines);

        assertThat(lines).isPositive().isLessThanOrEqualTo(300);
    }

    private static long sum(Map<String, Long> files) {
        return files.values().stream().mapToLong(Long::longValue).sum();
    }

    private static long yaml(Path file) throws IOException {
        return lines(Files.readString(file).lines().filter(line -> !line.strip().startsWith("#")));
    }

    private static long lines(Stream<String> lines) {
        return lines.filter(line -> !line.isBlank()).count();
    }
}
