package io.camelpurse.ordertocash;

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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The shoppers: each gets a payment link and does with it what {@code shoppers.properties} says. */
final class Shoppers {

    private static final Logger PROGRESS = LoggerFactory.getLogger("order-to-cash");
    private static final String MAIL = ".txt";
    private static final Pattern LINK = Pattern.compile("https?://\\S*/payment-link/([^/\\s?]+)");

    private final PurseSandbox purse;
    private final Folders folders;
    private final Properties behavior = new Properties();
    private final Duration lateness;
    private final Map<String, Instant> declined = new HashMap<>();
    private final Set<String> paid = new HashSet<>();

    /**
     * @param lateness how long after the declined card a late shopper pays
     */
    Shoppers(PurseSandbox purse, Folders folders, Path behavior, Duration lateness) {
        this.purse = purse;
        this.folders = folders;
        this.lateness = lateness;
        try (Reader reader = Files.newBufferedReader(behavior)) {
            this.behavior.load(reader);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /** Reads the shoppers' mail once, and acts on the payment links that wait for a shopper. */
    void act() {
        for (Path mail : Folders.files(folders.shoppers(), MAIL)) {
            String order = order(mail);
            if (pays(order) && !paid.contains(order)) {
                act(order, link(mail));
            }
        }
    }

    /** Whether the shoppers of all these orders have received their payment links. */
    boolean haveLinks(Set<String> orders) {
        return Folders.files(folders.shoppers(), MAIL).stream()
                .map(Shoppers::order)
                .collect(Collectors.toSet())
                .containsAll(orders);
    }

    /** Whether all who have received a payment link have paid, but for those who never do or are late. */
    boolean promptOnesHavePaid() {
        return Folders.files(folders.shoppers(), MAIL).stream()
                .map(Shoppers::order)
                .allMatch(order -> paid.contains(order) || behavior.containsKey(order));
    }

    /** Whether the shoppers of these orders have paid, but for those who never do. */
    boolean havePaid(Set<String> orders) {
        return orders.stream().allMatch(order -> paid.contains(order) || !pays(order));
    }

    /** Whether the order's shopper pays at all. */
    boolean pays(String order) {
        return !"never".equals(behavior.getProperty(order));
    }

    private void act(String order, String link) {
        if ("late".equals(behavior.getProperty(order)) && !declined.containsKey(order)) {
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

    private static String order(Path mail) {
        String name = mail.getFileName().toString();
        return name.substring(0, name.length() - MAIL.length());
    }

    /** The id at the end of the payment link in a mail. */
    static String link(Path mail) {
        try {
            Matcher link = LINK.matcher(Files.readString(mail));
            if (!link.find()) {
                throw new IllegalStateException(mail + " has no payment link");
            }
            return link.group(1);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    private static String padded(String order) {
        return String.format("%-10s", order);
    }
}
