package io.camelpurse.ordertocash;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Documents and acknowledgements as records of a Kafka broker in this process. */
final class KafkaChannel implements ErpChannel {

    private final DocumentReader reader = new DocumentReader();
    private final KafkaTransport kafka;

    KafkaChannel(Folders folders) {
        kafka = new KafkaTransport(folders.root().resolve("kafka"));
    }

    @Override
    public Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(kafka.settings());
        // The partitions of an instance that was killed are another one's after that time.
        settings.put("camel.component.kafka.session-timeout-ms", "2000");
        settings.put("camel.component.kafka.heartbeat-interval-ms", "500");
        return settings;
    }

    @Override
    public void deliver(Path document) {
        kafka.deliver(document.getFileName().toString(), reader.read(document).order(), Folders.bytes(document));
    }

    @Override
    public boolean isReceived() {
        return kafka.isReceived();
    }

    @Override
    public List<String> takeAcknowledgements() {
        return kafka.takeAcknowledgements();
    }

    @Override
    public void close() {
        kafka.close();
    }
}
