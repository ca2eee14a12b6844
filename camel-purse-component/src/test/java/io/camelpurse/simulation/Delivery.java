package io.camelpurse.simulation;

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
    private boolean troubled;
    private boolean over;
    private long knownNanos = -1;

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

    /** A request of it leaves. */
    void sends(Request request) {
        if (request.method().equals("POST")) {
            requests++;
        }
    }

    /** How many requests for money operations it has sent. */
    int requests() {
        return requests;
    }

    /** A request of it met a fault, so that it may not know its outcome. */
    void trouble() {
        troubled = true;
    }

    boolean isTroubled() {
        return troubled;
    }

    /** A response has shown the state that Purse had at that time. */
    void learned(long nanos) {
        knownNanos = Math.max(knownNanos, nanos);
    }

    /** The time whose state the call knows, or -1. */
    long knownNanos() {
        return knownNanos;
    }

    void end() {
        over = true;
    }

    boolean hasEnded() {
        return over;
    }

    @Override
    public String toString() {
        return (dryRun ? "dry run " : "delivery ") + number + " of document " + document.number();
    }
}
