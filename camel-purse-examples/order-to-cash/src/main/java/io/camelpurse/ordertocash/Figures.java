package io.camelpurse.ordertocash;

import java.math.BigDecimal;

/** What has become of an order's money, in major units. */
record Figures(BigDecimal authorized, BigDecimal captured, BigDecimal voided, BigDecimal refunded) {

    static final Figures NOTHING = new Figures(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

    Figures authorize(BigDecimal amount) {
        return new Figures(authorized.add(amount), captured, voided, refunded);
    }

    Figures capture(BigDecimal amount) {
        return new Figures(authorized, captured.add(amount), voided, refunded);
    }

    Figures cancel(BigDecimal amount) {
        return new Figures(authorized, captured, voided.add(amount), refunded);
    }

    Figures refund(BigDecimal amount) {
        return new Figures(authorized, captured, voided, refunded.add(amount));
    }

    BigDecimal open() {
        return authorized.subtract(captured).subtract(voided);
    }

    BigDecimal refundable() {
        return captured.subtract(refunded);
    }

    /** Whether the amounts are the same, however many decimals they are written with. */
    boolean equalTo(Figures other) {
        return authorized.compareTo(other.authorized) == 0
                && captured.compareTo(other.captured) == 0
                && voided.compareTo(other.voided) == 0
                && refunded.compareTo(other.refunded) == 0;
    }

    /** In a word. */
    String outcome() {
        if (authorized.signum() == 0) {
            return "never paid";
        }
        if (open().signum() != 0) {
            return captured.signum() == 0 ? "authorized" : "partly captured";
        }
        if (captured.signum() == 0) {
            return "cancelled";
        }
        if (refundable().signum() == 0) {
            return "refunded";
        }
        return refunded.signum() == 0 ? "settled" : "settled, partly refunded";
    }
}
