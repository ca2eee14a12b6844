package io.camelpurse.documentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelpurse.PurseConstants;
import io.camelpurse.documentation.Document.CodeBlock;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.sandbox.Fault;
import io.camelpurse.sandbox.PurseSandbox;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The routes of {@code webhooks.adoc} that poll for missed notifications, with a database. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class MissedWebhooksTest {

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder()
            .sandbox()
            .startedByTest()
            .configure(configuration -> configuration.setMaxRetries(0))
            .build();

    private final PurseSandbox sandbox = PURSE.sandbox();
    private final JdbcDataSource database = new JdbcDataSource();
    private Connection connection;
    private MockEndpoint erp;

    @BeforeEach
    void start() throws Exception {
        database.setUrl("jdbc:h2:mem:missed");
        connection = database.getConnection();
        execute("create table payment (id varchar(36) primary key, open boolean, updated_at timestamp)");
        PURSE.context().getRegistry().bind("dataSource", database);
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:notify-erp").to("mock:erp");
            }
        });
        erp = PURSE.context().getEndpoint("mock:erp", MockEndpoint.class);
    }

    @AfterEach
    void stop() throws SQLException {
        connection.close();
    }

    @Test
    void onlyPaymentsWithoutARecentNotificationAreReadAndEachOnce() throws Exception {
        String missed = payment("ORD-1", true, 11);
        payment("ORD-2", true, 9);
        payment("ORD-3", false, 11);

        load();
        erp.expectedMessageCount(1);
        erp.assertIsSatisfied();
        String later = awaitAnotherOne();

        assertThat(notified()).containsExactly(missed, later);
        assertThat(reads()).containsExactly(missed, later);
        assertThat(erp.getReceivedExchanges().get(0).getMessage().getHeader(PurseConstants.STATUS))
                .isEqualTo("AUTHORIZED");
    }

    @Test
    void aPaymentThatCouldNotBeReadIsReadAgain() throws Exception {
        String missed = payment("ORD-1", true, 11);
        sandbox.faults().next("getPayment", Fault.status(503), Fault.dropResponse());

        load();
        erp.expectedMessageCount(1);
        erp.assertIsSatisfied();

        assertThat(reads()).containsExactly(missed, missed, missed);
    }

    @Test
    void aPaymentOfWhichTheErpWasNotNotifiedIsReadAgain() throws Exception {
        String missed = payment("ORD-1", true, 11);
        erp.whenExchangeReceived(1, exchange -> {
            throw new IllegalStateException("the ERP is away");
        });

        load();
        erp.expectedMessageCount(2);
        erp.assertIsSatisfied();
        String later = awaitAnotherOne();

        assertThat(notified()).containsExactly(missed, missed, later);
    }

    private String payment(String order, boolean open, int minutesAgo) throws SQLException {
        String id = sandbox.authorizedPayment(4299, "EUR", order);
        execute("insert into payment values ('%s', %s, current_timestamp - interval '%d' minute)"
                .formatted(id, open, minutesAgo));
        return id;
    }

    private void load() throws Exception {
        CodeBlock poll = Document.page("webhooks.adoc").blocks("yaml").stream()
                .filter(block -> block.code().contains("id: poll-missed-payments"))
                .findFirst()
                .orElseThrow();
        String hasty = poll.code().replace("delay: 60000", "delay: 50\n        initialDelay: 0");
        PluginHelper.getRoutesLoader(PURSE.context()).loadRoutes(ResourceHelper.fromString("poll.yaml", hasty));
        PURSE.template();
    }

    /** Adds another missed payment, and waits for its notification: by then the table was polled again. */
    private String awaitAnotherOne() throws SQLException {
        String another = payment("ORD-LATER", true, 12);
        await().until(() -> notified().contains(another));
        return another;
    }

    private List<String> notified() {
        return erp.getReceivedExchanges().stream()
                .map(exchange -> exchange.getMessage().getHeader(PurseConstants.PAYMENT_ID, String.class))
                .toList();
    }

    private List<String> reads() {
        return sandbox.journal("getPayment").stream()
                .map(request -> request.path().substring(request.path().lastIndexOf('/') + 1))
                .toList();
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
