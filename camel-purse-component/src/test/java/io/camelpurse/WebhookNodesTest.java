package io.camelpurse;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.webhook.RecentVersions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.processor.idempotent.jdbc.JdbcMessageIdRepository;
import org.apache.camel.spi.StateRepository;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two Camel contexts that share what they remember, in a database. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class WebhookNodesTest {

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final JdbcDataSource database = new JdbcDataSource();
    private final StateRepository<String, String> versions = new RecentVersions(100);
    private WebhookReceiver one;
    private WebhookReceiver other;

    @BeforeEach
    void start() throws Exception {
        database.setURL("jdbc:h2:mem:nodes" + DATABASES.incrementAndGet() + ";DB_CLOSE_DELAY=-1");
        one = node();
        other = node();
    }

    @AfterEach
    void stop() {
        one.close();
        other.close();
    }

    @Test
    void theSameDeliveryAtTheSameInstantRunsOneRoute() throws Exception {
        List<String> runs = Collections.synchronizedList(new ArrayList<>());
        one.route(
                "purse:webhook",
                exchange -> runs.add(exchange.getMessage().getHeader(PurseConstants.PAYMENT_ID, String.class)));
        other.route(
                "purse:webhook",
                exchange -> runs.add(exchange.getMessage().getHeader(PurseConstants.PAYMENT_ID, String.class)));
        for (int i = 0; i < 30; i++) {
            byte[] body = WebhookPayloads.payment("payment-" + i, 1).getBytes(StandardCharsets.UTF_8);
            CompletableFuture<Integer> first = one.sendAsync(body);
            CompletableFuture<Integer> second = other.sendAsync(body);
            assertThat(List.of(first.get(), second.get())).contains(200).isSubsetOf(200, 503);
        }
        assertThat(runs).hasSize(30).doesNotHaveDuplicates();
    }

    @Test
    void whatOneNodeDealtWithTheOtherKnows() throws Exception {
        one.hear("purse:webhook");
        var heard = other.hear("purse:webhook");
        assertThat(one.post(WebhookPayloads.payment("payment", 2))).isEqualTo(200);
        assertThat(other.post(WebhookPayloads.payment("payment", 2))).isEqualTo(200);
        assertThat(other.post(WebhookPayloads.payment("payment", 1))).isEqualTo(200);
        assertThat(heard.getReceivedExchanges()).isEmpty();
        assertThat(other.endpoint("purse:webhook").getWebhookDuplicates()).isEqualTo(1);
        assertThat(other.endpoint("purse:webhook").getWebhooksStale()).isEqualTo(1);
    }

    @Test
    void theLongestIdFitsIntoTheRepositorysTable() throws Exception {
        one.hear("purse:webhook");
        assertThat(one.post(WebhookPayloads.payment("p".repeat(100), Integer.MAX_VALUE)))
                .isEqualTo(200);
    }

    @Test
    void whatOneNodeFailedWithTheOtherMayTry() throws Exception {
        one.route("purse:webhook", exchange -> {
            throw new IllegalStateException("this node");
        });
        var heard = other.hear("purse:webhook");
        assertThat(one.post(WebhookPayloads.payment())).isEqualTo(500);
        assertThat(other.post(WebhookPayloads.payment())).isEqualTo(200);
        assertThat(heard.getReceivedExchanges()).hasSize(1);
    }

    @Test
    void aDatabaseThatIsDownPutsTheDeliveryOff() throws Exception {
        var heard = one.hear("purse:webhook");
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("ALTER TABLE CAMEL_MESSAGEPROCESSED RENAME TO AWAY");
            assertThat(one.post(WebhookPayloads.payment())).isEqualTo(503);
            statement.execute("ALTER TABLE AWAY RENAME TO CAMEL_MESSAGEPROCESSED");
        }
        assertThat(one.post(WebhookPayloads.payment())).isEqualTo(200);
        assertThat(heard.getReceivedExchanges()).hasSize(1);
    }

    private WebhookReceiver node() throws Exception {
        return WebhookReceiver.start().with(configuration -> {
            configuration.setIdempotentRepository(new JdbcMessageIdRepository(database, "purse"));
            configuration.setVersionRepository(versions);
        });
    }
}
