package io.camelpurse.ordertocash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The routes stay as short as a screen and the flow as short as a chapter. Blank lines and comments do not count. */
class LinesTest {

    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final Set<String> BESIDE_THE_FLOW =
            Set.of("shopper-channel", "dead-letters", "differences", "logging", "reconcile", "return", "status-page");
    private static final Pattern XML_COMMENT = Pattern.compile("<!--.*?-->", Pattern.DOTALL);

    @Test
    void aRouteFileIsAScreenAndTheFlowIsAChapter() throws IOException {
        Map<String, Long> files = new LinkedHashMap<>();
        for (String folder : List.of("routes", "transports")) {
            for (Path file : Folders.files(RESOURCES.resolve(folder), ".camel.yaml")) {
                files.put(folder + "/" + file.getFileName(), yaml(file));
            }
        }
        long flow = files.entrySet().stream()
                .filter(file -> file.getKey().startsWith("routes/"))
                .filter(file ->
                        BESIDE_THE_FLOW.stream().noneMatch(name -> file.getKey().contains("/" + name + ".")))
                .mapToLong(Map.Entry::getValue)
                .sum();
        System.out.println("YAML: " + files + ", the flow: " + flow);

        assertThat(files)
                .isNotEmpty()
                .allSatisfy(
                        (file, lines) -> assertThat(lines).as(file).isPositive().isLessThanOrEqualTo(60));
        assertThat(flow).isLessThanOrEqualTo(350);
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

    private static long yaml(Path file) throws IOException {
        return lines(Files.readString(file).lines().filter(line -> !line.strip().startsWith("#")));
    }

    private static long lines(Stream<String> lines) {
        return lines.filter(line -> !line.isBlank()).count();
    }
}
