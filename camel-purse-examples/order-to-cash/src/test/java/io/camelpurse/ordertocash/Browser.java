package io.camelpurse.ordertocash;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The distribution's Chromium without a window, spoken to by the WebDriver protocol (W3C). */
final class Browser implements AutoCloseable {

    private static final String MISSING =
            "There is no browser to test with. Remedy: apt-get install chromium chromium-driver";
    private static final Pattern STARTED = Pattern.compile("started successfully on port (\\d+)");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final List<String> ARGUMENTS = List.of(
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient client = HttpClient.newHttpClient();
    private final Process driver;
    private final String session;

    private Browser(Path chromium, Path chromedriver, Path profile) throws IOException, InterruptedException {
        driver = new ProcessBuilder(chromedriver.toString(), "--port=0")
                .redirectErrorStream(true)
                .start();
        try {
            String address = "http://127.0.0.1:" + port() + "/session";
            session = address + "/"
                    + post(address, wanted(chromium, profile)).path("sessionId").asText();
        } catch (IOException | InterruptedException | RuntimeException cause) {
            driver.destroyForcibly();
            throw cause;
        }
    }

    /**
     * Starts a browser. Where there is none the test is skipped, or fails if the environment says
     * {@code PURSE_REQUIRE_BROWSER=true}.
     *
     * @param profile an empty folder of its own
     */
    static Browser start(Path profile) throws IOException, InterruptedException {
        Optional<Path> chromium = Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> onPath(name).stream())
                .findFirst();
        Optional<Path> chromedriver = onPath("chromedriver");
        boolean found = chromium.isPresent() && chromedriver.isPresent();
        if (!found && "true".equals(System.getenv("PURSE_REQUIRE_BROWSER"))) {
            throw new AssertionError(MISSING);
        }
        assumeTrue(found, MISSING);
        return new Browser(chromium.get(), chromedriver.get(), profile);
    }

    void open(String address) throws IOException, InterruptedException {
        post(session + "/url", object().put("url", address));
    }

    /** Clicks on the element; where that leads elsewhere, the page may be loaded later. */
    void click(String cssSelector) throws IOException, InterruptedException {
        post(session + "/element/" + element(cssSelector) + "/click", object());
    }

    String text(String cssSelector) throws IOException, InterruptedException {
        return get(session + "/element/" + element(cssSelector) + "/text").asText();
    }

    String address() throws IOException, InterruptedException {
        return get(session + "/url").asText();
    }

    /** Presses a key where the focus is. */
    void press(String key) throws IOException, InterruptedException {
        ObjectNode actions = object();
        ObjectNode keyboard = actions.putArray("actions").addObject();
        keyboard.put("type", "key").put("id", "keyboard");
        keyboard.putArray("actions")
                .add(object().put("type", "keyDown").put("value", key))
                .add(object().put("type", "keyUp").put("value", key));
        post(session + "/actions", actions);
    }

    /** What the function's body returns in the page. */
    JsonNode evaluate(String script) throws IOException, InterruptedException {
        ObjectNode call = object().put("script", script);
        call.putArray("args");
        return post(session + "/execute/sync", call);
    }

    void resize(int width, int height) throws IOException, InterruptedException {
        post(session + "/window/rect", object().put("width", width).put("height", height));
    }

    /** Writes what the window shows as a PNG. */
    void screenshot(Path file) throws IOException, InterruptedException {
        Files.createDirectories(file.getParent());
        Files.write(
                file, Base64.getDecoder().decode(get(session + "/screenshot").asText()));
    }

    @Override
    public void close() throws IOException {
        try {
            send(HttpRequest.newBuilder(URI.create(session)).DELETE());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } finally {
            driver.destroyForcibly();
        }
    }

    private static Optional<Path> onPath(String name) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static ObjectNode wanted(Path chromium, Path profile) {
        ObjectNode wanted = object();
        ObjectNode options =
                wanted.putObject("capabilities").putObject("alwaysMatch").putObject("goog:chromeOptions");
        options.put("binary", chromium.toString());
        ARGUMENTS.forEach(options.withArray("/args")::add);
        options.withArray("/args").add("--user-data-dir=" + profile);
        return wanted;
    }

    /** Where the driver says that it listens; what it prints later is of no interest. */
    private String port() throws IOException {
        BufferedReader output = driver.inputReader();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            Matcher started = STARTED.matcher(line);
            if (started.find()) {
                return started.group(1);
            }
        }
        throw new IOException("chromedriver has not started");
    }

    private String element(String cssSelector) throws IOException, InterruptedException {
        ObjectNode sought = object().put("using", "css selector").put("value", cssSelector);
        return post(session + "/element", sought).elements().next().asText();
    }

    private JsonNode get(String address) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(address)));
    }

    private JsonNode post(String address, ObjectNode body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(address))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response =
                client.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
        JsonNode value = json.readTree(response.body()).path("value");
        if (response.statusCode() != 200) {
            throw new IOException("The browser says: " + value.path("message").asText());
        }
        return value;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
