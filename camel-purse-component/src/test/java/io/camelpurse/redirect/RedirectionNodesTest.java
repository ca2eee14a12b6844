package io.camelpurse.redirect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelpurse.PurseInvalidRedirectionException;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.sandbox.PurseSandbox;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.processor.idempotent.jdbc.JdbcMessageIdRepository;
import org.apache.camel.support.AsyncProcessorSupport;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Two Camel contexts whose routes let each redirection token pass once, by what they remember in one database. Tests
 * {@link OneTimeUse}.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RedirectionNodesTest {

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder().sandbox().build();

    private final PurseSandbox sandbox = PURSE.sandbox();

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final JdbcDataSource database = new JdbcDataSource();
    private final AtomicInteger passed = new AtomicInteger();

    @RegisterExtension
    final PurseExtension otherNode = PurseExtension.builder().sandbox(sandbox).build();

    @BeforeEach
    void startTheOther() {
        database.setURL("jdbc:h2:mem:redirections" + DATABASES.incrementAndGet() + ";DB_CLOSE_DELAY=-1");
        PURSE.context().getShutdownStrategy().setTimeout(1);
    }

    @Test
    void ofTwoNodesAtTheSameInstantOneLetsATokenPass() throws Exception {
        route(PURSE.context(), exchange -> passed.incrementAndGet());
        route(otherNode.context(), exchange -> passed.incrementAndGet());
        for (int i = 1; i <= 30; i++) {
            String token = token(i);
            CompletableFuture<Exchange> first = comesBack(PURSE.template(), token);
            CompletableFuture<Exchange> second = comesBack(otherNode.template(), token);
            assertThat(List.of(first.get(), second.get()))
                    .extracting(Exchange::getException)
                    .as("one passes, one is rejected")
                    .containsOnlyOnce((Exception) null)
                    .allMatch(e -> e == null || e instanceof PurseInvalidRedirectionException);
            assertThat(passed).hasValue(i);
        }
        assertThat(keys()).as("the tokens and no claim").isEqualTo(30);
    }

    @Test
    void aTokenThatOneNodeAcceptedIsRejectedByTheOther() throws Exception {
        route(PURSE.context(), exchange -> passed.incrementAndGet());
        route(otherNode.context(), exchange -> passed.incrementAndGet());
        assertThat(comesBack(PURSE.template(), token(1)).get().getException()).isNull();
        assertThat(comesBack(otherNode.template(), token(1)).get().getException())
                .isInstanceOf(PurseInvalidRedirectionException.class);
        assertThat(passed).hasValue(1);
    }

    @Test
    void whatOneNodeFailedWithTheOtherMayTry() throws Exception {
        route(PURSE.context(), exchange -> {
            throw new IllegalStateException("this node");
        });
        route(otherNode.context(), exchange -> passed.incrementAndGet());
        assertThat(comesBack(PURSE.template(), token(1)).get().getException())
                .isInstanceOf(IllegalStateException.class);
        assertThat(comesBack(otherNode.template(), token(1)).get().getException())
                .isNull();
        assertThat(passed).hasValue(1);
    }

    @Test
    void aTokenWhoseRouteNeverEndedPassesOnTheOtherNodeWhenTheClaimHasExpired() throws Exception {
        route(PURSE.context(), new AsyncProcessorSupport() {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                passed.incrementAndGet();
                return false;
            }
        });
        route(otherNode.context(), exchange -> passed.incrementAndGet());
        comesBack(PURSE.template(), token(1));
        await().untilAsserted(() -> assertThat(passed).hasValue(1));
        assertThat(comesBack(otherNode.template(), token(1)).get().getException())
                .isInstanceOf(PurseInvalidRedirectionException.class);

        makeClaimsOlder(1);
        assertThat(comesBack(otherNode.template(), token(1)).get().getException())
                .as("a claim of five minutes ago")
                .isInstanceOf(PurseInvalidRedirectionException.class);
        makeClaimsOlder(1);
        assertThat(comesBack(otherNode.template(), token(1)).get().getException())
                .as("a claim of ten minutes ago")
                .isNull();
        assertThat(passed).hasValue(2);
        assertThat(comesBack(otherNode.template(), token(1)).get().getException())
                .isInstanceOf(PurseInvalidRedirectionException.class);
    }

    private void route(CamelContext node, Processor processor) throws Exception {
        node.getRegistry().bind("used", new JdbcMessageIdRepository(database, "redirections"));
        node.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:return")
                        .to("purse:verifyRedirection?redirectionIdempotentRepository=#used")
                        .process(processor);
            }
        });
    }

    private String token(int number) {
        return sandbox.sign(Map.of("client_session_id", "session-" + number));
    }

    private static CompletableFuture<Exchange> comesBack(ProducerTemplate node, String token) {
        return node.asyncSend("direct:return", exchange -> exchange.getMessage().setBody(token));
    }

    /** A claim's keys end with the number of the period of five minutes that they are for. */
    private void makeClaimsOlder(int periods) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            String number = "cast(substring(messageId, locate(':claim:', messageId) + 7) as bigint)";
            statement.execute("create table if not exists OLDER as select * from CAMEL_MESSAGEPROCESSED where 1 = 0");
            statement.execute(
                    "insert into OLDER select processorName, substring(messageId, 1, locate(':claim:', messageId)"
                            + " + 6) || (" + number + " - " + periods
                            + "), createdAt from CAMEL_MESSAGEPROCESSED where messageId"
                            + " like '%:claim:%'");
            statement.execute("delete from CAMEL_MESSAGEPROCESSED where messageId like '%:claim:%'");
            statement.execute("insert into CAMEL_MESSAGEPROCESSED select * from OLDER");
            statement.execute("delete from OLDER");
        }
    }

    private int keys() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from CAMEL_MESSAGEPROCESSED")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
