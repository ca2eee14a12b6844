package io.camelpurse.ordertocash;

import io.camelpurse.sandbox.FreePort;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.QueueBrowser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** Queues of an Artemis broker in this process, which keeps them over a restart. */
final class JmsTransport implements Transport {

    static final String DOCUMENTS = "order-to-cash.documents";
    static final String DEAD_LETTERS = "order-to-cash.dead-letters";
    static final String UNDELIVERABLE = "DLQ";
    private static final String ACKNOWLEDGEMENTS = "order-to-cash.acknowledgements";

    private final String url = "tcp://127.0.0.1:" + FreePort.find();
    private final Path folder;
    private final List<String> acknowledgements = new ArrayList<>();
    private EmbeddedActiveMQ broker;

    JmsTransport(Path folder) {
        this.folder = folder;
        startBroker();
    }

    void startBroker() {
        try {
            Configuration configuration = new ConfigurationImpl()
                    .setSecurityEnabled(false)
                    .setJMXManagementEnabled(false)
                    .setJournalDirectory(folder.resolve("journal").toString())
                    .setBindingsDirectory(folder.resolve("bindings").toString())
                    .setLargeMessagesDirectory(folder.resolve("large").toString())
                    .setPagingDirectory(folder.resolve("paging").toString())
                    .setJournalFileSize(1024 * 1024)
                    .setJournalMinFiles(2)
                    .setMaxDiskUsage(-1)
                    .addAcceptorConfiguration("tcp", url)
                    .addAddressSetting(
                            "#",
                            new AddressSettings()
                                    .setMaxDeliveryAttempts(3)
                                    .setDeadLetterAddress(SimpleString.of(UNDELIVERABLE))
                                    .setExpiryAddress(SimpleString.of(UNDELIVERABLE)))
                    .addQueueConfiguration(QueueConfiguration.of(UNDELIVERABLE).setRoutingType(RoutingType.ANYCAST));
            broker = new EmbeddedActiveMQ();
            broker.setConfiguration(configuration);
            broker.start();
        } catch (Exception cause) {
            throw new IllegalStateException(cause);
        }
    }

    void stopBroker() {
        try {
            broker.stop();
        } catch (Exception cause) {
            throw new IllegalStateException(cause);
        }
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("orderToCash.intake", "jms", "orderToCash.jms.url", url);
    }

    @Override
    public void deliver(String name, String order, byte[] document) {
        send(order, session -> {
            BytesMessage message = session.createBytesMessage();
            try {
                message.writeBytes(document);
            } catch (JMSException cause) {
                throw new IllegalStateException(cause);
            }
            return message;
        });
    }

    /** Sends any message as the ERP might. */
    void send(String order, Function<JMSContext, Message> document) {
        withSession(session -> {
            Message message = document.apply(session);
            try {
                if (!order.isEmpty()) {
                    message.setStringProperty("JMSXGroupID", order);
                }
            } catch (JMSException cause) {
                throw new IllegalStateException(cause);
            }
            return session.createProducer().send(session.createQueue(DOCUMENTS), message);
        });
    }

    @Override
    public List<String> acknowledgements() {
        return withSession(session -> {
            JMSConsumer consumer = session.createConsumer(session.createQueue(ACKNOWLEDGEMENTS));
            Message message = consumer.receive(100);
            while (message != null) {
                try {
                    acknowledgements.add(message.getBody(String.class));
                } catch (JMSException cause) {
                    throw new IllegalStateException(cause);
                }
                message = consumer.receive(100);
            }
            return List.copyOf(acknowledgements);
        });
    }

    @Override
    public List<DeadLetter> deadLetters() {
        List<DeadLetter> found = new ArrayList<>();
        for (Message message : browse(DEAD_LETTERS)) {
            try {
                found.add(new DeadLetter(
                        message instanceof BytesMessage ? message.getBody(byte[].class) : null,
                        message.getStringProperty("deadLetterReason"),
                        message.getStringProperty("deadLetterSource"),
                        message.getStringProperty("deadLetterKey")));
            } catch (JMSException cause) {
                throw new IllegalStateException(cause);
            }
        }
        return found;
    }

    /** The messages of a queue, which stay there. */
    List<Message> browse(String queue) {
        return withSession(session -> {
            try (QueueBrowser browser = session.createBrowser(session.createQueue(queue))) {
                List<Message> messages = new ArrayList<>();
                Enumeration<?> browsed = browser.getEnumeration();
                while (browsed.hasMoreElements()) {
                    messages.add((Message) browsed.nextElement());
                }
                return messages;
            } catch (JMSException cause) {
                throw new IllegalStateException(cause);
            }
        });
    }

    @Override
    public void replay(Stage stage) {
        stage.restart(Map.of("orderToCash.replay", "today"));
    }

    @Override
    public void close() {
        stopBroker();
    }

    private <T> T withSession(Function<JMSContext, T> action) {
        try (ActiveMQConnectionFactory connections = new ActiveMQConnectionFactory(url);
                JMSContext session = connections.createContext()) {
            return action.apply(session);
        }
    }
}
