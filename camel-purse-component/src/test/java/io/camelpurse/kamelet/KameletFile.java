package io.camelpurse.kamelet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * A Kamelet of the component's jar.
 *
 * @param file name of the file, without its directory
 * @param yaml its content
 */
public record KameletFile(String file, JsonNode yaml) {

    private static final String SUFFIX = ".kamelet.yaml";

    public static List<KameletFile> all() {
        try (Stream<Path> files =
                Files.list(Path.of(KameletFile.class.getResource("/kamelets").toURI()))) {
            List<KameletFile> kamelets = files.map(KameletFile::read)
                    .sorted((a, b) -> a.file.compareTo(b.file))
                    .toList();
            assertThat(kamelets).hasSize(10);
            return kamelets;
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    public static KameletFile named(String name) {
        return all().stream()
                .filter(kamelet -> kamelet.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static KameletFile read(Path file) {
        try {
            return new KameletFile(file.getFileName().toString(), yaml(Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static JsonNode yaml(String text) {
        return new ObjectMapper().valueToTree(new Load(LoadSettings.builder().build()).loadFromString(text));
    }

    public String nameOfFile() {
        assertThat(file).endsWith(SUFFIX);
        return file.substring(0, file.length() - SUFFIX.length());
    }

    public String name() {
        return yaml.at("/metadata/name").asText();
    }

    public String annotation(String name) {
        return yaml.at("/metadata/annotations").path(name).asText();
    }

    /** Source, sink or action. */
    public String type() {
        return yaml.at("/metadata/labels").path("camel.apache.org/kamelet.type").asText();
    }

    public JsonNode definition() {
        return yaml.at("/spec/definition");
    }

    public Map<String, JsonNode> parameters() {
        return fields(definition().path("properties"));
    }

    public JsonNode template() {
        return yaml.at("/spec/template");
    }

    /** Parameters of the purse endpoint, with the placeholders that fill them. */
    public Map<String, JsonNode> endpointParameters() {
        JsonNode from = template().path("from");
        if (type().equals("source")) {
            return fields(from.path("parameters"));
        }
        return fields(from.path("steps").findPath("to").path("parameters"));
    }

    /** The parameters that are expressions. */
    public Map<String, JsonNode> expressions() {
        Map<String, JsonNode> properties = fields(template().at("/beans/0/properties"));
        properties.remove("operation");
        return properties;
    }

    /** Headers of one side, each with its description. */
    public Map<String, JsonNode> headers(String side) {
        return fields(yaml.at("/spec/dataTypes").path(side).path("headers"));
    }

    public static Map<String, JsonNode> fields(JsonNode object) {
        return object.properties().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> b, TreeMap::new));
    }

    /** Every text inside. */
    public static Stream<String> texts(JsonNode node) {
        Stream<String> inside = StreamSupport.stream(node.spliterator(), false).flatMap(KameletFile::texts);
        return node.isTextual() ? Stream.of(node.textValue()) : inside;
    }

    @Override
    public String toString() {
        return file;
    }
}
