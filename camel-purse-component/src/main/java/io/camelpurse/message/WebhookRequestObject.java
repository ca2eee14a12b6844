package io.camelpurse.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.camelpurse.PurseConfiguration;
import io.camelpurse.client.ConfiguredUrls;
import io.camelpurse.model.JsonFields;
import io.camelpurse.text.OptionValues;
import io.camelpurse.text.ReceivedJson;
import io.camelpurse.text.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Represents the {@code webhook} object, in which a session, payment or link names the URL that Purse notifies.
 *
 * @param url         where Purse sends
 * @param tokenHeader the header in which it sends the token
 * @param token       the token
 * @param eventTypes  what to notify of; empty for everything
 */
public record WebhookRequestObject(String url, String tokenHeader, String token, List<String> eventTypes) {

    /**
     * The object that requests carry which create a session, payment or link.
     *
     * @param configuration of the endpoint
     * @return the object, or nothing if no webhook is configured
     * @throws IllegalArgumentException if a URL is configured and no token
     */
    static Optional<WebhookRequestObject> of(PurseConfiguration configuration) {
        return new ConfiguredUrls(configuration).webhook().map(url -> {
            List<String> tokens = WebhookTokens.of(configuration);
            if (tokens.isEmpty()) {
                throw new IllegalArgumentException(
                        "webhookUrl is set and webhookVerifyToken is not, so that anybody who knows the address could"
                                + " send notifications: set webhookVerifyToken");
            }
            return new WebhookRequestObject(
                    url,
                    configuration.getWebhookTokenHeader(),
                    tokens.get(0),
                    OptionValues.list(configuration.getWebhookEventTypes()));
        });
    }

    /**
     * The object as JSON.
     *
     * @return a new tree
     */
    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("url", url);
        json.putArray(JsonFields.HEADERS)
                .addObject()
                .put(JsonFields.NAME, tokenHeader)
                .putArray(JsonFields.VALUES)
                .add(token);
        if (!eventTypes.isEmpty()) {
            eventTypes.forEach(json.putArray("event_types")::add);
        }
        return json;
    }

    /**
     * Hides the token in a resource, since Purse repeats the headers in it.
     *
     * @param resource    what Purse sent; not changed
     * @param tokenHeader the header whose values are hidden
     * @return the same if it does not repeat the header, else one with other values
     */
    public static ReceivedJson mask(ReceivedJson resource, String tokenHeader) {
        for (JsonNode header : resource.tree().path(JsonFields.WEBHOOK).path(JsonFields.HEADERS)) {
            if (tokenHeader.equalsIgnoreCase(header.path(JsonFields.NAME).asText())) {
                JsonNode copy = resource.tree().deepCopy();
                copy.path(JsonFields.WEBHOOK)
                        .path(JsonFields.HEADERS)
                        .forEach(candidate -> hide(candidate, tokenHeader));
                return new ReceivedJson(copy, null);
            }
        }
        return resource;
    }

    /**
     * The tokens in a request, so that nothing shows them where its response repeats them.
     *
     * @param request     a session, payment or link that is to be created
     * @param tokenHeader the header whose values are tokens
     * @return its values
     */
    public static List<String> tokens(JsonNode request, String tokenHeader) {
        List<String> tokens = new ArrayList<>();
        for (JsonNode header : request.path(JsonFields.WEBHOOK).path(JsonFields.HEADERS)) {
            if (tokenHeader.equalsIgnoreCase(header.path(JsonFields.NAME).asText())) {
                JsonNode values = header.path(JsonFields.VALUES);
                (values.isArray() ? values : List.of(values)).forEach(value -> tokens.add(value.asText()));
            }
        }
        return tokens;
    }

    private static void hide(JsonNode header, String tokenHeader) {
        if (!tokenHeader.equalsIgnoreCase(header.path(JsonFields.NAME).asText())) {
            return;
        }
        JsonNode values = header.path(JsonFields.VALUES);
        if (values instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, TextNode.valueOf(SafeText.MASK));
            }
        } else {
            ((ObjectNode) header).put(JsonFields.VALUES, SafeText.MASK);
        }
    }

    /**
     * Without the token.
     */
    @Override
    public String toString() {
        return "WebhookRequestObject[url=" + url + ", eventTypes=" + eventTypes + "]";
    }
}
