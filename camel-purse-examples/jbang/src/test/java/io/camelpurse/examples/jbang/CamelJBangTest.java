package io.camelpurse.examples.jbang;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelpurse.sandbox.FreePort;
import io.camelpurse.sandbox.PurseSandbox;
import io.camelpurse.sandbox.PurseSandboxExtension;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the documentation, with the component from a Maven repository. */
class CamelJBangTest {

    @RegisterExtension
    static final PurseSandboxExtension PURSE = new PurseSandboxExtension();

    private static final String VERSION = System.getProperty("version");
    private static final String COMPONENT = "--dep=mvn:io.camelpurse:camel-purse-component:" + VERSION;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String LOG = "output.txt";
    private static final Path EXAMPLE = Path.of("").toAbsolutePath();

    /** Has the component. */
    @TempDir
    static Path repository;

    /** Has what Camel JBang takes from repositories, so that nothing of the component stays in the user's own. */
    @TempDir
    static Path localRepository;

    @TempDir
    Path folder;

    /** What {@code ./mvnw install} puts into a local repository, and what this machine has of all others. */
    @BeforeAll
    static void install() throws IOException {
        link(Path.of(System.getProperty("localRepository")), localRepository, "io", "camelpurse");
        Path component = Path.of(System.getProperty("component"));
        install(component.resolve("../pom.xml"), "camel-purse", "pom");
        install(component.resolve("pom.xml"), "camel-purse-component", "pom");
        install(component.resolve("target/camel-purse-component-" + VERSION + ".jar"), "camel-purse-component", "jar");
    }

    @Test
    void aRouteRunsWithTheComponentAsADependency() throws Exception {
        PurseSandbox purse = PURSE.sandbox();

        String output = camel("run", "--max-messages=1", "--logging-color=false");

        assertThat(output)
                .contains("pay at " + purse.baseUrl())
                .contains("camel.component.purse.clientSecret = xxxxxx")
                .doesNotContain(purse.account().clientSecret());
        assertThat(purse.journal("createPaymentLink")).hasSize(1);
    }

    @Test
    void aRouteIsExportedAsAMavenProject() throws Exception {
        camel("export", "--runtime=camel-main", "--gav=com.example:payments:1.0", "--dir=payments");

        Path project = folder.resolve("payments");
        assertThat(Files.readString(project.resolve("pom.xml")))
                .contains("<artifactId>camel-purse-component</artifactId>");
        assertThat(project.resolve("src/main/resources/camel/link.camel.yaml"))
                .hasSameTextualContentAs(EXAMPLE.resolve("link.camel.yaml"));
    }

    @Test
    void theConnectionIsExamined() throws Exception {
        Process camel = start(EXAMPLE.resolve("doctor.camel.yaml"), "run", "--max-messages=1", "--logging-color=false");
        try {
            assertThat(output(camel))
                    .contains("ok       entity         entity "
                            + PURSE.sandbox().account().entityId() + " has 4 payment solutions")
                    .contains("Checks: 12, failed: 0, warnings: 0");
        } finally {
            camel.destroyForcibly();
        }
    }

    @Test
    void aRouteReceivesNotifications() throws Exception {
        int port = FreePort.find();
        Path route = Files.writeString(folder.resolve("paid.camel.yaml"), """
                - from:
                    uri: purse:webhook
                    parameters: { webhookVerifyToken: a-long-random-text, webhookVerification: none }
                    steps:
                      - log: "${header.CamelPursePaymentId} is ${header.CamelPurseStatus}"
                """);
        String payment = PURSE.sandbox().authorizedPayment(4299, "EUR", "ORD-1");
        HttpRequest notification = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/purse/webhook"))
                .header("Content-Type", "application/json")
                .header("x-camel-purse-token", "a-long-random-text")
                .POST(BodyPublishers.ofString(PURSE.sandbox().payment(payment).toString()))
                .build();

        Process camel = start(
                route,
                "run",
                "--max-messages=1",
                "--logging-color=false",
                "--property=camel.server.enabled=true",
                "--property=camel.server.port=" + port);
        try {
            await().atMost(PATIENCE).ignoreExceptions().until(() -> status(notification) / 100 == 2);
            assertThat(output(camel)).contains(payment + " is AUTHORIZED");
        } finally {
            camel.destroyForcibly();
        }
    }

    /** The output of the command, with the files of this example. */
    private String camel(String command, String... options) throws Exception {
        Process camel = start(EXAMPLE.resolve("link.camel.yaml"), command, options);
        try {
            return output(camel);
        } finally {
            camel.destroyForcibly();
        }
    }

    private Process start(Path route, String command, String... options) throws IOException {
        List<String> call = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dmaven.repo.local=" + localRepository,
                "-cp",
                System.getProperty("java.class.path"),
                Camel.class.getName(),
                command,
                route.toString(),
                EXAMPLE.resolve("application.properties").toString(),
                COMPONENT,
                "--repos=" + repository.toUri()));
        call.addAll(List.of(options));
        ProcessBuilder camel = new ProcessBuilder(call)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(LOG).toFile());
        PurseSandbox purse = PURSE.sandbox();
        camel.environment().put("PURSE_API_URL", purse.apiUrl());
        camel.environment().put("PURSE_CLIENT_ID", purse.account().clientId());
        camel.environment().put("PURSE_CLIENT_SECRET", purse.account().clientSecret());
        camel.environment().put("PURSE_ENTITY_ID", purse.account().entityId());
        return camel.start();
    }

    private String output(Process camel) throws Exception {
        boolean ended = camel.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        String output = Files.readString(folder.resolve(LOG));
        assertThat(ended).as("the command ends: %s", output).isTrue();
        assertThat(camel.exitValue()).as(output).isZero();
        return output;
    }

    private static int status(HttpRequest request) throws Exception {
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }

    private static void install(Path file, String artifact, String type) throws IOException {
        Path target = repository.resolve("io/camelpurse/" + artifact + "/" + VERSION);
        Files.createDirectories(target);
        Files.copy(file, target.resolve(artifact + "-" + VERSION + "." + type));
    }

    /** Everything below a folder, without what is at a path. */
    private static void link(Path from, Path to, String first, String... rest) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Path link = to.resolve(file.getFileName());
                if (!file.getFileName().toString().equals(first)) {
                    Files.createSymbolicLink(link, file);
                } else if (rest.length > 0) {
                    link(file, link, rest[0], Arrays.copyOfRange(rest, 1, rest.length));
                }
            }
        }
    }
}
