package io.camelpurse.ordertocash;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What should have become of each order by its documents alone. It is worked out a second time here, by other means
 * than the routes', so that a fault in the routes cannot hide.
 */
final class Expectation {

    private static final Set<String> CURRENCIES = Set.of("CHF", "EUR", "GBP", "JPY", "USD");
    private static final Set<String> DEMANDS = Set.of(
            "", "80", "82", "84", "218", "295", "326", "331", "380", "383", "385", "386", "387", "388", "389", "394",
            "875", "876", "877");
    private static final Set<String> FINAL = Set.of("218", "877");
    private static final Set<String> CREDITS =
            Set.of("", "81", "83", "261", "262", "296", "308", "381", "396", "420", "502", "503", "532");

    private final Map<String, Figures> figures = new TreeMap<>();
    private final Map<String, String> currencies = new HashMap<>();
    private final Map<String, BigDecimal> booked = new HashMap<>();
    private final Map<String, BigDecimal> credited = new HashMap<>();
    private final Map<String, Set<String>> acknowledgements = new TreeMap<>();
    private final Predicate<String> paid;

    private Expectation(Predicate<String> paid) {
        this.paid = paid;
    }

    /**
     * @param documents in the order in which they are acted on
     * @param paid whether an order's shopper pays
     */
    static Expectation of(List<Path> documents, Predicate<String> paid) {
        Expectation expectation = new Expectation(paid);
        DocumentReader reader = new DocumentReader();
        List<BusinessDocument> orders = new ArrayList<>();
        List<BusinessDocument> others = new ArrayList<>();
        documents.stream().map(reader::read).forEach(read -> (read.isOrder() ? orders : others).add(read));
        orders.forEach(expectation::add);
        others.forEach(expectation::add);
        return expectation;
    }

    /** Orders that a payment link is made for, and their money. */
    Map<String, Figures> figures() {
        return figures;
    }

    String currency(String order) {
        return currencies.get(order);
    }

    /** The codes by which the documents of a kind and number have to be acknowledged. */
    Map<String, Set<String>> acknowledgements() {
        return acknowledgements;
    }

    private void add(BusinessDocument document) {
        boolean accepted =
                switch (document.kind()) {
                    case "Order" -> order(document);
                    case "Invoice" -> invoice(document);
                    case "OrderCancellation" -> cancellation(document);
                    case "CreditNote" -> creditNote(document);
                    default -> false;
                };
        acknowledgements
                .computeIfAbsent(document.name(), name -> new TreeSet<>())
                .add(accepted ? Acknowledgements.ACCEPTED : Acknowledgements.REJECTED);
    }

    private boolean order(BusinessDocument order) {
        if (!payable(order) || figures.containsKey(order.id())) {
            return false;
        }
        currencies.put(order.id(), order.currency());
        figures.put(order.id(), paid.test(order.id()) ? Figures.NOTHING.authorize(order.amount()) : Figures.NOTHING);
        return true;
    }

    private boolean invoice(BusinessDocument invoice) {
        if (!payable(invoice)
                || !DEMANDS.contains(invoice.typeCode())
                || !invoice.currency().equals(currency(invoice.order()))) {
            return false;
        }
        Figures now = figures.get(invoice.order());
        if (isBooked(invoice)) {
            return isBookedWithSameAmount(invoice);
        }
        if (now.authorized().signum() == 0 || invoice.amount().compareTo(now.open()) > 0) {
            return false;
        }
        booked.put(invoice.name(), invoice.amount());
        figures.put(invoice.order(), now.capture(invoice.amount()));
        if (isFinal(invoice)) {
            close(invoice);
        }
        return true;
    }

    /** What a final invoice leaves is voided, and that is acknowledged by itself. */
    private void close(BusinessDocument invoice) {
        Figures now = figures.get(invoice.order());
        figures.put(invoice.order(), now.cancel(now.open()));
        acknowledgements.put("FinalInvoice " + invoice.id(), Set.of(Acknowledgements.ACCEPTED));
    }

    private boolean cancellation(BusinessDocument cancellation) {
        Figures now = figures.get(cancellation.order());
        if (now != null && isBooked(cancellation)) {
            return true;
        }
        if (now == null || now.authorized().signum() > 0 && now.open().signum() == 0) {
            return false;
        }
        booked.put(cancellation.name(), now.open());
        figures.put(cancellation.order(), now.cancel(now.open()));
        return true;
    }

    private boolean creditNote(BusinessDocument note) {
        if (!payable(note)
                || !CREDITS.contains(note.typeCode())
                || note.invoices().size() > 1
                || !note.currency().equals(currency(note.order()))) {
            return false;
        }
        Figures now = figures.get(note.order());
        if (isBooked(note)) {
            return isBookedWithSameAmount(note);
        }
        if (note.amount().compareTo(now.refundable()) > 0) {
            return false;
        }
        for (String invoice : note.invoices()) {
            BigDecimal all = credited.getOrDefault(invoice, BigDecimal.ZERO).add(note.amount());
            if (all.compareTo(booked.getOrDefault("Invoice " + invoice, BigDecimal.ZERO)) > 0) {
                return false;
            }
            credited.put(invoice, all);
        }
        booked.put(note.name(), note.amount());
        figures.put(note.order(), now.refund(note.amount()));
        return true;
    }

    private boolean isBooked(BusinessDocument document) {
        return booked.containsKey(document.name());
    }

    private boolean isBookedWithSameAmount(BusinessDocument document) {
        return booked.get(document.name()).compareTo(document.amount()) == 0;
    }

    private static boolean isFinal(BusinessDocument document) {
        return document.kind().equals("Invoice") && FINAL.contains(document.typeCode());
    }

    private static boolean payable(BusinessDocument document) {
        return CURRENCIES.contains(document.currency())
                && document.currency().equals(document.amountCurrency())
                && document.amount() != null
                && (document.amount().signum() > 0 || document.amount().signum() == 0 && isFinal(document))
                && document.amount().stripTrailingZeros().scale()
                        <= Currency.getInstance(document.currency()).getDefaultFractionDigits();
    }
}
