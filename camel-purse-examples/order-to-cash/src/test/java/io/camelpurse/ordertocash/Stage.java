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
    private final OrderToCash application;

    /** @param settings what differs from the demo's */
    Stage(Path root, Map<String, String> settings) {
        folders = new Folders(root);
        Map<String, String> all = new HashMap<>(Demo.settings(purse, folders));
        all.put("orderToCash.pollEvery", "100");
        all.put("orderToCash.silence", "1h");
        all.putAll(settings);
        application = OrderToCash.start(all);
    }

    PurseSandbox purse() {
        return purse;
    }

    void deliver(String name, String document) throws IOException {
        deliver(name, document, StandardCharsets.UTF_8);
    }

    void deliver(String name, String document, Charset charset) throws IOException {
        Path written = Files.createTempDirectory("erp").resolve(name);
        Files.writeString(written, document, charset);
        folders.deliver(written);
    }

    /** Delivers an order, and its shopper pays. Answers the payment's id. */
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

    /** Waits until the document is rejected, and answers why. */
    String awaitRejected(String name) throws IOException {
        await().atMost(PATIENCE).until(() -> Files.exists(folders.rejected().resolve(name)));
        return Files.readString(folders.rejected().resolve(name + ".txt"));
    }

    boolean isInInbox(String name) {
        return Files.exists(folders.inbox().resolve(name));
    }

    /** Waits until the inbox has been read to its end as often as that, which documents behind all others tell. */
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
