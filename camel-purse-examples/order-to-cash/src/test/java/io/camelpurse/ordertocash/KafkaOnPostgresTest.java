package io.camelpurse.ordertocash;

import static io.camelpurse.ordertocash.Documents.invoice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaOnPostgresTest extends TransportTests {

    private KafkaTransport kafka;
    private Postgres postgres;

    @Override
    Stage start(Path root) {
        kafka = new KafkaTransport(root.resolve("kafka"));
        postgres = new Postgres(root.resolve("postgres"));
        Map<String, String> settings = new HashMap<>(postgres.settings());
        settings.put("camel.beans.orderBook.connectionTimeout", "500");
        settings.put("camel.component.kafka.max-poll-interval-ms", "3000");
        settings.put("camel.component.kafka.session-timeout-ms", "6000");
        settings.put("orderToCash.claimPeriod", "10");
        return new Stage(root.resolve("application"), kafka, settings);
    }

    @Override
    void stop() {
        postgres.close();
        kafka.close();
    }

    @Test
    void aRecordWithoutAValueIsADeadLetter() {
        kafka.deliver("tombstone", "ORD-6", null);

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(kafka.deadLetters())
                .filteredOn(letter -> letter.key().equals("ORD-6"))
                .singleElement()
                .satisfies(letter -> {
                    assertThat(letter.content()).isNull();
                    assertThat(letter.reason()).contains("body != null");
                    assertThat(letter.source()).matches("order-to-cash.documents, partition \\d, offset \\d+");
                }));
    }

    @Test
    void aDatabaseThatRestartsLosesNoRecordAndSkipsNone() throws Exception {
        String payment = stage().paidOrder("ORD-9", "EUR", "10.00");

        postgres.stop();
        for (int part = 1; part <= 5; part++) {
            stage().deliver(part + "-of-9.xml", invoice("INV-9-" + part, "ORD-9", "EUR", "1.00"));
        }
        try (LogLines lines = LogLines.ofWarnings("org.apache.camel", "CannotGetJdbcConnectionException")) {
            // Longer than Kafka waits for a consumer that does not poll.
            Thread.sleep(5000);
            assertThat(lines.all())
                    .as("the outage is logged, by intervals and without stack traces")
                    .hasSizeBetween(1, 40)
                    .noneMatch(line -> line.contains("\tat "));
        }
        postgres.start();

        for (int part = 1; part <= 5; part++) {
            stage().awaitDone(part + "-of-9.xml");
        }
        assertThat(stage().amount(payment, "total_captured")).isEqualTo(500);
        assertThat(stage().orderBook()
                        .rows("SELECT number FROM business_document WHERE number LIKE 'INV-9-%' ORDER BY id"))
                .extracting(row -> row.get("number"))
                .containsExactly("INV-9-1", "INV-9-2", "INV-9-3", "INV-9-4", "INV-9-5");
    }
}
