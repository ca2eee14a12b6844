package io.camelpurse.ordertocash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camelpurse.sandbox.PurseSandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A local Purse and the application, which receives documents by a transport and has an order book of its own. As an
 * extension of a test class it is started for each test and closed behind it.
 */
final class Stage implements AutoCloseable, AfterEachCallback {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final PurseSandbox purse = PurseSandbox.start();
    private final Map<String, String> digests = new HashMap<>();
    private final DocumentReader reader = new DocumentReader();
    private final Folders folders;
    private final Transport transport;
    private final Map<String, String> settings;
    private final OrderBook orderBook;
    private OrderToCash application;

    /** Documents are files in a temporary folder. */
    Stage(Map<String, String> settings) {
        this(temporaryFolder(), settings);
    }

    /** Documents are files. */
    Stage(Path root, Map<String, String> settings) {
        this(root, new FileTransport(root), settings);
    }

    /** @param settings what differs from the demo's */
    Stage(Path root, Transport transport, Map<String, String> settings) {
        folders = new Folders(root);
        this.transport = transport;
        this.settings = new HashMap<>(Demo.settings(purse, folders));
        this.settings.put("orderToCash.pollInterval", "50");
        this.settings.put("orderToCash.settlePeriod", "20");
        this.settings.put("orderToCash.workInterval", "50");
        this.settings.put("orderToCash.retryDelay", "0.1");
        this.settings.put("orderToCash.followInterval", "0.1");
        this.settings.put("orderToCash.linkPollInterval", "3600");
        this.settings.put("orderToCash.reconcileInterval", "50");
        this.settings.putAll(transport.settings());
        this.settings.putAll(settings);
        orderBook = new OrderBook(this.settings);
        application = OrderToCash.start(this.settings);
    }

    /** Stops the application and starts it again on the same folders and the same order book. */
    void restart() {
        restart(Map.of());
    }

    /** @param changed settings for this time */
    void restart(Map<String, String> changed) {
        application.close();
        application = start(changed);
    }

    /** Starts another instance on the same order book and the same transport. */
    OrderToCash start(Map<String, String> changed) {
        Map<String, String> changedSettings = new HashMap<>(settings);
        changedSettings.putAll(changed);
        return OrderToCash.start(changedSettings);
    }

    /** What the application is configured with. */
    Map<String, String> settings() {
        return settings;
    }

    PurseSandbox purse() {
        return purse;
    }

    OrderBook orderBook() {
        return orderBook;
    }

    Folders folders() {
        return folders;
    }

    OrderToCash application() {
        return application;
    }

    /** The address of a page of the application. */
    String page(String path) {
        return "http://127.0.0.1:" + settings.get("camel.server.port") + path;
    }

    void deliver(String name, String document) {
        deliver(name, document, StandardCharsets.UTF_8);
    }

    void deliver(String name, String document, Charset charset) {
        deliver(name, document.getBytes(charset));
    }

    void deliver(String name, byte[] document) {
        digests.put(name, DocumentReader.digest(document));
        transport.deliver(name, reader.read(document).order(), document);
    }

    Transport transport() {
        return transport;
    }

    /** All acknowledgements so far, as the ERP reads them. */
    Acknowledgements acknowledgements() {
        return Acknowledgements.of(transport.acknowledgements());
    }

    /** Delivers an order, and its shopper pays. Returns the payment's id. */
    String paidOrder(String id, String currency, String amount) {
        deliver("0-" + id + ".xml", Documents.order(id, currency, amount));
        return purse.shopper().pay(link(id));
    }

    /** Waits until the shopper has received the payment link. */
    String link(String order) {
        Path mail = folders.shoppers().resolve(order + ".txt");
        await().atMost(PATIENCE).until(() -> Files.exists(mail));
        return Shoppers.link(mail);
    }

    ObjectNode payment(String id) {
        return purse.payment(id);
    }

    long amount(String payment, String which) {
        return payment(payment).path("amounts").path(which).asLong();
    }

    /** The document's row of the order book; empty as long as it has not been stored. */
    Map<String, String> row(String name) {
        List<Map<String, String>> rows =
                orderBook.rows("SELECT * FROM business_document WHERE digest = ?", digests.get(name));
        return rows.isEmpty() ? Map.of() : rows.get(0);
    }

    /** The document as it is kept. */
    byte[] content(String name) {
        return orderBook.bytes("SELECT content FROM business_document WHERE digest = ?", digests.get(name));
    }

    String state(String name) {
        return row(name).getOrDefault("state", "not stored");
    }

    boolean isOpen(String name) {
        return state(name).equals("open");
    }

    void awaitDone(String name) {
        awaitState(name, "done");
    }

    void awaitState(String name, String state) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(state(name)).isEqualTo(state));
    }

    /** Waits until the document is rejected, and returns the reason and what goes with it. */
    String awaitRejected(String name) {
        awaitState(name, "rejected");
        return explanation(name);
    }

    /** The row as a person reads it: reason, field, value, remedy. */
    String explanation(String name) {
        Map<String, String> row = row(name);
        return """
            %s %s
            order     %s
            reason    %s
            field     %s
            value     %s
            remedy    %s
            """.formatted(
                        row.get("kind"),
                        row.get("number"),
                        row.get("order_number"),
                        row.get("reason"),
                        row.get("field"),
                        row.get("field_value"),
                        row.get("remedy"));
    }

    /** Waits until the document has been tried as often as that, and is still open. */
    void awaitAttempts(String name, int attempts) {
        await().atMost(PATIENCE).until(() -> Integer.parseInt(row(name).getOrDefault("attempts", "0")) >= attempts);
        assertThat(state(name)).isEqualTo("open");
    }

    /** Waits until the document is stored. */
    void awaitStored(String name) {
        await().atMost(PATIENCE).until(() -> !row(name).isEmpty());
    }

    /** Waits until Purse has been asked for the operation as often as that. */
    void awaitCalls(String operation, int count) {
        await().atMost(PATIENCE).until(() -> purse.journal(operation).size() >= count);
    }

    @Override
    public void afterEach(ExtensionContext test) {
        close();
        folders.clear();
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("stage");
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    @Override
    public void close() {
        application.close();
        purse.close();
    }
}
