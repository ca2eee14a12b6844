package io.camelpurse;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelpurse.client.Json;
import io.camelpurse.client.PurseResponse;
import java.io.IOException;

/** Gives an answer the form that {@code outputType} asks for. */
final class AnswerBody {

    private AnswerBody() {}

    static Object of(PurseResponse response, OutputType type, Class<?> model) throws IOException {
        if (response.json().isMissingNode()) {
            return type == OutputType.string ? "" : null;
        }
        return type == OutputType.string ? response.text() : of(response.json(), type, model);
    }

    static Object of(JsonNode json, OutputType type, Class<?> model) throws IOException {
        return switch (type) {
            case string -> json.toString();
            case node -> json;
            case map -> Json.mapper().treeToValue(json, Object.class);
            case model -> Json.mapper().treeToValue(json, model);
        };
    }
}
