package io.camelpurse;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.camelpurse.client.Json;
import io.camelpurse.client.PurseResponse;
import io.camelpurse.webhook.WebhookRequestObject;
import java.io.IOException;
import java.util.stream.Collectors;
import org.apache.camel.RuntimeCamelException;

/** Gives an answer the form that {@code outputType} asks for, without our webhook secret, which Purse repeats in it. */
final class AnswerBody {

    private final OutputType type;
    private final String secretHeader;

    AnswerBody(PurseConfiguration configuration) {
        this.type = configuration.getOutputType();
        this.secretHeader = configuration.getWebhookSecretHeader();
    }

    Object of(PurseResponse response, Class<?> model) throws IOException {
        if (response.json().isMissingNode()) {
            return type == OutputType.string ? "" : null;
        }
        JsonNode masked = WebhookRequestObject.mask(response.json(), secretHeader);
        return type == OutputType.string && masked == response.json() ? response.text() : of(masked, model);
    }

    Object of(JsonNode json, Class<?> model) throws IOException {
        return switch (type) {
            case string -> json.toString();
            case node -> json;
            case map -> Json.mapper().treeToValue(json, Object.class);
            case model -> record(json, model);
        };
    }

    /** The call succeeded all the same, so the message says what to do, and quotes nothing of the answer. */
    private static Object record(JsonNode json, Class<?> model) throws IOException {
        try {
            return Json.mapper().treeToValue(json, model);
        } catch (JsonMappingException e) {
            String field = e.getPath().stream()
                    .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                    .collect(Collectors.joining("."));
            throw new RuntimeCamelException("The call succeeded, but the field " + Quoted.of(field)
                    + " of the answer does not fit " + model.getName()
                    + ": use outputType=string, map or node");
        }
    }
}
