package io.camelpurse.ordertocash;

import java.nio.file.Path;
import java.util.List;

/** The ERP: delivers documents, and takes every acknowledgement as soon as it is sent, also one that it has already. */
final class Erp {

    private final DocumentReader reader = new DocumentReader();
    private final Acknowledgements acknowledgements = new Acknowledgements();
    private final ErpChannel channel;
    private int delivered;
    private int taken;

    Erp(ErpChannel channel) {
        this.channel = channel;
    }

    void deliver(List<Path> documents) {
        documents.forEach(channel::deliver);
        delivered += documents.size();
    }

    int delivered() {
        return delivered;
    }

    /** Takes the acknowledgements that have been sent since. */
    void takeAcknowledgements() {
        List<String> sent = channel.takeAcknowledgements();
        sent.stream().map(reader::readAcknowledgement).forEach(acknowledgements::add);
        taken += sent.size();
    }

    Acknowledgements acknowledgements() {
        return acknowledgements;
    }

    /** How many acknowledgements were sent more than once. */
    int repeated() {
        return taken - acknowledgements.all().size();
    }
}
