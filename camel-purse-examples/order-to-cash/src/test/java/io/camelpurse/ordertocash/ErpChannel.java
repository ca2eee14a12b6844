package io.camelpurse.ordertocash;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** How documents reach the application, and acknowledgements the ERP. */
interface ErpChannel extends AutoCloseable {

    /** What the application is configured with. */
    Map<String, String> settings();

    /** Sends a document. */
    void deliver(Path document);

    /** Whether the application has received all that was delivered. */
    boolean isReceived();

    /** Takes the texts of the acknowledgements that have been sent since, each as often as it was sent. */
    List<String> takeAcknowledgements();

    @Override
    void close();
}
