package io.camelpurse;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.fixture.WholeLog;
import io.camelpurse.message.WebhookTokens;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.console.DevConsole;
import org.apache.camel.console.DevConsoleRegistry;
import org.apache.camel.main.Main;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Camel Main shows no secret, in whatever way it was configured. Tests {@link PurseConfiguration}. */
class SecretsAtStartUpTest {

    private static final String CLIENT_SECRET = "client-s3cret-0815";
    private static final String API_KEY = "api-k3y-4711";
    private static final String TOKEN = "webhook-t0ken-2342";
    private static final String OLDER_TOKEN = "older-t0ken-1701";
    private static final List<String> SECRETS = List.of(CLIENT_SECRET, API_KEY, TOKEN, OLDER_TOKEN);

    private static final String IN_URI = "clientId=client&clientSecret=RAW(" + CLIENT_SECRET + ")&apiKey=RAW(" + API_KEY
            + ")&webhookVerifyToken=RAW(" + TOKEN + "," + OLDER_TOKEN + ")";

    /** Where Camel 4.18 masks no property of any name, and no option of any URI. Only beans are not shown there. */
    private static final List<String> UNMASKED_BY_CAMEL = List.of(
            "properties as JSON",
            "main-configuration as JSON",
            "endpoint as JSON",
            "service as JSON",
            "route-dump as JSON",
            "route-dump as TEXT");

    /**
     * One way to configure secrets.
     *
     * @param properties below {@code camel.component.purse.}
     * @param options    of the endpoint URI
     */
    record Way(String name, Map<String, String> properties, String options) {

        boolean hasBeans() {
            return name.startsWith("beans");
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Way> ways() {
        return Stream.of(
                new Way(
                        "kebab case",
                        Map.of(
                                "client-id",
                                "client",
                                "client-secret",
                                CLIENT_SECRET,
                                "api-key",
                                API_KEY,
                                "webhook-verify-token",
                                TOKEN + ", " + OLDER_TOKEN),
                        ""),
                new Way(
                        "camel case",
                        Map.of(
                                "clientId",
                                "client",
                                "clientSecret",
                                CLIENT_SECRET,
                                "apiKey",
                                API_KEY,
                                "webhookVerifyToken",
                                TOKEN + "," + OLDER_TOKEN),
                        ""),
                new Way(
                        "configuration",
                        Map.of(
                                "configuration.clientId",
                                "client",
                                "configuration.clientSecret",
                                CLIENT_SECRET,
                                "configuration.apiKey",
                                API_KEY,
                                "configuration.webhookVerifyToken",
                                TOKEN + "," + OLDER_TOKEN),
                        ""),
                new Way(
                        "placeholders",
                        Map.of(
                                "client-id",
                                "client",
                                "client-secret",
                                "{{shop.clientSecret}}",
                                "api-key",
                                "{{shop.apiKey}}",
                                "webhook-verify-token",
                                "{{shop.webhookVerifyToken}}"),
                        ""),
                new Way(
                        "beans",
                        Map.of("credentials-source", "#bean:source", "webhook-verify-token", "#bean:tokens"),
                        ""),
                new Way("beans by name", Map.of("credentialsSource", "#source", "webhookVerifyToken", "#tokens"), ""),
                new Way("endpoint URI", Map.of(), "?" + IN_URI),
                new Way("beans in the endpoint URI", Map.of(), "?credentialsSource=#source&webhookVerifyToken=#tokens"),
                new Way(
                        "beans in the endpoint URI with a prefix",
                        Map.of(),
                        "?credentialsSource=#bean:source&webhookVerifyToken=#bean:tokens"));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void nothingThatCamelShowsHoldsASecret(Way way) throws Exception {
        List<String> shown = new ArrayList<>();
        try (WholeLog log = WholeLog.atAllLevels()) {
            Main main = main(way);
            try {
                main.start();
                assertConfigured(main.getCamelContext());
                shown.addAll(consoles(main.getCamelContext()));
                shown.addAll(jmx());
                main.getCamelContext()
                        .getEndpoints()
                        .forEach(endpoint -> shown.add(
                                endpoint + " " + endpoint.getEndpointUri().length()));
            } finally {
                main.stop();
            }
            log.lines().stream()
                    .filter(line -> line.logger().startsWith("io.camelpurse")
                            || line.level().isMoreSpecificThan(Level.INFO))
                    .forEach(line -> shown.add(line.text()));
        }
        assertThat(shown).anyMatch(text -> text.contains("purse"));
        assertThat(shown.stream()
                        .filter(text ->
                                way.hasBeans() || UNMASKED_BY_CAMEL.stream().noneMatch(text::startsWith))
                        .flatMap(SecretsAtStartUpTest::leaks))
                .isEmpty();
        if (!way.properties().isEmpty()) {
            assertThat(shown)
                    .as("the start-up summary")
                    .anyMatch(text -> text.contains("camel.component.purse.") && text.contains("oken"));
        }
    }

    private static Main main(Way way) {
        Main main = new Main();
        main.bind("source", (Supplier<Credentials>) () -> new Credentials("client", CLIENT_SECRET, API_KEY));
        main.bind("tokens", List.of(TOKEN, OLDER_TOKEN));
        main.addInitialProperty("camel.main.devConsoleEnabled", "true");
        main.addInitialProperty("camel.main.autoConfigurationLogSummary", "true");
        main.addInitialProperty("camel.main.shutdownTimeout", "5");
        if (way.name().equals("placeholders")) {
            main.addInitialProperty("shop.clientSecret", CLIENT_SECRET);
            main.addInitialProperty("shop.apiKey", API_KEY);
            main.addInitialProperty("shop.webhookVerifyToken", TOKEN + "," + OLDER_TOKEN);
        }
        way.properties().forEach((name, value) -> main.addInitialProperty("camel.component.purse." + name, value));
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:create").to("purse:createClientSession" + way.options());
            }
        });
        return main;
    }

    /** Otherwise there would be nothing to hide. */
    private static void assertConfigured(CamelContext context) {
        PurseConfiguration configuration = context.getEndpoints().stream()
                .filter(PurseEndpoint.class::isInstance)
                .map(endpoint -> ((PurseEndpoint) endpoint).getConfiguration())
                .findFirst()
                .orElseThrow();
        assertThat(WebhookTokens.of(configuration)).containsExactly(TOKEN, OLDER_TOKEN);
        Credentials credentials = configuration.getCredentialsSource() == null
                ? new Credentials(
                        configuration.getClientId(), configuration.getClientSecret(), configuration.getApiKey())
                : configuration.getCredentialsSource().get();
        assertThat(credentials).isEqualTo(new Credentials("client", CLIENT_SECRET, API_KEY));
    }

    private static List<String> consoles(CamelContext context) {
        DevConsoleRegistry consoles = context.getCamelContextExtension().getContextPlugin(DevConsoleRegistry.class);
        consoles.loadDevConsoles(true);
        Map<String, String> shown = new TreeMap<>();
        consoles.stream()
                .filter(console -> !List.of("heap-dump", "thread", "jfr").contains(console.getId()))
                .forEach(console -> Stream.of(DevConsole.MediaType.TEXT, DevConsole.MediaType.JSON)
                        .filter(console::supportMediaType)
                        .forEach(type -> shown.put(
                                console.getId() + " as " + type, String.valueOf(console.call(type, Map.of())))));
        assertThat(shown.keySet())
                .contains(
                        "properties as TEXT",
                        "properties as JSON",
                        "purse as TEXT",
                        "purse as JSON",
                        "endpoint as TEXT");
        return shown.entrySet().stream().map(Object::toString).toList();
    }

    private static List<String> jmx() throws Exception {
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        List<String> texts = new ArrayList<>();
        for (ObjectName name : beans.queryNames(new ObjectName("org.apache.camel:*"), null)) {
            texts.add(name.toString());
            for (MBeanAttributeInfo attribute : beans.getMBeanInfo(name).getAttributes()) {
                String value;
                try {
                    value = String.valueOf(beans.getAttribute(name, attribute.getName()));
                } catch (Exception notReadable) {
                    value = notReadable.toString();
                }
                texts.add(name.getKeyProperty("name") + " " + attribute.getName() + "=" + value);
            }
        }
        assertThat(texts).anyMatch(text -> text.contains("purse://createClientSession"));
        return texts;
    }

    private static Stream<String> leaks(String text) {
        return SECRETS.stream()
                .filter(text::contains)
                .map(secret -> text.substring(0, Math.min(text.length(), 60)) + " … "
                        + text.substring(
                                Math.max(0, text.indexOf(secret) - 100), text.indexOf(secret) + secret.length()));
    }
}
