package io.camelpurse.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.camelpurse.OutputType;
import io.camelpurse.PurseConfiguration;
import io.camelpurse.PurseOperation;
import io.camelpurse.client.Json;
import io.camelpurse.client.PurseResponse;
import io.camelpurse.text.ReceivedJson;
import io.camelpurse.text.TokenMask;
import java.io.IOException;
import java.util.List;

/**
 * Converts a response to the type that {@code outputType} names, without our webhook token, which Purse repeats in it.
 */
public final class ResponseBody {

    private final OutputType type;
    private final String tokenHeader;
    private final TokenMask hidden;

    public ResponseBody(PurseConfiguration configuration) {
        this(configuration, WebhookTokens.of(configuration));
    }

    /** @param secrets may grow later */
    public ResponseBody(PurseConfiguration configuration, List<String> secrets) {
        this.type = configuration.getOutputType();
        this.tokenHeader = configuration.getWebhookTokenHeader();
        this.hidden = new TokenMask(secrets);
    }

    public Object of(PurseResponse response, PurseOperation operation) throws IOException {
        return of(withoutTokens(new ReceivedJson(response.json(), response.text())), operation);
    }

    /** @param shown without the tokens; a text is as it was sent if no token had to be hidden */
    public Object of(ReceivedJson shown, PurseOperation operation) throws IOException {
        return type == OutputType.string ? shown.text() : of(shown.tree(), operation);
    }

    /** Those under webhook too that another node, or an earlier configuration, has registered. */
    public JsonNode withoutTokens(JsonNode json) {
        return withoutTokens(new ReceivedJson(json, null)).tree();
    }

    public ReceivedJson withoutTokens(ReceivedJson json) {
        return hidden.mask(WebhookRequestObject.mask(json, tokenHeader));
    }

    public String withoutTokens(String text) {
        return hidden.mask(text);
    }

    /** What the operation responds, in the form that {@code outputType} names. */
    public Object of(JsonNode json, PurseOperation operation) throws IOException {
        return of(json, operation.responseType().orElseThrow());
    }

    public Object of(JsonNode json, Class<?> model) throws IOException {
        return switch (type) {
            case string -> json.toString();
            case node -> json;
            case map -> Json.mapper().treeToValue(json, Object.class);
            case model -> model(json, model);
        };
    }

    /** Jackson's own message would quote the response. */
    private static Object model(JsonNode json, Class<?> model) throws OutputTypeMismatchException {
        try {
            return Json.mapper().treeToValue(json, model);
        } catch (JsonProcessingException e) {
            throw new OutputTypeMismatchException("the response does not fit outputType=model" + JsonFieldPath.of(e));
        }
    }
}
