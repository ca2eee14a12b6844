package io.camelpurse.ordertocash;

import static io.camelpurse.ordertocash.Documents.invoice;
import static io.camelpurse.ordertocash.Documents.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.camelpurse.sandbox.Fault;
import io.camelpurse.sandbox.FreePort;
import io.camelpurse.sandbox.RecordedRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two instances share an order book on PostgreSQL and the partitions of Kafka's topics. */
class TwoInstancesTest {

    private static final int ORDERS = 8;
    private static final int PARTS = 4;

    @TempDir
    private Path root;

    private KafkaTransport kafka;
    private Postgres postgres;
    private Stage stage;
    private final Map<String, String> payments = new HashMap<>();

    @BeforeEach
    void start() throws IOException {
        kafka = new KafkaTransport(root.resolve("kafka"));
        postgres = new Postgres(root.resolve("postgres"));
        Map<String, String> settings = new HashMap<>(postgres.settings());
        settings.put("orderToCash.instance", "one");
        settings.put("orderToCash.claimPeriod", "4");
        // How long the partitions of an instance that was killed wait.
        settings.put("camel.component.kafka.session-timeout-ms", "2000");
        settings.put("camel.component.kafka.heartbeat-interval-ms", "500");
        stage = new Stage(root.resolve("application"), kafka, settings);
        for (int number = 1; number <= ORDERS; number++) {
            stage.deliver("0-" + number, order("ORD-" + number, "EUR", "10.00"));
        }
        for (int number = 1; number <= ORDERS; number++) {
            payments.put("ORD-" + number, stage.purse().shopper().pay(stage.link("ORD-" + number)));
        }
        recordClaims();
    }

    private void recordClaims() {
        stage.orderBook().execute("CREATE TABLE claim (number VARCHAR(255), instance VARCHAR(100))");
        stage.orderBook().execute("""
            CREATE FUNCTION record_claim() RETURNS TRIGGER AS $$ BEGIN
                INSERT INTO claim VALUES (NEW.number, NEW.claimed_by); RETURN NULL;
            END $$ LANGUAGE plpgsql
            """);
        stage.orderBook().execute("""
            CREATE TRIGGER claimed AFTER UPDATE OF claimed_by ON business_document FOR EACH ROW
                WHEN (NEW.kind = 'Invoice' AND NEW.state = 'open' AND NEW.claimed_by IS NOT NULL)
                EXECUTE FUNCTION record_claim()
            """);
    }

    @AfterEach
    void stop() {
        stage.close();
        postgres.close();
        kafka.close();
    }

    @Test
    void theyShareTheDocumentsAndEachIsWorkedOnOnceAndInOrder() throws Exception {
        stage.purse().faults().always("capturePayment", Fault.latency(Duration.ofMillis(100)));
        int port = FreePort.find();
        try (OrderToCash other = stage.start(Map.of(
                "orderToCash.instance",
                "two",
                "camel.server.port",
                String.valueOf(port),
                "camel.component.purse.webhook-url",
                "http://127.0.0.1:" + port + "/purse/webhook"))) {
            deliverInvoices().forEach(stage::awaitDone);
            assertThat(other.reconcile()).isEmpty();
        }

        List<Map<String, String>> claims = stage.orderBook().rows("SELECT number, instance FROM claim");
        assertThat(claims).extracting(claim -> claim.get("instance")).contains("one", "two");
        assertThat(claims).extracting(claim -> claim.get("number")).doesNotHaveDuplicates();
        assertThat(stage.purse().journal("capturePayment")).hasSize(ORDERS * PARTS);
        payments.forEach((order, payment) -> {
            assertThat(captured(payment))
                    .containsExactly("1 of " + order, "2 of " + order, "3 of " + order, "4 of " + order);
            assertThat(stage.amount(payment, "total_captured")).isEqualTo(PARTS * 100);
        });
        assertThat(stage.application().reconcile()).isEmpty();
    }

    @Test
    void theOtherOneTakesOverTheDocumentsOfOneThatIsKilled() throws Exception {
        Instance victim = new Instance("victim", stage.settings(), CrashRun.JVM_OPTIONS, root.resolve("victim.log"));
        victim.start();
        List<String> invoices;
        try {
            await().atMost(Duration.ofSeconds(60)).until(victim::isReady);
            stage.purse().faults().always("capturePayment", Fault.latency(Duration.ofMillis(300)));
            // What it has claimed is its own work, and not what the other one has left to it.
            stage.application().close();
            invoices = deliverInvoices();
            await().atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> !interrupted(victim).isEmpty());
        } finally {
            victim.kill();
        }
        assertThat(interrupted(victim))
                .as("claimed by the instance when it was killed")
                .isNotEmpty();
        stage.restart();

        invoices.forEach(stage::awaitDone);

        payments.forEach((order, payment) -> {
            assertThat(captured(payment).stream().distinct())
                    .containsExactly("1 of " + order, "2 of " + order, "3 of " + order, "4 of " + order);
            assertThat(stage.amount(payment, "total_captured")).isEqualTo(PARTS * 100);
            stage.purse().assertMovedExactlyOnce(order);
        });
    }

    /** The invoices that the instance has claimed. */
    private List<Map<String, String>> interrupted(Instance instance) {
        return stage.orderBook()
                .rows(
                        "SELECT number FROM business_document"
                                + " WHERE state = 'open' AND kind = 'Invoice' AND claimed_by = ?",
                        instance.claimant());
    }

    /** Part after part, so that the parts of one order are apart. */
    private List<String> deliverInvoices() throws IOException {
        List<String> names = new ArrayList<>();
        for (int part = 1; part <= PARTS; part++) {
            for (String order : payments.keySet()) {
                String name = part + "-of-" + order;
                stage.deliver(name, invoice(part + " of " + order, order, "EUR", "1.00"));
                names.add(name);
            }
        }
        return names;
    }

    /** The references of the captures of a payment, in the order in which Purse received them. */
    private List<String> captured(String payment) {
        List<String> references = new ArrayList<>();
        for (RecordedRequest request : stage.purse().journal("capturePayment")) {
            if (request.path().contains(payment)) {
                try {
                    references.add(new ObjectMapper()
                            .readTree(request.body())
                            .path("merchant_reference")
                            .asText());
                } catch (IOException cause) {
                    throw new IllegalStateException(cause);
                }
            }
        }
        return references;
    }
}
