package io.camelpurse.examples.esb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelpurse.sandbox.PurseSandbox;
import io.camelpurse.sandbox.PurseSandboxExtension;
import jakarta.annotation.Resource;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.Message;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The WAR in a Tomcat, between a broker and the sandbox. */
class WebApplicationTest {

    @RegisterExtension
    static final PurseSandboxExtension PURSE = new PurseSandboxExtension();

    private static final long PATIENCE_MILLIS = 30_000;
    private static final Path LOG = Path.of("target", "tomcat.log");
    private static final String WEBHOOK_TOKEN = "webhook-token-of-this-test-0123456789";
    private static final String BROKER = "tcp://127.0.0.1:" + freePort();

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
                .addAcceptorConfiguration("tcp", BROKER));
        BROKER_SERVER.start();
        erp = new ActiveMQConnectionFactory(BROKER).createContext();

        int port = freePort();
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
        environment.put("PURSE_ALLOW_PLAIN_HTTP", "true");
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

    @Test
    void anOrderIsPaidCapturedAndRefundedByMessages() throws Exception {
        send("orders", "<Order><Number>ORD-1</Number><Amount>42.99</Amount><Currency>EUR</Currency></Order>");
        String link = result("ORD-1").getStringProperty("link");

        PURSE.sandbox().shopper().pay(link.substring(link.lastIndexOf('/') + 1));
        String payment = result("ORD-1").getStringProperty("payment");

        send("invoices", document("Invoice", "INV-1", payment, "30.00"));
        assertExecuted("INV-1");
        send("credit-notes", document("CreditNote", "CN-1", payment, "10.00"));
        assertExecuted("CN-1");
        send("cancellations", document("Cancellation", "CAN-1", payment, "0"));
        assertExecuted("CAN-1");

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

        assertThat(result("INV-2").getStringProperty("reason"))
                .contains("was rejected: 400 urn:eu.purse:validation-error");
    }

    @Test
    void noSecretIsLogged() throws Exception {
        assertThat(Files.readString(LOG))
                .contains("camel.component.purse.clientSecret")
                .doesNotContain(PURSE.sandbox().account().clientSecret())
                .doesNotContain(WEBHOOK_TOKEN);
    }

    private static void assertExecuted(String number) throws JMSException {
        Message result = result(number);
        assertThat(result.getStringProperty("reason")).isNull();
        assertThat(result.getStringProperty("status")).isEqualTo("SUCCESS");
        assertThat(result.getStringProperty("operation")).isNotBlank();
    }

    private static String document(String kind, String number, String payment, String amount) {
        return "<%1$s><Number>%2$s</Number><Payment>%3$s</Payment><Amount>%4$s</Amount><Currency>EUR</Currency></%1$s>"
                .formatted(kind, number, payment, amount);
    }

    private static void send(String queue, String document) {
        JMSProducer producer = erp.createProducer();
        producer.send(erp.createQueue(queue), document);
    }

    /** The next result for a document; notifications in between may say the same twice. */
    private static Message result(String number) throws JMSException {
        try (var results = erp.createConsumer(erp.createQueue("results"), "number = '" + number + "'")) {
            Message result = results.receive(PATIENCE_MILLIS);
            assertThat(result).as("result for %s", number).isNotNull();
            return result;
        }
    }

    /** Below the range from which a system takes the ports of outgoing connections. */
    private static int freePort() {
        while (true) {
            int port = 20_000 + new Random().nextInt(12_000);
            try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return free.getLocalPort();
            } catch (IOException inUse) {
                // The next one.
            }
        }
    }
}
