package io.camelpurse.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.WebhookEngine;
import io.camelpurse.fixture.WebhookPayloads;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.apache.camel.support.processor.state.MemoryStateRepository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a notification costs where its repositories are reached over a network, as {@code webhooks.adoc} says. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RepositoryCallsTest {

    @RegisterExtension
    final PurseExtension purse = PurseExtension.builder()
            .webhooks(WebhookEngine.VERTX)
            .configure(configuration -> {
                configuration.setWebhookIdempotentRepository(new RecordedNotifications());
                configuration.setWebhookVersionRepository(new RecordedVersions());
            })
            .build();

    private final List<String> notificationCalls = Collections.synchronizedList(new ArrayList<>());
    private final List<String> versionCalls = Collections.synchronizedList(new ArrayList<>());

    @Test
    void aNotificationCostsSevenCallsAndTwo() throws Exception {
        purse.receive("purse:webhook");

        assertThat(purse.webhooks().post(WebhookPayloads.payment("payment", 1))).isEqualTo(200);

        assertThat(notificationCalls).containsExactly("add", "add", "contains", "add", "confirm", "remove", "remove");
        assertThat(versionCalls).containsExactly("getState", "setState");
        assertThat(page())
                .contains("A notification costs seven calls of the `webhookIdempotentRepository`")
                .contains("and two of the `webhookVersionRepository`");
    }

    @Test
    void aVersionThatWasProcessedBeforeNeedsNoEntry() throws Exception {
        purse.receive("purse:webhook");
        assertThat(purse.webhooks().post(WebhookPayloads.payment("payment", 1))).isEqualTo(200);
        notificationCalls.clear();
        versionCalls.clear();

        String otherContent = WebhookPayloads.payment("payment", 1).replaceFirst("\\{", "{\"new_field\": 1,");
        assertThat(purse.webhooks().post(otherContent)).isEqualTo(200);

        assertThat(notificationCalls).hasSize(7);
        assertThat(versionCalls).containsExactly("getState");
        assertThat(page()).contains("a version that was processed before needs no entry");
    }

    @Test
    void aDuplicateCostsFiveCallsAndNone() throws Exception {
        purse.receive("purse:webhook");
        assertThat(purse.webhooks().post(WebhookPayloads.payment("payment", 1))).isEqualTo(200);
        notificationCalls.clear();
        versionCalls.clear();

        assertThat(purse.webhooks().post(WebhookPayloads.payment("payment", 1))).isEqualTo(200);

        assertThat(purse.endpoint("purse:webhook").getWebhookDuplicates()).isEqualTo(1);
        assertThat(notificationCalls).containsExactly("add", "add", "contains", "remove", "remove");
        assertThat(versionCalls).isEmpty();
        assertThat(page()).contains("A duplicate costs five and none.");
    }

    private static String page() throws Exception {
        return Files.readString(Path.of("../docs/webhooks.adoc"));
    }

    private final class RecordedNotifications extends MemoryIdempotentRepository {

        @Override
        public boolean add(String key) {
            notificationCalls.add("add");
            return super.add(key);
        }

        @Override
        public boolean contains(String key) {
            notificationCalls.add("contains");
            return super.contains(key);
        }

        @Override
        public boolean remove(String key) {
            notificationCalls.add("remove");
            return super.remove(key);
        }

        @Override
        public boolean confirm(String key) {
            notificationCalls.add("confirm");
            return super.confirm(key);
        }
    }

    private final class RecordedVersions extends MemoryStateRepository {

        @Override
        public String getState(String key) {
            versionCalls.add("getState");
            return super.getState(key);
        }

        @Override
        public void setState(String key, String value) {
            versionCalls.add("setState");
            super.setState(key, value);
        }
    }
}
