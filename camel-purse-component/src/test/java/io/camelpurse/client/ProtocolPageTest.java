package io.camelpurse.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/protocol.adoc} shows the transitions that the code takes, and no other. Tests {@link MoneyTransition} and
 * {@link ReversalTransition}.
 */
class ProtocolPageTest {

    private static final Path PAGE = Path.of("../docs/protocol.adoc");

    @Test
    void theDiagramsAreTheProtocol() throws IOException {
        Stream<String> ofMoneyCalls = Arrays.stream(MoneyTransition.values())
                .map(transition -> arrow(transition, transition.from(), transition.to()));
        Stream<String> ofReversals = Arrays.stream(ReversalTransition.values())
                .map(transition -> arrow(transition, transition.from(), transition.to()));
        assertThat(lines().map(String::strip).filter(line -> line.matches("[A-Z_]+ --> [A-Z_]+: .*")))
                .containsExactlyElementsOf(
                        Stream.concat(ofMoneyCalls, ofReversals).toList());
    }

    private static String arrow(Enum<?> transition, Enum<?> from, Enum<?> to) {
        return from + " --> " + to + ": " + transition;
    }

    @Test
    void theTablesAreTheProtocol() throws IOException {
        String page = Files.readString(PAGE);
        assertThat(MoneyTransition.values()).allSatisfy(transition -> assertThat(page)
                .contains(row(transition, transition.from(), transition.event(), transition.to())));
        assertThat(ReversalTransition.values()).allSatisfy(transition -> assertThat(page)
                .contains(row(transition, transition.from(), transition.event(), transition.to())));
    }

    private static String row(Enum<?> transition, Enum<?> from, String event, Enum<?> to) {
        return "| `" + transition + "`\n| `" + from + "`\n| " + event + "\n| `" + to + "`";
    }

    private static Stream<String> lines() throws IOException {
        return Files.readAllLines(PAGE).stream();
    }
}
