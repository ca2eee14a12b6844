package io.camelpurse.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/protocol.adoc} shows the transitions that the code takes, and no other. Tests {@link MoneyTransition}.
 */
class ProtocolPageTest {

    private static final Path PAGE = Path.of("../docs/protocol.adoc");

    @Test
    void theDiagramIsTheProtocol() throws IOException {
        List<String> arrows = Arrays.stream(MoneyTransition.values())
                .map(transition -> transition.from() + " --> " + transition.to() + ": " + transition)
                .toList();
        assertThat(lines().map(String::strip).filter(line -> line.matches("[A-Z_]+ --> [A-Z_]+: .*")))
                .containsExactlyElementsOf(arrows);
    }

    @Test
    void theTableIsTheProtocol() throws IOException {
        String page = Files.readString(PAGE);
        assertThat(MoneyTransition.values()).allSatisfy(transition -> assertThat(page)
                .contains("| `" + transition + "`\n| `" + transition.from() + "`\n| " + transition.event() + "\n| `"
                        + transition.to() + "`"));
    }

    private static Stream<String> lines() throws IOException {
        return Files.readAllLines(PAGE).stream();
    }
}
