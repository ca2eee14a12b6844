package io.camelpurse.producer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelpurse.PurseConfiguration;
import io.camelpurse.PurseOperation;
import io.camelpurse.client.ManualTime;
import io.camelpurse.client.PurseClient;
import io.camelpurse.client.Randomness;
import io.camelpurse.client.SimulatedInstance;
import io.camelpurse.fixture.Json;
import io.camelpurse.fixture.PurseExtension;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AccessTokenCallTest {

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder().sharedContext().build();

    private final ManualTime time = new ManualTime(Instant.EPOCH, 0);
    private final PurseConfiguration configuration = SimulatedInstance.configuration();

    @Test
    void theLifetimeOfATokenIsWhatIsLeftOfIt() throws Exception {
        AccessTokenCall call = new AccessTokenCall(client(), PurseOperation.getAccessToken, configuration);
        assertThat(expiresIn(call)).isEqualTo(3600);
        time.advance(Duration.ofSeconds(100));
        assertThat(expiresIn(call)).isEqualTo(3500);
    }

    private long expiresIn(AccessTokenCall call) throws Exception {
        Exchange exchange = new DefaultExchange(PURSE.context());
        call.make(exchange).result().join().applyTo(exchange);
        JsonNode token = Json.parse(exchange.getMessage().getBody(String.class));
        assertThat(token.path("access_token").asText()).isEqualTo("token-1");
        return token.path("expires_in").asLong();
    }

    private PurseClient client() {
        byte[] token = "{\"access_token\":\"token-1\",\"expires_in\":3600}".getBytes(StandardCharsets.UTF_8);
        return new SimulatedInstance(time, Randomness.system(), (action, millis) -> () -> {}, transition -> {})
                .client(
                        configuration,
                        (request, call) -> call.broken("not called"),
                        (request, call) -> call.respond(200, Map.of(), token));
    }
}
