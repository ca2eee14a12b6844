package io.camelpurse.examples.esb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelpurse.sandbox.Fault;
import io.camelpurse.sandbox.FreePort;
import io.camelpurse.sandbox.PurseSandbox;
import io.camelpurse.sandbox.PurseSandboxExtension;
import jakarta.annotation.Resource;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.Message;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The WAR in a Tomcat, between a broker and the sandbox. */
class WebApplicationTest {

    @RegisterExtension
    static final PurseSandboxExtension PURSE = new PurseSandboxExtension();

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Path LOG = Path.of("target", "tomcat.log");
    private static final String WEBHOOK_TOKEN = "webhook-token-of-this-test-0123456789";
    private static final String BROKER = "tcp://127.0.0.1:" + FreePort.find();

    private static final EmbeddedActiveMQ BROKER_SERVER = new EmbeddedActiveMQ();

    @TempDir
    static Path folder;

    private static JMSContext erp;
    private static Process server;

    @BeforeAll
    static void deploy() throws Exception {
        BROKER_SERVER.setConfiguration(new ConfigurationImpl()
                .setPersistenceEnabled(false)
                .setSecurityEnabled(false)
                .setJMXManagementEnabled(false)
                .addAddressSetting(
                        "#", new AddressSettings().setRedeliveryDelay(200).setMaxDeliveryAttempts(-1))
                .addAcceptorConfiguration("tcp", BROKER));
        BROKER_SERVER.start();
        erp = new ActiveMQConnectionFactory(BROKER).createContext();

        int port = FreePort.find();
        PurseSandbox purse = PURSE.sandbox();
        ProcessBuilder tomcat = tomcat(port, System.getProperty("war"));
        Map<String, String> environment = tomcat.environment();
        environment.put("BROKER_URL", BROKER);
        environment.put("PURSE_CLIENT_ID", purse.account().clientId());
        environment.put("PURSE_CLIENT_SECRET", purse.account().clientSecret());
        environment.put("PURSE_ENTITY_ID", purse.account().entityId());
        environment.put("PURSE_WEBHOOK_TOKEN", WEBHOOK_TOKEN);
        environment.put("PURSE_WEBHOOK_URL", "http://127.0.0.1:" + port + "/payments/purse/webhook");
        environment.put("PURSE_API_URL", purse.apiUrl());
        environment.put("CAMEL_COMPONENT_PURSE_TOTAL_TIMEOUT", "3s");
        server = tomcat.start();
    }

    /** It has Tomcat on its class path, and everything else in the WAR. */
    private static ProcessBuilder tomcat(int port, String war) throws Exception {
        String classPath = Stream.of(TomcatServer.class, Tomcat.class, Resource.class)
                .map(type ->
                        type.getProtectionDomain().getCodeSource().getLocation().getPath())
                .collect(Collectors.joining(File.pathSeparator));
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classPath,
                        TomcatServer.class.getName(),
                        folder.toString(),
                        Integer.toString(port),
                        "/payments",
                        war)
                .redirectErrorStream(true)
                .redirectOutput(LOG.toFile());
    }

    @AfterAll
    static void undeploy() throws Exception {
        server.getOutputStream().close();
        assertThat(server.waitFor(30, TimeUnit.SECONDS)).as("Tomcat ends").isTrue();
        erp.close();
        BROKER_SERVER.stop();
    }

    @AfterEach
    void endOutage() {
        PURSE.sandbox().faults().clear();
    }

    @Test
    void anOrderIsPaidCapturedAndRefundedByMessages() throws Exception {
        send("orders", order("ORD-1"));
        Message created = result("order", "ORD-1");
        assertThat(created.getJMSCorrelationID()).isEqualTo("order:ORD-1");
        assertThat(created.getStringProperty("status")).isEqualTo("CREATED");
        String link = created.getStringProperty("link");

        PURSE.sandbox().shopper().pay(link.substring(link.lastIndexOf('/') + 1));
        Message authorized = notification("ORD-1", "authorization");
        assertThat(authorized.getStringProperty("status")).isEqualTo("AUTHORIZED");
        assertThat(authorized.getObjectProperty("authorized")).hasToString("4299");
        String payment = authorized.getStringProperty("payment");

        send("invoices", document("Invoice", "INV-1", payment, "30.00"));
        assertExecuted("invoice", "INV-1");
        Message captured = notification("ORD-1", "capture");
        assertThat(captured.getJMSCorrelationID()).startsWith("notification:" + payment + ":");
        assertThat(captured.getObjectProperty("captured")).hasToString("3000");
        send("credit-notes", document("CreditNote", "CN-1", payment, "10.00"));
        assertExecuted("credit-note", "CN-1");
        send("cancellations", document("Cancellation", "CAN-1", payment, "0"));
        assertExecuted("cancellation", "CAN-1");

        JsonNode amounts = PURSE.sandbox().payment(payment).path("amounts");
        assertThat(amounts.path("total_captured").asLong()).isEqualTo(3000);
        assertThat(amounts.path("total_refunded").asLong()).isEqualTo(1000);
        assertThat(amounts.path("total_voided").asLong()).isEqualTo(1299);
        PURSE.sandbox().assertEverythingMovedExactlyOnce();
    }

    @Test
    void anInvoiceThatPurseRejectsIsReportedWithTheReason() throws Exception {
        String payment = PURSE.sandbox().authorizedPayment(4299, "EUR", "ORD-2");

        send("invoices", document("Invoice", "INV-2", payment, "50.00"));

        Message result = result("invoice", "INV-2");
        assertThat(result.getStringProperty("status")).isEqualTo("REJECTED");
        assertThat(result.getStringProperty("reason")).contains("was rejected: 400 urn:eu.purse:validation-error");
    }

    @Test
    void anInvoiceThatIsRedeliveredAfterAnOutageIsCapturedOnce() throws Exception {
        String payment = PURSE.sandbox().authorizedPayment(4299, "EUR", "ORD-3");
        PURSE.sandbox().faults().always("capturePayment", Fault.dropResponse());
        PURSE.sandbox().faults().always("getPayment", Fault.status(503));
        int logged = Files.readString(LOG).length();

        send("invoices", document("Invoice", "INV-3", payment, "30.00"));
        await().atMost(PATIENCE)
                .until(() -> Files.readString(LOG).substring(logged).contains("PurseOutcomeUnknownException"));
        PURSE.sandbox().faults().clear();

        assertThat(assertExecuted("invoice", "INV-3").getBooleanProperty("redelivered"))
                .isTrue();
        assertThat(PURSE.sandbox()
                        .payment(payment)
                        .at("/amounts/total_captured")
                        .asLong())
                .isEqualTo(3000);
        PURSE.sandbox().assertEverythingMovedExactlyOnce();
    }

    @Test
    void anOrderWithAnUnknownOutcomeIsReportedAndNotRetried() throws Exception {
        int before = PURSE.sandbox().journal("createPaymentLink").size();
        PURSE.sandbox().faults().always("createPaymentLink", Fault.dropResponse());

        send("orders", order("ORD-4"));

        Message result = result("order", "ORD-4");
        assertThat(result.getStringProperty("status")).isEqualTo("UNKNOWN");
        assertThat(result.getStringProperty("reason")).contains("may or may not have been executed");
        assertThat(PURSE.sandbox().journal("createPaymentLink")).hasSize(before + 1);
    }

    @Test
    void aMessageThatIsNoDocumentIsReportedAndKept() throws Exception {
        String message = "<Invoice><Number>INV-5";

        send("invoices", message);

        Message result = receive("results", "kind = 'invoice' and number is null");
        assertThat(result.getStringProperty("reason")).contains("no well-formed XML");
        Message rejected = receive("rejected", null);
        assertThat(rejected.getBody(String.class)).isEqualTo(message);
        assertThat(result.getJMSCorrelationID()).startsWith("invoice:ID:");
    }

    @Test
    void anInvoiceWaitsUntilTheCredentialsAreRight() throws Exception {
        String payment = PURSE.sandbox().authorizedPayment(4299, "EUR", "ORD-6");
        String invoice = document("Invoice", "INV-6", payment, "30.00");
        PURSE.sandbox().faults().always("capturePayment", Fault.status(401));

        send("invoices", invoice);
        Message waiting = receive("on-hold", "kind = 'invoice'");
        assertThat(waiting.getBody(String.class)).isEqualTo(invoice);
        PURSE.sandbox().faults().clear();
        send("invoices", waiting.getBody(String.class));

        assertExecuted("invoice", "INV-6");
        PURSE.sandbox().assertEverythingMovedExactlyOnce();
    }

    @Test
    void noSecretIsLogged() throws Exception {
        assertThat(Files.readString(LOG))
                .contains("camel.component.purse.clientSecret")
                .doesNotContain(PURSE.sandbox().account().clientSecret())
                .doesNotContain(WEBHOOK_TOKEN);
    }

    private static Message assertExecuted(String kind, String number) throws JMSException {
        Message result = result(kind, number);
        assertThat(result.getStringProperty("reason")).isNull();
        assertThat(result.getStringProperty("status")).isEqualTo("SUCCESS");
        assertThat(result.getStringProperty("operation")).isNotBlank();
        return result;
    }

    private static String order(String number) {
        return "<Order><Number>%s</Number><Amount>42.99</Amount><Currency>EUR</Currency></Order>".formatted(number);
    }

    private static String document(String kind, String number, String payment, String amount) {
        return "<%1$s><Number>%2$s</Number><Payment>%3$s</Payment><Amount>%4$s</Amount><Currency>EUR</Currency></%1$s>"
                .formatted(kind, number, payment, amount);
    }

    private static void send(String queue, String document) {
        JMSProducer producer = erp.createProducer();
        producer.send(erp.createQueue(queue), document);
    }

    private static Message result(String kind, String number) throws JMSException {
        return receive("results", "kind = '%s' and number = '%s'".formatted(kind, number));
    }

    private static Message notification(String order, String change) throws JMSException {
        return receive("results", "kind = 'notification' and number = '%s' and change = '%s'".formatted(order, change));
    }

    private static Message receive(String queue, String selector) throws JMSException {
        try (var messages = erp.createConsumer(erp.createQueue(queue), selector)) {
            Message message = messages.receive(PATIENCE.toMillis());
            assertThat(message).as("%s: %s", queue, selector).isNotNull();
            return message;
        }
    }
}
