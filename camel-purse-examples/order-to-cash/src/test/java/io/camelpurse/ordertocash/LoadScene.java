package io.camelpurse.ordertocash;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A stream of documents of many orders: invoices that capture all or a part, the cancellation of what is left, credit
 * notes, and a few documents that have to be rejected. The same seed makes the same documents.
 */
final class LoadScene {

    private static final List<String> CURRENCIES = List.of("CHF", "EUR", "EUR", "EUR", "GBP", "JPY", "USD");
    private static final double BAD = 0.053;
    private static final double NEVER_PAID = 0.03;

    private final SplittableRandom random;
    private final List<Entry> stream = new ArrayList<>();
    private final List<String> neverPaid = new ArrayList<>();
    private final List<Path> documents = new ArrayList<>();
    private final Path folder;

    /** @param position in the stream */
    private record Entry(int position, String document) {}

    /** @param folder where to write the documents and the shoppers' behavior */
    LoadScene(Path folder, long seed, int orders) throws IOException {
        this.folder = Files.createDirectories(folder);
        random = new SplittableRandom(seed);
        for (int order = 1; order <= orders; order++) {
            new SalesOrder(order).write();
        }
        stream.sort(Comparator.comparingInt(Entry::position));
        for (Entry entry : stream) {
            Path file = folder.resolve("%07d.xml".formatted(documents.size() + 1));
            documents.add(Files.writeString(file, entry.document()));
        }
        Files.write(
                shoppers(), neverPaid.stream().map(order -> order + " = never").toList());
    }

    /** In order of delivery. */
    List<Path> documents() {
        return documents;
    }

    Path shoppers() {
        return folder.resolve("shoppers.properties");
    }

    private final class SalesOrder {

        private final String number;
        private final String currency = CURRENCIES.get(random.nextInt(CURRENCIES.size()));
        private final long total = 1_000 + random.nextInt(200_000);
        private int position;
        private int invoices;
        private int creditNotes;

        private SalesOrder(int index) {
            number = "L%06d".formatted(index);
            position = index;
        }

        private void write() {
            add(Documents.order(number, currency, major(total)));
            if (random.nextDouble() < NEVER_PAID) {
                neverPaid.add(number);
                if (random.nextBoolean()) {
                    invoice(total);
                }
                add(Documents.cancellation("CAN-" + number, number));
                return;
            }
            long open = total;
            int shipments = 1 + random.nextInt(3);
            for (int shipment = 1; shipment <= shipments; shipment++) {
                boolean rest = shipment == shipments && random.nextBoolean();
                long amount = rest ? open : open / 2;
                open -= amount;
                String invoice = invoice(amount);
                if (random.nextInt(3) > 0) {
                    add(creditNote(invoice, 1 + random.nextLong(amount)));
                }
            }
            if (open > 0) {
                add(close(open));
            }
        }

        /** A cancellation of what is open, or a final invoice over a part of it, over all of it, or over nothing. */
        private String close(long open) {
            return switch (random.nextInt(6)) {
                case 0, 1, 2 -> Documents.cancellation("CAN-" + number, number);
                case 3 -> finalInvoice(1 + open / 2);
                case 4 -> finalInvoice(open);
                default -> finalInvoice(0);
            };
        }

        private String finalInvoice(long amount) {
            return Documents.finalInvoice("FIN-" + number, number, currency, major(amount));
        }

        private String invoice(long amount) {
            String invoice = "INV-%s-%d".formatted(number, ++invoices);
            add(Documents.invoice(invoice, number, currency, major(amount)));
            if (random.nextDouble() < 2 * BAD) {
                add(badDocument(invoice, amount));
            }
            return invoice;
        }

        private String creditNote(String invoice, long amount) {
            return Documents.creditNote(
                    "CN-%s-%d".formatted(number, ++creditNotes), number, currency, major(amount), invoice);
        }

        /** One that must be rejected and move nothing. */
        private String badDocument(String invoice, long amount) {
            String bad = "BAD-" + invoice;
            return switch (random.nextInt(6)) {
                case 0 -> Documents.invoice(bad, number, currency, major(total + 1));
                case 1 -> Documents.invoice(bad, number, currency.equals("EUR") ? "USD" : "EUR", "1.00");
                case 2 -> Documents.invoice(bad, "NONE-" + number, currency, major(amount));
                case 3 -> Documents.invoice(invoice, number, currency, major(amount + 1));
                case 4 -> creditNote(invoice, amount + 1);
                default ->
                    Documents.invoice(bad, number, currency, major(amount)).replace("</Invoice>", "");
            };
        }

        /** The documents of an order are spread over the stream, in their order. */
        private void add(String document) {
            stream.add(new Entry(position, document));
            position += 10 + random.nextInt(30);
        }

        private String major(long minor) {
            return BigDecimal.valueOf(minor, Currency.getInstance(currency).getDefaultFractionDigits())
                    .toPlainString();
        }
    }
}
