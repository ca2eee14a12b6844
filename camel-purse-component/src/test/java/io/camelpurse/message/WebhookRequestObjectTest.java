package io.camelpurse.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelpurse.client.Json;
import io.camelpurse.text.ReceivedJson;
import java.util.List;
import org.junit.jupiter.api.Test;

class WebhookRequestObjectTest {

    private static final String URL = "https://shop.example/purse/webhook";
    private static final String HEADERS = "\"headers\": [{\"name\": \"x-token\", \"values\": [\"s3cret\"]}]";

    @Test
    void purseReceivesUrlTokenAndEventTypes() throws Exception {
        assertThat(new WebhookRequestObject(URL, "x-token", "s3cret", List.of("PAYMENT_CAPTURE")).json())
                .isEqualTo(json("{\"url\": \"" + URL + "\", " + HEADERS + ", \"event_types\": [\"PAYMENT_CAPTURE\"]}"));
        assertThat(new WebhookRequestObject(URL, "x-token", "s3cret", List.of()).json())
                .isEqualTo(json("{\"url\": \"" + URL + "\", " + HEADERS + "}"));
    }

    @Test
    void itsTextDoesNotShowTheToken() {
        assertThat(new WebhookRequestObject(URL, "x-token", "s3cret", List.of()).toString())
                .contains(URL)
                .doesNotContain("s3cret");
    }

    @Test
    void theTokenIsHiddenInAResourceHoweverItIsRepeated() throws Exception {
        JsonNode resource = json("""
                {"webhook": {"headers": [{"name": "X-Token", "values": ["s3cret", "s3cret"]},
                 {"name": "x-token", "values": "s3cret"}, {"name": "x-other", "values": ["shown"]}]}}""");
        assertThat(WebhookRequestObject.mask(new ReceivedJson(resource, resource.toString()), "x-token")
                        .text())
                .isEqualTo(json("""
                {"webhook": {"headers": [{"name": "X-Token", "values": ["xxxxxx", "xxxxxx"]},
                 {"name": "x-token", "values": "xxxxxx"}, {"name": "x-other", "values": ["shown"]}]}}""").toString());
        assertThat(resource.toString()).contains("s3cret");
    }

    @Test
    void aResourceWithoutTheHeaderKeepsItsText() throws Exception {
        JsonNode resource = json("{\"webhook\": {\"headers\": [{\"name\": \"x-other\", \"values\": [\"shown\"]}]}}");
        String text = " " + resource;
        assertThat(WebhookRequestObject.mask(new ReceivedJson(resource, text), "x-token"))
                .isEqualTo(new ReceivedJson(resource, text));
    }

    @Test
    void theSecretsOfARequestAreTheValuesOfTheHeader() throws Exception {
        JsonNode request = json("""
                {"webhook": {"headers": [{"name": "X-Token", "values": ["one", "two"]},
                 {"name": "x-token", "values": "three"}, {"name": "x-other", "values": ["shown"]}]}}""");
        assertThat(WebhookRequestObject.tokens(request, "x-token")).containsExactly("one", "two", "three");
    }

    private static JsonNode json(String text) throws Exception {
        return Json.mapper().readTree(text);
    }
}
