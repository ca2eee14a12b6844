package io.camelpurse.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.junit.jupiter.api.Test;

class PurseResponseTest {

    @Test
    void itsOwnTextDoesNotShowTheBody() {
        PurseResponse response =
                new PurseResponse(201, "{\"name\": \"Zoë\"}", JsonNodeFactory.instance.objectNode(), 1, null);
        assertThat(response).hasToString("HTTP 201");
    }
}
