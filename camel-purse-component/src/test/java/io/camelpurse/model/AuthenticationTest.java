package io.camelpurse.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelpurse.fixture.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuthenticationTest {

    private static final String RECEIVED = """
            {"status": "PENDING", "flow": "CHALLENGE", "eci": "05", "challenge_data": {"a": "secret"},\
             "new_field": 1}""";

    @Test
    void aSampleIsWrittenBackAsItCame() throws Exception {
        JsonNode received = Json.parse(RECEIVED);
        assertThat(Samples.write(read())).isEqualTo(received);
    }

    @Test
    void theChallengeCannotBeChanged() throws Exception {
        Map<?, ?> challenge = (Map<?, ?>) read().challengeData();
        assertThatThrownBy(challenge::clear).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void theTextShowsNothingOfTheChallenge() throws Exception {
        assertThat(read()).hasToString("Authentication[status=PENDING, flow=CHALLENGE, eci=05]");
    }

    private static Authentication read() throws Exception {
        return Samples.MAPPER.readValue(RECEIVED, Authentication.class);
    }
}
