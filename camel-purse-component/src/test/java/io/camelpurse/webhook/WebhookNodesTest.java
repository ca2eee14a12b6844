package io.camelpurse.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelpurse.PurseConstants;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.WebhookEngine;
import io.camelpurse.fixture.WebhookPayloads;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.apache.camel.processor.idempotent.jdbc.JdbcMessageIdRepository;
import org.apache.camel.spi.StateRepository;
import org.apache.camel.support.service.ServiceSupport;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Two Camel contexts that share what they remember, in a database. Tests {@link ProcessedNotifications} and
 * {@link ProcessedVersions}.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class WebhookNodesTest {

    @RegisterExtension
    final PurseExtension one = node();

    @RegisterExtension
    final PurseExtension other = node();

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final JdbcDataSource database = database();

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
            CompletableFuture<Integer> first = one.webhooks().sendAsync(body);
            CompletableFuture<Integer> second = other.webhooks().sendAsync(body);
            assertThat(List.of(first.get(), second.get())).contains(200).isSubsetOf(200, 503);
        }
        assertThat(runs).hasSize(30).doesNotHaveDuplicates();
    }

    @Test
    void aNotificationThatOneNodeProcessedIsADuplicateOnTheOther() throws Exception {
        one.receive("purse:webhook");
        var received = other.receive("purse:webhook");
        assertThat(one.webhooks().post(WebhookPayloads.payment("payment", 2))).isEqualTo(200);
        assertThat(other.webhooks().post(WebhookPayloads.payment("payment", 2))).isEqualTo(200);
        assertThat(other.webhooks().post(WebhookPayloads.payment("payment", 1))).isEqualTo(200);
        assertThat(received.getReceivedExchanges()).isEmpty();
        assertThat(other.endpoint("purse:webhook").getWebhookDuplicates()).isEqualTo(1);
        assertThat(other.endpoint("purse:webhook").getWebhooksStale()).isEqualTo(1);
    }

    @Test
    void ofTwoVersionsAtTheSameInstantTheHigherOneIsStored() throws Exception {
        one.receive("purse:webhook");
        other.receive("purse:webhook");
        JdbcVersions versions = new JdbcVersions(database);
        versions.start();
        for (int i = 0; i < 30; i++) {
            String id = "payment-" + i;
            CompletableFuture<Integer> higher =
                    one.webhooks().sendAsync(WebhookPayloads.payment(id, 4).getBytes(StandardCharsets.UTF_8));
            CompletableFuture<Integer> lower =
                    other.webhooks().sendAsync(WebhookPayloads.payment(id, 3).getBytes(StandardCharsets.UTF_8));
            assertThat(List.of(higher.get(), lower.get())).containsOnly(200);
            assertThat(versions.getState("purse:payment:" + id)).isEqualTo("4");
        }
    }

    @Test
    void theNextVersionWaitsForTheRouteOfTheOneBefore() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        List<Object> runs = Collections.synchronizedList(new ArrayList<>());
        one.route("purse:webhook", exchange -> {
            running.countDown();
            goOn.await();
            runs.add(exchange.getMessage().getHeader(PurseConstants.VERSION));
        });
        other.route("purse:webhook", exchange -> runs.add(exchange.getMessage().getHeader(PurseConstants.VERSION)));
        CompletableFuture<Integer> first =
                one.webhooks().sendAsync(WebhookPayloads.payment("payment", 3).getBytes(StandardCharsets.UTF_8));
        running.await();
        CompletableFuture<Integer> next =
                other.webhooks().sendAsync(WebhookPayloads.payment("payment", 4).getBytes(StandardCharsets.UTF_8));
        await().until(() -> other.endpoint("purse:webhook").getWebhookLastReceived() != null);
        assertThat(runs).isEmpty();
        goOn.countDown();
        assertThat(List.of(first.get(), next.get())).containsOnly(200);
        assertThat(runs).containsExactly(3L, 4L);
    }

    @Test
    void theDocumentedStatementsDeleteWhatIsOldAndNothingElse() throws Exception {
        one.receive("purse:webhook");
        assertThat(one.webhooks().post(WebhookPayloads.payment("new", 1))).isEqualTo(200);
        List<String> statements = Pattern.compile("\\[source,sql]\\n----\\n(.*?)\\n----", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("../docs/webhooks.adoc")))
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(statements).hasSize(2);
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            for (String row : List.of(
                    "'purse', 'purse:old', dateadd('day', -31, current_timestamp)",
                    "'purse', 'purse:left:claim:1', dateadd('minute', -11, current_timestamp)",
                    "'purse', 'purse:running:claim:2', dateadd('minute', -9, current_timestamp)",
                    "'another', 'another:old', dateadd('day', -31, current_timestamp)")) {
                statement.execute("insert into CAMEL_MESSAGEPROCESSED (processorName, messageId, createdAt) values ("
                        + row + ")");
            }
            int[] deleted = {statement.executeUpdate(statements.get(0)), statement.executeUpdate(statements.get(1))};
            assertThat(deleted).containsExactly(1, 1);
            var rows = statement.executeQuery("select count(*) from CAMEL_MESSAGEPROCESSED");
            rows.next();
            assertThat(rows.getInt(1))
                    .as("the new one, the running one, another's")
                    .isEqualTo(3);
        }
        assertThat(one.webhooks().post(WebhookPayloads.payment("new", 1))).isEqualTo(200);
        assertThat(one.endpoint("purse:webhook").getWebhookDuplicates()).isEqualTo(1);
    }

    @Test
    void theLongestIdFitsIntoTheRepositorysTable() throws Exception {
        one.receive("purse:webhook");
        assertThat(one.webhooks().post(WebhookPayloads.payment("p".repeat(100), Integer.MAX_VALUE)))
                .isEqualTo(200);
    }

    @Test
    void whatOneNodeFailedWithTheOtherMayTry() throws Exception {
        one.route("purse:webhook", exchange -> {
            throw new IllegalStateException("this node");
        });
        var received = other.receive("purse:webhook");
        assertThat(one.webhooks().post(WebhookPayloads.payment())).isEqualTo(500);
        assertThat(other.webhooks().post(WebhookPayloads.payment())).isEqualTo(200);
        assertThat(received.getReceivedExchanges()).hasSize(1);
    }

    @Test
    void aDatabaseThatIsDownDefersTheNotification() throws Exception {
        var received = one.receive("purse:webhook");
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("ALTER TABLE CAMEL_MESSAGEPROCESSED RENAME TO AWAY");
            assertThat(one.webhooks().post(WebhookPayloads.payment())).isEqualTo(503);
            statement.execute("ALTER TABLE AWAY RENAME TO CAMEL_MESSAGEPROCESSED");
        }
        assertThat(one.webhooks().post(WebhookPayloads.payment())).isEqualTo(200);
        assertThat(received.getReceivedExchanges()).hasSize(1);
    }

    private static JdbcDataSource database() {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:nodes" + DATABASES.incrementAndGet() + ";DB_CLOSE_DELAY=-1");
        return database;
    }

    private PurseExtension node() {
        return PurseExtension.builder()
                .webhooks(WebhookEngine.VERTX)
                .configure(configuration -> {
                    configuration.setWebhookIdempotentRepository(new JdbcMessageIdRepository(database, "purse"));
                    configuration.setWebhookVersionRepository(new JdbcVersions(database));
                })
                .build();
    }

    /** Versions in a table: reads and writes, as any state repository, and compares nothing. */
    private static final class JdbcVersions extends ServiceSupport implements StateRepository<String, String> {

        private final DataSource database;

        JdbcVersions(DataSource database) {
            this.database = database;
        }

        @Override
        protected void doStart() throws Exception {
            try (Connection connection = database.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute(
                        "create table if not exists VERSIONS (resource varchar(130) primary key, version varchar(20))");
            }
        }

        @Override
        public String getState(String key) {
            try (Connection connection = database.getConnection();
                    PreparedStatement select =
                            connection.prepareStatement("select version from VERSIONS where resource = ?")) {
                select.setString(1, key);
                ResultSet found = select.executeQuery();
                return found.next() ? found.getString(1) : null;
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void setState(String key, String value) {
            try (Connection connection = database.getConnection();
                    PreparedStatement merge = connection.prepareStatement("merge into VERSIONS values (?, ?)")) {
                merge.setString(1, key);
                merge.setString(2, value);
                merge.executeUpdate();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
