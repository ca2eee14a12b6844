package io.camelpurse;

import static io.camelpurse.fixture.WebhookClient.HEADER;
import static io.camelpurse.fixture.WebhookClient.PATH;
import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.WebhookEngine;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.camel.console.DevConsole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a developer sees of the webhooks. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class PurseDevConsoleTest {

    @RegisterExtension
    static final PurseExtension PURSE =
            PurseExtension.builder().webhooks(WebhookEngine.VERTX).build();

    @Test
    void theDevConsoleShowsWhatWasReceivedAndNoToken() throws Exception {
        PURSE.receive("purse:webhook?webhookVerifyToken=shown-nowhere");
        assertThat(PURSE.webhooks().post(PATH, HEADER, "shown-nowhere")).isEqualTo(200);
        assertThat(PURSE.webhooks().post(PATH, HEADER, "wrong")).isEqualTo(401);
        PurseDevConsole console = new PurseDevConsole();
        console.setCamelContext(PURSE.context());
        assertThat(console.call(DevConsole.MediaType.JSON, Map.of()).toString())
                .contains("processed=1", "rejected={TOKEN=1}", "routeFailures=0", "lastReceived=2")
                .doesNotContain("shown-nowhere");
        assertThat(console.call(DevConsole.MediaType.TEXT, Map.of()).toString())
                .contains("purse://webhook")
                .doesNotContain("shown-nowhere");
    }
}
