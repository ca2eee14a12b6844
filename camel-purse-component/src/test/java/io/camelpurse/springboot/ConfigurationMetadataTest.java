package io.camelpurse.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camelpurse.PurseComponent;
import io.camelpurse.fixture.ComponentOptions;
import io.camelpurse.fixture.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What an IDE offers in {@code application.properties} are the component's options. */
class ConfigurationMetadataTest {

    private static final String WRITE = "purse.docs.write";
    private static final Path FILE = Path.of("src/generated/resources/META-INF/spring-configuration-metadata.json");
    private static final String PREFIX = "camel.component.purse";

    @Test
    void theMetadataForSpringAgreesWithCamels() throws IOException {
        String expected = rendered().toPrettyString() + "\n";
        if (Boolean.getBoolean(WRITE)) {
            Files.writeString(FILE, expected);
        }

        assertThat(FILE)
                .as("%s, which is written by -Dtest=ConfigurationMetadataTest -D%s=true", FILE, WRITE)
                .hasContent(expected);
    }

    @Test
    void theTypesExist() throws Exception {
        JsonNode properties = Json.parse(Files.readString(FILE)).path("properties");

        assertThat(properties).hasSizeGreaterThan(50);
        for (JsonNode property : properties) {
            assertThat(Class.forName(property.path("type").asText())).isNotNull();
            assertThat(property.path("description").asText()).isNotBlank();
        }
    }

    private static ObjectNode rendered() {
        ObjectNode metadata = JsonNodeFactory.instance.objectNode();
        metadata.putArray("groups")
                .addObject()
                .put("name", PREFIX)
                .put("type", PurseComponent.class.getName())
                .put("sourceType", PurseComponent.class.getName());
        property(metadata, "enabled", "java.lang.Boolean")
                .put("description", "Whether these properties configure the component.")
                .put("defaultValue", true);
        ComponentOptions.all().forEach(option -> {
            String name = (String) option.get()[0];
            JsonNode facts = (JsonNode) option.get()[1];
            ObjectNode property = property(metadata, dashed(name), type(facts))
                    .put("description", facts.path("description").asText());
            if (facts.hasNonNull("defaultValue")) {
                property.set("defaultValue", defaultValue(facts));
            }
        });
        metadata.putArray("hints");
        return metadata;
    }

    private static ObjectNode property(ObjectNode metadata, String name, String type) {
        return metadata.withArray("properties")
                .addObject()
                .put("name", PREFIX + "." + name)
                .put("type", type)
                .put("sourceType", PurseComponent.class.getName());
    }

    private static String dashed(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static String type(JsonNode facts) {
        return switch (facts.path("type").asText()) {
            case "boolean" -> Boolean.class.getName();
            case "integer" -> Integer.class.getName();
            case "duration" -> Duration.class.getName();
            default -> facts.path("javaType").asText().replaceAll("<.*", "");
        };
    }

    private static JsonNode defaultValue(JsonNode facts) {
        return facts.path("type").asText().equals("duration")
                ? JsonNodeFactory.instance.textNode(facts.path("defaultValue").asText() + "ms")
                : facts.path("defaultValue");
    }
}
