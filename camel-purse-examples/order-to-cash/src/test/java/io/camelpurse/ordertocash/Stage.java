package io.camelpurse.ordertocash;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camelpurse.sandbox.PurseSandbox;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** A local Purse and the application on an inbox of its own. */
final class Stage implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final PurseSandbox purse = PurseSandbox.start();
    private final Folders folders;
    private final Map<String, String> settings;
    private OrderToCash application;

    /** @param settings what differs from the demo's */
    Stage(Path root, Map<String, String> settings) {
        folders = new Folders(root);
        this.settings = new HashMap<>(Demo.settings(purse, folders));
        this.settings.put("orderToCash.pollEvery", "100");
        this.settings.put("orderToCash.linkPollInterval", "1h");
        this.settings.putAll(settings);
        application = OrderToCash.start(this.settings);
    }

    /** Stops the application and starts it again on the same folders. */
    void restart() {
        application.close();
        application = OrderToCash.start(settings);
    }

    PurseSandbox purse() {
        return purse;
    }

    void deliver(String name, String document) throws IOException {
        deliver(name, document, StandardCharsets.UTF_8);
    }

    void deliver(String name, String document, Charset charset) throws IOException {
        deliver(name, document.getBytes(charset));
    }

    void deliver(String name, byte[] document) throws IOException {
        Path written = Files.createTempDirectory("erp").resolve(name);
        Files.write(written, document);
        folders.deliver(written);
    }

    /** Delivers an order, and its shopper pays. Returns the payment's id. */
    String paidOrder(String id, String currency, String amount) throws IOException {
        deliver("0-" + id + ".xml", Documents.order(id, currency, amount));
        return purse.shopper().pay(link(id));
    }

    String link(String order) throws IOException {
        Path file = folders.orders().resolve(order + ".json");
        await().atMost(PATIENCE).until(() -> Files.exists(file));
        JsonNode known = new ObjectMapper().readTree(file.toFile());
        return known.path("link").asText();
    }

    ObjectNode payment(String id) {
        return purse.payment(id);
    }

    long amount(String payment, String which) {
        return payment(payment).path("amounts").path(which).asLong();
    }

    void awaitDone(String name) {
        await().atMost(PATIENCE).until(() -> Files.exists(folders.done().resolve(name)));
    }

    /** Waits until the document is rejected, and returns the reason. */
    String awaitRejected(String name) throws IOException {
        await().atMost(PATIENCE).until(() -> Files.exists(folders.rejected().resolve(name)));
        return Files.readString(folders.rejected().resolve(name + ".txt"));
    }

    /** The bytes of a document that was rejected. */
    byte[] rejected(String name) throws IOException {
        return Files.readAllBytes(folders.rejected().resolve(name));
    }

    /** Takes a document out of the inbox, as if another system had sent its operation to Purse. */
    void remove(String name) {
        Path file = folders.inbox().resolve(name);
        await().atMost(PATIENCE).ignoreExceptions().until(() -> Files.deleteIfExists(file) || !Files.exists(file));
    }

    boolean isDone(String name) {
        return Files.exists(folders.done().resolve(name));
    }

    boolean isInInbox(String name) {
        return Files.exists(folders.inbox().resolve(name));
    }

    /** Waits until the inbox has been read to its end as often as that, which documents behind all others show. */
    void awaitPolls(int count) throws IOException {
        for (int poll = 0; poll < count; poll++) {
            String name = "~" + poll + ".xml";
            deliver(name, "");
            awaitRejected(name);
        }
    }

    /** Waits until Purse has been asked for the operation as often as that. */
    void awaitCalls(String operation, int count) {
        await().atMost(PATIENCE).until(() -> purse.journal(operation).size() >= count);
    }

    @Override
    public void close() {
        application.close();
        purse.close();
    }
}
