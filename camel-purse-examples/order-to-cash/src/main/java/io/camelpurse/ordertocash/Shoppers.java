package io.camelpurse.ordertocash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camelpurse.sandbox.PurseSandbox;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The customers: each gets a payment link and does with it what {@code shoppers.properties} says. */
final class Shoppers {

    private static final Logger PROGRESS = LoggerFactory.getLogger("order-to-cash");

    private final PurseSandbox purse;
    private final Folders folders;
    private final Properties behaviour = new Properties();
    private final Duration lateness;
    private final Map<String, Instant> declined = new HashMap<>();
    private final Set<String> paid = new HashSet<>();
    private final ObjectMapper json = new ObjectMapper();

    /**
     * @param lateness how long after the declined card a late shopper pays
     */
    Shoppers(PurseSandbox purse, Folders folders, Path behaviour, Duration lateness) {
        this.purse = purse;
        this.folders = folders;
        this.lateness = lateness;
        try (Reader reader = Files.newBufferedReader(behaviour)) {
            this.behaviour.load(reader);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /** Finds the payment links once, and acts on those that wait for a shopper. */
    void act() {
        for (Path file : Folders.files(folders.orders(), ".json")) {
            JsonNode order = read(file);
            act(order.path("order").asText(), order.path("link").asText());
        }
    }

    /** Whether all whose link has arrived have paid, but for those who never do or are late. */
    boolean promptOnesHavePaid() {
        return Folders.files(folders.orders(), ".json").stream()
                .map(file -> file.getFileName().toString().replace(".json", ""))
                .allMatch(order -> paid.contains(order) || behaviour.containsKey(order));
    }

    /** Whether the order's shopper pays at all. */
    boolean pays(String order) {
        return !"never".equals(behaviour.getProperty(order));
    }

    private void act(String order, String link) {
        if (paid.contains(order) || !pays(order)) {
            return;
        }
        if ("late".equals(behaviour.getProperty(order)) && !declined.containsKey(order)) {
            purse.shopper().refuse(link);
            declined.put(order, Instant.now());
            PROGRESS.info("{}  shopper: the card was declined, will try another one", padded(order));
        } else if (!declined.containsKey(order)
                || declined.get(order).plus(lateness).isBefore(Instant.now())) {
            purse.shopper().pay(link);
            paid.add(order);
            PROGRESS.info("{}  shopper: pays on the payment page", padded(order));
        }
    }

    private JsonNode read(Path file) {
        try {
            return json.readTree(file.toFile());
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    private static String padded(String order) {
        return String.format("%-10s", order);
    }
}
