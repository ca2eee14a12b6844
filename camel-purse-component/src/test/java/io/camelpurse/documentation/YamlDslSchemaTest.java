package io.camelpurse.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import io.camelpurse.fixture.Json;
import io.camelpurse.kamelet.KameletFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The schema of Camel's YAML DSL, by which editors complete and check routes, accepts every YAML file of ours. */
class YamlDslSchemaTest {

    private static final Path PROJECT = Path.of("").toAbsolutePath().getParent();
    private static final JsonSchema SCHEMA = schema();

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(PROJECT)) {
            return files.filter(file -> !file.toString().contains("/target/"))
                    .filter(file ->
                            file.toString().matches(".*(\\.camel|/templates/[\\w-]+|\\.kamelet|-k/[\\w-]+)\\.yaml"))
                    .filter(file -> !routes(file).isMissingNode())
                    .map(PROJECT::relativize)
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void theSchemaAcceptsTheRoutes(Path file) {
        assertThat(errors(routes(PROJECT.resolve(file)))).isEmpty();
    }

    @Test
    void allKindsOfFilesAreChecked() throws IOException {
        assertThat(files())
                .extracting(Path::toString)
                .anyMatch(file -> file.endsWith("purse-capture-sink.kamelet.yaml"))
                .anyMatch(file -> file.endsWith("templates/invoice-to-capture.yaml"))
                .anyMatch(file -> file.endsWith("spring-boot/src/main/resources/camel/payments.camel.yaml"))
                .anyMatch(file -> file.endsWith("camel-k/order-links.yaml"))
                .hasSizeGreaterThan(40);
    }

    @Test
    void theSchemaFindsMistakes() {
        assertThat(errors(Json.parse("[{\"route\": {\"from\": {\"uri\": \"direct:a\", \"stepps\": []}}}]")))
                .isNotEmpty();
    }

    /** What a placeholder becomes is not known to the schema. */
    private static List<ValidationMessage> errors(JsonNode routes) {
        return SCHEMA.validate(routes).stream()
                .filter(error -> !error.getInstanceNode().asText().startsWith("{{"))
                .toList();
    }

    /** A Kamelet contains a route template, an Integration its flows; a Pipe and a Secret contain no routes. */
    private static JsonNode routes(Path file) {
        try {
            JsonNode yaml = KameletFile.yaml(Files.readString(file));
            if (yaml.isArray()) {
                return yaml;
            }
            if (yaml.at("/spec/template") instanceof ObjectNode template) {
                return Json.parse("[{\"routeTemplate\": %s}]".formatted(template.put("id", "kamelet")));
            }
            return yaml.at("/spec/flows");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonSchema schema() {
        try (InputStream stream = YamlDslSchemaTest.class.getResourceAsStream("/schema/camelYamlDsl.json")) {
            return JsonSchemaFactory.getInstance(VersionFlag.V4).getSchema(stream);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
