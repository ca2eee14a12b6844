package io.camelpurse.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.PurseComponent;
import io.camelpurse.documentation.Document.CodeBlock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Characters beyond ASCII in a secret of a properties file: as the documents write them, and as they do not work. */
class PropertiesEncodingTest {

    private static final String SECRET = "café-€";

    @TempDir
    private Path folder;

    @Test
    void anEscapedSecretIsTheSecret() throws Exception {
        CodeBlock example = Document.page("getting-started.adoc").blocks("properties").stream()
                .filter(block -> block.code().contains("\\u"))
                .findFirst()
                .orElseThrow();

        assertThat(secretFrom(example.code())).isEqualTo(SECRET);
    }

    @Test
    void aSecretInUtf8IsGarbled() throws Exception {
        assertThat(secretFrom("camel.component.purse.client-secret = " + SECRET))
                .startsWith("caf")
                .isNotEqualTo(SECRET);
    }

    private String secretFrom(String properties) throws IOException {
        Path file = Files.writeString(folder.resolve("application.properties"), properties);
        Main main = new Main();
        main.setPropertyPlaceholderLocations("file:" + file);
        main.addInitialProperty("camel.component.purse.client-id", "id");
        main.addInitialProperty("camel.main.jmxEnabled", "false");
        try {
            main.start();
            return main.getCamelContext()
                    .getComponent("purse", PurseComponent.class)
                    .getConfiguration()
                    .getClientSecret();
        } finally {
            main.stop();
        }
    }
}
