package io.camelpurse.ordertocash;

import io.camelpurse.sandbox.FreePort;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** Topics of a Kafka broker in this process, which is its own controller. */
final class KafkaTransport implements Transport {

    private static final String DOCUMENTS = "order-to-cash.documents";
    private static final String ACKNOWLEDGEMENTS = "order-to-cash.acknowledgements";
    private static final String DEAD_LETTERS = "order-to-cash.dead-letters";
    private static final String GROUP = "order-to-cash";
    private static final int PARTITIONS = 4;

    private final String address = "127.0.0.1:" + FreePort.find();
    private final KafkaRaftServer broker;
    private final KafkaProducer<String, byte[]> producer;
    private final KafkaConsumer<String, byte[]> erp;
    private final Admin admin;

    KafkaTransport(Path folder) {
        broker = new KafkaRaftServer(new KafkaConfig(configuration(folder)), Time.SYSTEM);
        broker.startup();
        admin = Admin.create(Map.of("bootstrap.servers", address));
        try {
            admin.createTopics(List.of(
                            new NewTopic(DOCUMENTS, PARTITIONS, (short) 1),
                            new NewTopic(ACKNOWLEDGEMENTS, PARTITIONS, (short) 1),
                            new NewTopic(DEAD_LETTERS, PARTITIONS, (short) 1)))
                    .all()
                    .get();
        } catch (InterruptedException | ExecutionException cause) {
            throw new IllegalStateException(cause);
        }
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", address), new StringSerializer(), new ByteArraySerializer());
        erp = consumer();
        erp.assign(partitions(ACKNOWLEDGEMENTS));
        erp.seekToBeginning(erp.assignment());
    }

    private Map<String, String> configuration(Path folder) {
        String controller = "127.0.0.1:" + FreePort.find();
        try {
            new Formatter()
                    .setNodeId(1)
                    .setClusterId("order-to-cash")
                    .addDirectory(folder.toString())
                    .setMetadataLogDirectory(folder.toString())
                    .setControllerListenerName("CONTROLLER")
                    .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8))
                    .run();
        } catch (Exception cause) {
            throw new IllegalStateException(cause);
        }
        return Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", "1"),
                Map.entry("controller.quorum.voters", "1@" + controller),
                Map.entry("listeners", "PLAINTEXT://" + address + ",CONTROLLER://" + controller),
                Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                Map.entry("controller.listener.names", "CONTROLLER"),
                Map.entry("log.dirs", folder.toString()),
                Map.entry("offsets.topic.num.partitions", "1"),
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("transaction.state.log.num.partitions", "1"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                Map.entry("group.min.session.timeout.ms", "1000"),
                Map.entry("auto.create.topics.enable", "false"));
    }

    @Override
    public Map<String, String> settings() {
        return Map.of(
                "orderToCash.intake", "kafka",
                "camel.component.kafka.brokers", address,
                // A consumer that stops, stops when it has polled: 5 s by default.
                "camel.component.kafka.poll-timeout-ms", "200");
    }

    @Override
    public void deliver(String name, String order, byte[] document) {
        try {
            producer.send(new ProducerRecord<>(DOCUMENTS, order, document)).get();
        } catch (InterruptedException | ExecutionException cause) {
            throw new IllegalStateException(cause);
        }
    }

    /** Whether the offsets of all documents are committed. */
    boolean isReceived() {
        try {
            long committed =
                    admin.listConsumerGroupOffsets(GROUP).partitionsToOffsetAndMetadata().get().values().stream()
                            .mapToLong(OffsetAndMetadata::offset)
                            .sum();
            return committed == end(erp, partitions(DOCUMENTS));
        } catch (InterruptedException | ExecutionException cause) {
            throw new IllegalStateException(cause);
        }
    }

    /** The texts of the acknowledgements since the last time. */
    List<String> takeAcknowledgements() {
        List<String> texts = new ArrayList<>();
        long end = end(erp, partitions(ACKNOWLEDGEMENTS));
        do {
            erp.poll(Duration.ofMillis(100))
                    .forEach(acknowledgement -> texts.add(new String(acknowledgement.value(), StandardCharsets.UTF_8)));
        } while (partitions(ACKNOWLEDGEMENTS).stream().mapToLong(erp::position).sum() < end);
        return texts;
    }

    @Override
    public List<String> acknowledgements() {
        return records(ACKNOWLEDGEMENTS).stream()
                .map(acknowledgement -> new String(acknowledgement.value(), StandardCharsets.UTF_8))
                .toList();
    }

    @Override
    public List<DeadLetter> deadLetters() {
        return records(DEAD_LETTERS).stream()
                .map(letter -> new DeadLetter(
                        letter.value(),
                        header(letter, "deadLetterReason"),
                        header(letter, "deadLetterSource"),
                        letter.key()))
                .toList();
    }

    @Override
    public void replay(Stage stage) {
        stage.restart(Map.of("orderToCash.replay", "today"));
    }

    @Override
    public void close() {
        producer.close();
        erp.close();
        admin.close();
        broker.shutdown();
        broker.awaitShutdown();
    }

    private List<ConsumerRecord<String, byte[]>> records(String topic) {
        try (KafkaConsumer<String, byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = partitions(topic);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long end = end(consumer, partitions);
            List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
            while (records.size() < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            return records;
        }
    }

    private KafkaConsumer<String, byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", address), new StringDeserializer(), new ByteArrayDeserializer());
    }

    private static List<TopicPartition> partitions(String topic) {
        return IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
    }

    private static long end(KafkaConsumer<?, ?> consumer, List<TopicPartition> partitions) {
        return consumer.endOffsets(partitions).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private static String header(ConsumerRecord<String, byte[]> letter, String name) {
        Header header = letter.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
