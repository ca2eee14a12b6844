package io.camelpurse.ordertocash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camelpurse.sandbox.PurseSandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Compares, order by order, what the documents ask for with what is in Purse. */
final class Settlement {

    private static final String ROW = "%-10s %-4s %10s %10s %10s %10s %10s %10s %10s %10s   %s%n";

    /** An order's line; {@code fault} is empty if Purse has what the documents ask for. */
    record Line(String order, String currency, Figures documents, Figures purse, String fault) {

        boolean agrees() {
            return fault.isEmpty() && documents.equalTo(purse);
        }
    }

    private final List<Line> lines = new ArrayList<>();

    Settlement(Expectation expectation, PurseSandbox purse) {
        Map<String, Figures> ledger = new TreeMap<>();
        Map<String, String> currencies = new TreeMap<>();
        for (ObjectNode payment : purse.payments()) {
            String order = payment.path("order_reference").asText();
            String currency = payment.path("currency").asText();
            currencies.put(order, currency);
            ledger.merge(order, figures(payment.path("amounts"), currency), Settlement::sum);
        }
        Map<String, Figures> all = new TreeMap<>(ledger);
        all.putAll(expectation.figures());
        for (String order : all.keySet()) {
            String currency = expectation.currency(order);
            lines.add(new Line(
                    order,
                    currency == null ? currencies.get(order) : currency,
                    expectation.figures().getOrDefault(order, Figures.NOTHING),
                    ledger.getOrDefault(order, Figures.NOTHING),
                    ledger.containsKey(order) ? fault(purse, order) : ""));
        }
    }

    /** Whether all orders agree to the last cent. */
    boolean agrees() {
        return lines.stream().allMatch(Line::agrees);
    }

    List<Line> lines() {
        return lines;
    }

    /** The table for people: every figure twice, by the documents and by Purse. */
    String table() {
        StringBuilder table = new StringBuilder();
        table.append(String.format("%-15s %21s %21s %21s %21s%n", "", "authorized", "captured", "voided", "refunded"));
        table.append(String.format(
                ROW,
                "order",
                "",
                "documents",
                "Purse",
                "documents",
                "Purse",
                "documents",
                "Purse",
                "documents",
                "Purse",
                "outcome"));
        for (Line line : lines) {
            table.append(row(line));
        }
        return table.toString();
    }

    /** Writes the same as comma separated values. */
    void writeCsv(Path file) {
        StringBuilder csv = new StringBuilder("order,currency,authorized_documents,authorized_purse,captured_documents,"
                + "captured_purse,voided_documents,voided_purse,refunded_documents,refunded_purse,outcome,agrees\n");
        for (Line line : lines) {
            csv.append(String.join(
                            ",",
                            line.order(),
                            line.currency(),
                            plain(line.documents().authorized(), line),
                            plain(line.purse().authorized(), line),
                            plain(line.documents().captured(), line),
                            plain(line.purse().captured(), line),
                            plain(line.documents().voided(), line),
                            plain(line.purse().voided(), line),
                            plain(line.documents().refunded(), line),
                            plain(line.purse().refunded(), line),
                            '"' + line.purse().outcome() + '"',
                            String.valueOf(line.agrees())))
                    .append('\n');
        }
        try {
            Files.writeString(file, csv);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    private static String row(Line line) {
        String outcome = line.purse().outcome();
        if (!line.agrees()) {
            outcome = "DIFFERS: should be " + line.documents().outcome()
                    + (line.fault().isEmpty() ? "" : "; " + line.fault());
        }
        return String.format(
                ROW,
                line.order(),
                line.currency(),
                plain(line.documents().authorized(), line),
                plain(line.purse().authorized(), line),
                plain(line.documents().captured(), line),
                plain(line.purse().captured(), line),
                plain(line.documents().voided(), line),
                plain(line.purse().voided(), line),
                plain(line.documents().refunded(), line),
                plain(line.purse().refunded(), line),
                outcome);
    }

    private static String plain(BigDecimal amount, Line line) {
        return amount.setScale(digits(line.currency())).toPlainString();
    }

    private static String fault(PurseSandbox purse, String order) {
        try {
            purse.assertMovedExactlyOnce(order);
            return "";
        } catch (AssertionError wrong) {
            return wrong.getMessage();
        }
    }

    private static Figures figures(JsonNode amounts, String currency) {
        int digits = digits(currency);
        return new Figures(
                BigDecimal.valueOf(amounts.path("total_authorized").asLong(), digits),
                BigDecimal.valueOf(amounts.path("total_captured").asLong(), digits),
                BigDecimal.valueOf(amounts.path("total_voided").asLong(), digits),
                BigDecimal.valueOf(amounts.path("total_refunded").asLong(), digits));
    }

    private static Figures sum(Figures one, Figures other) {
        return one.authorize(other.authorized())
                .capture(other.captured())
                .cancel(other.voided())
                .refund(other.refunded());
    }

    private static int digits(String currency) {
        return Currency.getInstance(currency).getDefaultFractionDigits();
    }
}
