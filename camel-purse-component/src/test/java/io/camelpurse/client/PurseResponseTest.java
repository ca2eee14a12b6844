package io.camelpurse.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PurseResponseTest {

    private static final String BODY = "{\"name\": \"Zoë\"}";

    @Test
    void theTextIsTheBodyInUtf8() throws Exception {
        assertThat(response().text()).isEqualTo(BODY);
    }

    @Test
    void itsOwnTextDoesNotShowTheBody() throws Exception {
        assertThat(response()).hasToString("HTTP 201");
    }

    private static PurseResponse response() throws Exception {
        byte[] body = BODY.getBytes(StandardCharsets.UTF_8);
        return new PurseResponse(201, body, Json.mapper().readTree(body), 1, null);
    }
}
