package io.camelpurse.simulation;

import io.camelpurse.PurseRejectedException;
import io.camelpurse.client.SimulatedInstance.Request;
import org.apache.camel.Exchange;

/** One call of one document by one instance. */
final class Delivery {

    private final int number;
    private final Document document;
    private final Instance instance;
    private final Exchange exchange;
    private final boolean dryRun;
    private final long begunMillis;
    private int requests;
    private int reads;
    private boolean troubled;
    private boolean waitedForToken;
    private boolean over;
    private long knownNanos = -1;
    private long seenNanos = -1;
    private byte[] seen;
    private long endNanos = Long.MAX_VALUE;

    Delivery(int number, Document document, Instance instance, Exchange exchange, boolean dryRun, long begunMillis) {
        this.number = number;
        this.document = document;
        this.instance = instance;
        this.exchange = exchange;
        this.dryRun = dryRun;
        this.begunMillis = begunMillis;
    }

    /** From 1. */
    int number() {
        return number;
    }

    Document document() {
        return document;
    }

    Instance instance() {
        return instance;
    }

    Exchange exchange() {
        return exchange;
    }

    /** Whether nothing may be executed. */
    boolean isDryRun() {
        return dryRun;
    }

    long begunMillis() {
        return begunMillis;
    }

    /**
     * Whether the document was rejected because of its amount, and nothing was executed under its key; by mistake, the
     * route reverses the whole under the reference of a part whatever became of that.
     */
    boolean canBeCorrected() {
        return document.becomesWhole()
                || document.correction() != null && exchange.getException() instanceof PurseRejectedException;
    }

    /** A request of it leaves. */
    void sends(Request request) {
        if (request.method().equals("POST")) {
            requests++;
        } else {
            reads++;
        }
    }

    /** How many requests for money operations it has sent. */
    int requests() {
        return requests;
    }

    /** How many times it has read a payment. */
    int reads() {
        return reads;
    }

    /** A request of it met a fault, or what it was shown hid an operation, so that it may not know its outcome. */
    void trouble() {
        troubled = true;
    }

    boolean isTroubled() {
        return troubled;
    }

    /** A fetch of its access token met a fault, which takes retries of it. */
    void waitsForToken() {
        trouble();
        waitedForToken = true;
    }

    boolean hasWaitedForToken() {
        return waitedForToken;
    }

    /** A response has shown the state that Purse had at that time. */
    void learned(long nanos) {
        knownNanos = Math.max(knownNanos, nanos);
    }

    /** The time whose state the call knows, or -1. */
    long knownNanos() {
        return knownNanos;
    }

    /** A response has shown the payment as it was at that time. */
    void sees(byte[] payment, long nanos) {
        seenNanos = Math.max(seenNanos, nanos);
        seen = payment;
    }

    /** A response has shown the payment as it was at some earlier time. */
    void seesOutdated(byte[] payment) {
        seen = payment;
    }

    /** The latest time whose payment it was shown, or -1. */
    long seenNanos() {
        return seenNanos;
    }

    /** The payment as it was shown last, or {@code null}. */
    byte[] seen() {
        return seen;
    }

    void end(long nanos) {
        over = true;
        endNanos = nanos;
    }

    /** When it ended; later than everything if it has not. */
    long endNanos() {
        return endNanos;
    }

    boolean hasEnded() {
        return over;
    }

    @Override
    public String toString() {
        return (dryRun ? "dry run " : "delivery ") + number + " of document " + document.number();
    }
}
