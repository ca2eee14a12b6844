package io.camelpurse.ordertocash;

import java.util.List;
import java.util.Map;

/** How the ERP sends documents and receives acknowledgements. */
interface Transport extends AutoCloseable {

    /** What the application is configured with. */
    Map<String, String> settings();

    /**
     * Sends a document.
     *
     * @param order the number of its order, empty if it has none
     */
    void deliver(String name, String order, byte[] document);

    /** The texts of all acknowledgements so far. */
    List<String> acknowledgements();

    /** All dead letters so far. */
    List<DeadLetter> deadLetters();

    /** Puts the dead letters through once more, as a person would. */
    void replay(Stage stage);

    @Override
    void close();

    /**
     * A document that was put aside.
     *
     * @param content as it arrived, {@code null} if there is none
     * @param reason why it was put aside
     * @param source where it came from
     */
    record DeadLetter(byte[] content, String reason, String source, String key) {}
}
