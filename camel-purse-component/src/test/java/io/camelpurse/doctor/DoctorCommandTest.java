package io.camelpurse.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelpurse.fixture.Json;
import io.camelpurse.sandbox.FreePort;
import io.camelpurse.sandbox.PurseSandbox;
import io.camelpurse.sandbox.PurseSandboxExtension;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command, with the properties of an application. */
class DoctorCommandTest {

    @RegisterExtension
    static final PurseSandboxExtension PURSE = new PurseSandboxExtension();

    private final PurseSandbox sandbox = PURSE.sandbox();
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    private int run(String... arguments) {
        return DoctorCommand.run(new PrintStream(output, true, StandardCharsets.UTF_8), arguments);
    }

    private String output() {
        return output.toString(StandardCharsets.UTF_8);
    }

    private JsonNode check(String name) {
        for (JsonNode check : Json.parse(output()).path("checks")) {
            if (check.path("name").asText().equals(name)) {
                return check;
            }
        }
        throw new AssertionError("no check " + name + " in " + output());
    }

    private String properties(String... more) throws IOException {
        List<String> lines = new ArrayList<>(List.of(
                "camel.component.purse.api-url = " + sandbox.apiUrl(),
                "camel.component.purse.client-id = " + sandbox.account().clientId(),
                "camel.component.purse.client-secret = {{shop.secret}}",
                "shop.secret = " + sandbox.account().clientSecret(),
                "camel.component.purse.apiKey = " + sandbox.account().apiKey(),
                "camel.component.purse.entity-id = " + sandbox.account().entityId()));
        lines.addAll(List.of(more));
        return Files.write(folder.resolve("application.properties"), lines).toString();
    }

    @Test
    void thePropertiesOfTheApplicationAreExamined() throws Exception {
        assertThat(run(properties())).isZero();

        assertThat(output())
                .contains("ok       token          issued by " + sandbox.baseUrl() + "/oauth/token\n")
                .endsWith("Checks: 12, failed: 0, warnings: 0\n")
                .doesNotContain(
                        sandbox.account().clientSecret(), sandbox.account().apiKey());
    }

    @Test
    void programsReadJsonAndTheExitCode() throws Exception {
        assertThat(run("--json", properties("camel.component.purse.entity-id = another-entity")))
                .isEqualTo(1);

        assertThat(check("entity").path("status").asText()).isEqualTo("failed");
        assertThat(check("token").path("status").asText()).isEqualTo("ok");
    }

    /** Nothing of the application but the component is needed: neither its other components nor its routes. */
    @Test
    void whatElseTheApplicationHasIsLeftOut() throws Exception {
        assertThat(run(properties(
                        "camel.component.nosuch.brokers = kafka.invalid:9092",
                        "camel.component.sql.data-source = #bean:nosuch",
                        "camel.main.routes-include-pattern = file:nosuch/*.yaml",
                        "camel.main.nosuch = 1",
                        "camel.server.enabled = true",
                        "camel.server.port = 1",
                        "spring.application.name = shop")))
                .isZero();
    }

    @Test
    void theHttpComponentOfTheApplicationIsConfigured() throws Exception {
        run(
                "--json",
                properties(
                        "camel.component.https.proxy-host = proxy.invalid", "camel.component.https.proxy-port = 3128"));

        assertThat(check("dns").path("seen").asText()).isEqualTo("proxy.invalid has no address");
    }

    @Test
    void anotherNameOfTheComponentIsExamined() throws Exception {
        assertThat(run(
                        "--json",
                        "--component",
                        "purse-shop",
                        properties("camel.component.purse-shop.api-url = " + sandbox.apiUrl())))
                .isEqualTo(1);

        assertThat(check("configuration").path("seen").asText()).startsWith("The option clientId is missing");
    }

    @ParameterizedTest
    @CsvSource({
        "total-timeout = soon, The option totalTimeout is 'soon'",
        "clientd = x, the property camel.component.purse.clientd cannot be set",
        "tokenAuthentication = nosuch, the property camel.component.purse.tokenAuthentication cannot be set",
        "client-secret = a-secret-value{{nosuch}}, the placeholder {{nosuch}} has no value",
        "client-secret = a-secret-value{{env:NOSUCH}}, the placeholder {{env:NOSUCH}} has no value",
        "client-secret = a-secret-value\\u0000, The option clientSecret begins or ends with a blank"
    })
    void whatCannotBeConfiguredIsReportedWithoutTheValueOfASecret(String line, String seen) throws Exception {
        assertThat(run("--json", properties("camel.component.purse." + line))).isEqualTo(1);

        assertThat(check("configuration").path("status").asText()).isEqualTo("failed");
        assertThat(check("configuration").path("seen").asText()).startsWith(seen);
        assertThat(output())
                .doesNotContain(
                        "a-secret-value",
                        sandbox.account().clientSecret(),
                        sandbox.account().apiKey());
    }

    @Test
    void aFileThatIsReadLaterCountsMore() throws Exception {
        Path production = Files.writeString(
                folder.resolve("application-prod.properties"), "camel.component.purse.api-url=https://purse.invalid\n");

        run("--json", properties(), production.toString());

        assertThat(check("dns").path("seen").asText()).isEqualTo("purse.invalid has no address");
    }

    @Test
    void theRoundTripOfTheTokenIsMadeByTheCommandItself() throws Exception {
        int port = FreePort.find();

        assertThat(run(
                        "--webhook-round-trip",
                        properties(
                                "camel.server.port = " + port,
                                "camel.component.purse.webhook-url = http://127.0.0.1:" + port + "/purse/webhook",
                                "camel.component.purse.webhook-verify-token = a-long-random-text")))
                .isZero();

        assertThat(output())
                .contains("ok       webhook-token  a notification arrived with the token\n")
                .doesNotContain("a-long-random-text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--jsn", "nosuch.properties", "--component"})
    void anArgumentThatIsNotValidEndsWithTheUsage(String argument) {
        assertThat(run(argument)).isEqualTo(2);
        assertThat(output()).contains("purse-doctor [--json]");
        assertThat(sandbox.requests()).isZero();
    }

    @Test
    void theUsageIsShownOnRequest() {
        assertThat(run("--help")).isZero();
        assertThat(output()).startsWith("purse-doctor [--json]");
    }

    /** As the documentation has it: the report alone on the standard output, log lines on the other. */
    @Test
    void theProcessEndsWithTheExitCodeAndPrintsNothingButTheReport() throws Exception {
        properties(
                "camel.component.purse.client-id = {{env:PURSE_CLIENT_ID}}",
                "camel.component.purse.client-secret = {{env:PURSE_CLIENT_SECRET}}");
        Path log = folder.resolve("log.txt");
        ProcessBuilder command = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        DoctorCommand.class.getName(),
                        "--json")
                .directory(folder.toFile())
                .redirectError(log.toFile());
        command.environment().put("PURSE_CLIENT_ID", sandbox.account().clientId());
        command.environment().put("PURSE_CLIENT_SECRET", "of-another-environment");
        Process process = command.start();
        output.write(process.getInputStream().readAllBytes());

        assertThat(process.waitFor()).as(Files.readString(log)).isEqualTo(1);
        assertThat(check("token").path("seen").asText()).startsWith("no access token: 401");
    }
}
