package io.camelpurse.ordertocash;

import static io.camelpurse.ordertocash.Documents.invoice;
import static io.camelpurse.ordertocash.Documents.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.ObjectMessage;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JmsOnH2Test extends TransportTests {

    private JmsTransport jms;

    @Override
    Stage start(Path root) {
        jms = new JmsTransport(root.resolve("artemis"));
        return new Stage(root.resolve("application"), jms, Map.of());
    }

    @Override
    void stop() {
        jms.close();
    }

    @Test
    void aTextMessageIsReadWhateverEncodingItDeclares() {
        for (String encoding : new String[] {"UTF-8", "ISO-8859-1", "UTF-16", "nonsense"}) {
            String document = order("ORD-" + encoding, "EUR", "10.00")
                    .replace("encoding=\"UTF-8\"", "encoding='" + encoding + "'")
                    .replace("Lamp", "Lamp\u00e9 \u20ac");

            jms.send("", session -> session.createTextMessage(document));

            assertThat(stage().link("ORD-" + encoding)).isNotEmpty();
            assertThat(content("ORD-" + encoding)).contains("Lamp\u00e9 \u20ac");
        }
    }

    @Test
    void aMessageThatIsNoDocumentIsADeadLetterAsItIs() {
        jms.send("ORD-6", session -> {
            MapMessage message = session.createMapMessage();
            try {
                message.setString("amount", "10.00");
            } catch (JMSException cause) {
                throw new IllegalStateException(cause);
            }
            return message;
        });
        jms.send("ORD-7", session -> session.createMessage());

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(((MapMessage) deadLetter("ORD-6")).getString("amount")).isEqualTo("10.00");
            assertThat(deadLetter("ORD-6").getStringProperty("deadLetterReason"))
                    .contains("byte[]");
            assertThat(deadLetter("ORD-7").getStringProperty("deadLetterReason"))
                    .contains("body != null");
        });
    }

    @Test
    void anObjectIsNeverReadAndGoesToTheBrokersOwnDeadLetters() throws Exception {
        jms.send("ORD-8", session -> session.createObjectMessage(new BigDecimal("10.00")));
        stage().deliver("0-of-8.xml", order("ORD-8", "EUR", "10.00"));

        stage().awaitDone("0-of-8.xml");

        assertThat(jms.browse(JmsTransport.UNDELIVERABLE)).singleElement().isInstanceOf(ObjectMessage.class);
    }

    @Test
    void aBrokerThatRestartsLosesNothing() throws Exception {
        String payment = stage().paidOrder("ORD-9", "EUR", "10.00");
        stage().deliver("1-of-9.xml", invoice("INV-9a", "ORD-9", "EUR", "1.00"));

        jms.stopBroker();
        jms.startBroker();
        stage().deliver("2-of-9.xml", invoice("INV-9b", "ORD-9", "EUR", "2.00"));

        stage().awaitDone("1-of-9.xml");
        stage().awaitDone("2-of-9.xml");
        awaitAcknowledged("Invoice INV-9a", Acknowledgements.ACCEPTED);
        awaitAcknowledged("Invoice INV-9b", Acknowledgements.ACCEPTED);
        assertThat(stage().amount(payment, "total_captured")).isEqualTo(300);
    }

    private String content(String number) {
        return new String(
                stage().orderBook().bytes("SELECT content FROM business_document WHERE number = ?", number),
                StandardCharsets.UTF_8);
    }

    private Message deadLetter(String group) throws JMSException {
        for (Message message : jms.browse(JmsTransport.DEAD_LETTERS)) {
            if (group.equals(message.getStringProperty("JMSXGroupID"))) {
                return message;
            }
        }
        throw new AssertionError("no dead letter of " + group);
    }
}
