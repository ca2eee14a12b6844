package io.camelpurse.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command line. */
class SandboxCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void helpNamesTheOptions() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("--port N", "--host H", "--seed N");
    }

    @ParameterizedTest
    @CsvSource({
        "--prot 1, Unknown option '--prot'",
        "--port, needs a value",
        "--port x, 'x'",
        "--port 65536, from 0 to 65535",
        "--seed 1.5, whole number"
    })
    void wrongArgumentsAreExplained(String arguments, String words) {
        assertThat(run(arguments.split(" "))).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains(words).contains("--help");
    }

    @Test
    void aPortInUseIsNamed() {
        try (PurseSandbox other = PurseSandbox.start()) {
            String port = other.baseUrl().substring(other.baseUrl().lastIndexOf(':') + 1);

            assertThat(run("--port", port)).isEqualTo(1);
            assertThat(err.toString(StandardCharsets.UTF_8)).contains("cannot listen on 127.0.0.1:" + port);
        }
    }

    private int run(String... arguments) {
        return SandboxCommand.run(
                List.of(arguments),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }
}
