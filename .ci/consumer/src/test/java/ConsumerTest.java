import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.camelpurse.PurseComponent;
import io.camelpurse.model.Payment;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.jar.JarFile;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** The published component calls an API and converts its response; its files are what a consumer expects. */
class ConsumerTest {

    @Test
    void aPaymentIsRead() throws Exception {
        HttpServer api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        respond(api, "/oauth/token", "{\"access_token\": \"t\", \"token_type\": \"Bearer\", \"expires_in\": 60}");
        respond(api, "/v2/payments/p-1", "{\"id\": \"p-1\", \"amount\": 4299, \"currency\": \"EUR\"}");
        api.start();
        String url = "http://127.0.0.1:" + api.getAddress().getPort();
        try (CamelContext context = new DefaultCamelContext()) {
            PurseComponent purse = new PurseComponent();
            purse.getConfiguration().setApiUrl(url);
            purse.getConfiguration().setTokenUrl(url + "/oauth/token");
            purse.getConfiguration().setClientId("shop");
            purse.getConfiguration().setClientSecret("secret");
            purse.getConfiguration().setApiKey("key");
            context.addComponent("purse", purse);
            context.start();

            Payment payment = context.createProducerTemplate()
                    .requestBody("purse:getPayment?paymentId=p-1", null, Payment.class);

            assertEquals(4299L, payment.amount());
        } finally {
            api.stop(0);
        }
    }

    @Test
    void theJarHasItsLicenseAndModuleName() throws Exception {
        Path jar = Path.of(PurseComponent.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (JarFile component = new JarFile(jar.toFile())) {
            assertNotNull(component.getEntry("META-INF/LICENSE"));
            assertNotNull(component.getEntry("META-INF/NOTICE"));
            assertEquals(
                    "io.camelpurse", component.getManifest().getMainAttributes().getValue("Automatic-Module-Name"));
        }
    }

    @Test
    void thePublishedPomHasNeitherParentNorBuild() throws Exception {
        Element project = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new File(System.getProperty("published.pom")))
                .getDocumentElement();

        assertEquals(0, project.getElementsByTagName("parent").getLength());
        assertEquals(0, project.getElementsByTagName("build").getLength());
        assertEquals(0, project.getElementsByTagName("profiles").getLength());
        assertTrue(project.getElementsByTagName("dependency").getLength() > 0);
    }

    private static void respond(HttpServer api, String path, String json) {
        api.createContext(path, exchange -> {
            byte[] body = json.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }
}
