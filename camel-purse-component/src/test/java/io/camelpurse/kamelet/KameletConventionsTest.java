package io.camelpurse.kamelet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Kamelets keep the rules that the validator of Camel's own Kamelet catalog checks, and its schema. */
class KameletConventionsTest {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\??([\\w.-]+)(?::[^}]*)?}}");

    private static final String CREDENTIALS = "urn:camel:group:credentials";

    /** Words of a title that may begin with a small letter. */
    private static final Set<String> STOP_WORDS =
            Set.of("a", "an", "and", "for", "from", "in", "of", "on", "the", "to");

    static List<KameletFile> kamelets() {
        return KameletFile.all();
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void aKameletHasTheNameOfItsFileAndTheSuffixOfItsType(KameletFile kamelet) {
        assertThat(kamelet.name()).isEqualTo(kamelet.nameOfFile());
        assertThat(kamelet.type()).isIn("source", "sink", "action");
        assertThat(kamelet.name()).startsWith("purse-").endsWith("-" + kamelet.type());
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void aKameletIsDescribed(KameletFile kamelet) {
        JsonNode definition = kamelet.definition();
        String type = kamelet.type();
        assertThat(definition.path("title").asText())
                .startsWith("Purse ")
                .endsWith(" " + type.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + type.substring(1));
        assertThat(definition.path("description").asText()).isNotBlank().endsWith(".");
        assertThat(definition.path("type").asText()).isEqualTo("object");
        assertThat(kamelet.template().isObject()).isTrue();
    }

    @Test
    void noTwoKameletsHaveTheSameTitleOrDescription() {
        assertThat(kamelets())
                .extracting(kamelet -> kamelet.definition().path("title"))
                .doesNotHaveDuplicates();
        assertThat(kamelets())
                .extracting(kamelet -> kamelet.definition().path("description"))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void aParameterHasTitleDescriptionAndType(KameletFile kamelet) {
        assertThat(kamelet.parameters()).isNotEmpty().allSatisfy((name, parameter) -> {
            assertThat(parameter.path("type").asText()).isIn("string", "boolean", "integer", "number");
            assertThat(parameter.path("description").asText()).isNotBlank();
            String title = parameter.path("title").asText();
            assertThat(title).isNotBlank().doesNotMatch("(The|A|An) .*");
            assertThat(title.split(" "))
                    .allMatch(word -> STOP_WORDS.contains(word) || Character.isUpperCase(word.charAt(0)));
        });
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void aRequiredParameterIsDefinedAndListedOnce(KameletFile kamelet) {
        List<String> required = new ArrayList<>();
        kamelet.definition().path("required").forEach(name -> required.add(name.asText()));
        assertThat(required)
                .doesNotHaveDuplicates()
                .isSubsetOf(kamelet.parameters().keySet());
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void aSecretIsAPasswordInTheGroupOfCredentials(KameletFile kamelet) {
        assertThat(kamelet.parameters()).allSatisfy((name, parameter) -> {
            List<String> descriptors = new ArrayList<>();
            parameter.path("x-descriptors").forEach(descriptor -> descriptors.add(descriptor.asText()));
            assertThat(descriptors).doesNotHaveDuplicates().noneMatch(d -> d.startsWith("urn:alm:descriptor"));
            assertThat(parameter.path("format").asText().equals("password"))
                    .isEqualTo(descriptors.contains(CREDENTIALS));
        });
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void theAnnotationsAreComplete(KameletFile kamelet) {
        assertThat(kamelet.annotation("camel.apache.org/catalog.version")).matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
        assertThat(kamelet.annotation("camel.apache.org/provider")).isEqualTo("Camel Purse");
        assertThat(kamelet.annotation("camel.apache.org/kamelet.group")).isEqualTo("Purse");
        assertThat(kamelet.annotation("camel.apache.org/kamelet.namespace")).isEqualTo("Payments");
        assertThat(kamelet.annotation("camel.apache.org/kamelet.support.level")).isEqualTo("Preview");
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void theIconIsAnImage(KameletFile kamelet) {
        String icon = kamelet.annotation("camel.apache.org/kamelet.icon");
        assertThat(icon).startsWith("data:image/svg+xml;base64,");
        String svg =
                new String(Base64.getDecoder().decode(icon.substring(icon.indexOf(',') + 1)), StandardCharsets.UTF_8);
        assertThat(svg).startsWith("<svg ").endsWith("</svg>").doesNotContain("script", "href");
    }

    @Test
    void allKameletsHaveOneVersion() {
        assertThat(kamelets().stream()
                        .map(kamelet -> kamelet.annotation("camel.apache.org/catalog.version"))
                        .collect(Collectors.toSet()))
                .hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void everyParameterIsUsedAndEveryUsedOneIsDefined(KameletFile kamelet) {
        Set<String> used = KameletFile.texts(kamelet.template())
                .flatMap(text -> PLACEHOLDER.matcher(text).results().map(found -> found.group(1)))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> defined = new TreeSet<>(kamelet.parameters().keySet());
        kamelet.template()
                .path("beans")
                .forEach(bean -> defined.add(bean.path("name").asText()));
        assertThat(used).isEqualTo(defined);
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void aSourceGoesToTheSinkAndAllOthersComeFromTheSource(KameletFile kamelet) {
        boolean source = kamelet.type().equals("source");
        assertThat(kamelet.template().toString().contains("kamelet:sink")).isEqualTo(source);
        assertThat(kamelet.template().at("/from/uri").asText().equals("kamelet:source"))
                .isEqualTo(!source);
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void aDependencyNamesAComponentOrAnArtifact(KameletFile kamelet) {
        List<String> dependencies = new ArrayList<>();
        kamelet.yaml().at("/spec/dependencies").forEach(dependency -> dependencies.add(dependency.asText()));
        assertThat(dependencies)
                .contains("camel:core", "camel:kamelet")
                .contains("mvn:io.camelpurse:camel-purse-component:"
                        + kamelet.annotation("camel.apache.org/catalog.version"))
                .allMatch(dependency -> dependency.matches("camel:[a-z-]+|mvn:[\\w.-]+:[\\w.-]+:[\\w.-]+"));
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void aKameletSaysWhatItTakesAndGives(KameletFile kamelet) {
        JsonNode types = kamelet.yaml().at("/spec/dataTypes");
        assertThat(types.has("in")).isEqualTo(!kamelet.type().equals("source"));
        assertThat(types.has("out")).isEqualTo(!kamelet.type().equals("sink"));
        assertThat(types).allSatisfy(side -> {
            assertThat(side.path("types").has(side.path("default").asText())).isTrue();
            assertThat(side.path("types")).allSatisfy(type -> {
                assertThat(type.path("format").asText()).isNotBlank();
                assertThat(type.path("description").asText()).isNotBlank();
                assertThat(type.path("mediaType").asText()).isEqualTo("application/json");
            });
        });
    }

    @Test
    void theSourceGivesCloudEvents() {
        assertThat(KameletFile.named("purse-webhook-source")
                        .yaml()
                        .at("/spec/dataTypes/out/types/cloudevents/format")
                        .asText())
                .isEqualTo("purse:application-cloudevents");
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void aKameletFitsTheSchemaOfKubernetes(KameletFile kamelet) {
        assertThat(CustomResourceSchema.KAMELET.errors(kamelet.yaml())).isEmpty();
    }

    @Test
    void theSchemaFindsAMistake() {
        ObjectNode yaml = KameletFile.named("purse-capture-sink").yaml().deepCopy();
        ((ObjectNode) yaml.at("/spec/definition")).put("tittle", "Purse");
        assertThat(CustomResourceSchema.KAMELET.errors(yaml))
                .singleElement()
                .asString()
                .contains("tittle");
    }
}
