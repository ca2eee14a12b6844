package io.camelpurse.documentation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.PurseComponent;
import io.camelpurse.documentation.Document.CodeBlock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code secrets.adoc} says about a {@code .properties} file. */
class SecretsPageTest {

    private static final String SECRET = "süss";

    private final Main main = new Main();

    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        main.stop();
    }

    @Test
    void aSecretInAUtf8FileIsAnotherSecret() throws Exception {
        assertThat(secretOf("camel.component.purse.client-secret = " + SECRET)).isEqualTo("sÃ¼ss");
    }

    @Test
    void theEscapeOnThePageIsTheSecret() throws Exception {
        String line = Document.page("secrets.adoc").blocks("properties").stream()
                .map(CodeBlock::code)
                .filter(code -> code.contains("\\u00fc"))
                .findFirst()
                .orElseThrow();

        assertThat(secretOf(line)).isEqualTo(SECRET);
    }

    @Test
    void aBackslashIsWrittenTwice() throws Exception {
        assertThat(secretOf("camel.component.purse.client-secret = a\\\\b")).isEqualTo("a\\b");
    }

    @Test
    void aLoneBackslashIsLost() throws Exception {
        assertThat(secretOf("camel.component.purse.client-secret = a\\b")).isEqualTo("ab");
    }

    private String secretOf(String line) throws IOException {
        Path file = folder.resolve("application.properties");
        Files.writeString(
                file,
                String.join(
                        "\n",
                        "camel.main.jmxEnabled = false",
                        "camel.component.purse.client-id = id",
                        line.strip(),
                        ""),
                UTF_8);
        main.setPropertyPlaceholderLocations("file:" + file);
        main.start();
        return main.getCamelContext()
                .getComponent("purse", PurseComponent.class)
                .getConfiguration()
                .getClientSecret();
    }
}
