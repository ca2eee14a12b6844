package io.camelpurse.kamelet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * The schema of a custom resource, as its definition gives it to Kubernetes. A field that it does not name is an
 * error here, where Kubernetes drops it.
 */
final class CustomResourceSchema {

    /** As a component that uses Kamelets deploys it. */
    static final CustomResourceSchema KAMELET = new CustomResourceSchema("/camel.apache.org_kamelets.yaml");

    static final CustomResourceSchema PIPE = new CustomResourceSchema("/camel.apache.org_pipes.yaml");
    static final CustomResourceSchema INTEGRATION = new CustomResourceSchema("/camel.apache.org_integrations.yaml");

    private final JsonSchema schema;

    private CustomResourceSchema(String definition) {
        JsonNode version = StreamSupport.stream(
                        KameletFile.yaml(read(definition)).at("/spec/versions").spliterator(), false)
                .filter(candidate -> candidate.path("name").asText().equals("v1"))
                .findFirst()
                .orElseThrow();
        ObjectNode root = version.at("/schema/openAPIV3Schema").deepCopy();
        // Kubernetes has a schema of its own for it.
        ((ObjectNode) root.path("properties")).putObject("metadata").put("type", "object");
        close(root);
        schema = JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(root);
    }

    private static String read(String definition) {
        try (InputStream stream = CustomResourceSchema.class.getResourceAsStream(definition)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void close(JsonNode node) {
        node.forEach(CustomResourceSchema::close);
        if (node instanceof ObjectNode object && object.path("properties").isObject() && isSchema(object)) {
            object.put("additionalProperties", false);
        }
    }

    private static boolean isSchema(ObjectNode object) {
        return object.path("type").asText().equals("object")
                && !object.path("x-kubernetes-preserve-unknown-fields").asBoolean()
                && !object.path("additionalProperties").isObject();
    }

    /** What is wrong with a resource; nothing if it is valid. */
    List<String> errors(JsonNode resource) {
        return schema.validate(resource).stream().map(Object::toString).collect(Collectors.toList());
    }
}
