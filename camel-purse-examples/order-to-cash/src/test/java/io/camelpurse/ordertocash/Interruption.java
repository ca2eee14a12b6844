package io.camelpurse.ordertocash;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camelpurse.sandbox.PurseSandbox;
import io.camelpurse.sandbox.RecordedRequest;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** What a kill interrupted, as Purse and the inbox saw it at that moment. */
enum Interruption {
    NOTHING("nothing of a document"),
    HEARING("a payment link being read, which a webhook had named"),
    READING("a payment being read, before any money was asked for"),
    LINK("a payment link asked for, not yet remembered"),
    CAPTURE_ASKED("a capture asked for, not executed by Purse"),
    CAPTURE_EXECUTED("a capture executed by Purse, its document still in the inbox"),
    REFUND_ASKED("a refund asked for, not executed by Purse"),
    REFUND_EXECUTED("a refund executed by Purse, its document still in the inbox"),
    VOID_ASKED("a void asked for, not executed by Purse"),
    VOID_EXECUTED("a void executed by Purse, its document still in the inbox");

    private static final Map<String, String> OPERATIONS =
            Map.of("capturePayment", "captures", "refundPayment", "refunds", "voidPayment", "voids");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String words;

    Interruption(String words) {
        this.words = words;
    }

    /**
     * Examines Purse and the folders right after the kill.
     *
     * @param earlier how many requests there were before the application was started
     */
    static Interruption of(PurseSandbox purse, Folders folders, long earlier) {
        List<RecordedRequest> requests = purse.journal();
        RecordedRequest last = requests.isEmpty() ? null : requests.get(requests.size() - 1);
        if (last == null || last.number() <= earlier) {
            return NOTHING;
        }
        String operation = String.valueOf(last.operation());
        if (OPERATIONS.containsKey(operation)) {
            return operation(purse, folders, last);
        }
        if (operation.equals("createPaymentLink")) {
            String order = read(last.body()).at("/order/reference").asText();
            return Files.exists(folders.orders().resolve(order + ".json")) ? NOTHING : LINK;
        }
        if (last.status() != 0) {
            return NOTHING;
        }
        return switch (operation) {
            case "getPaymentLink" -> HEARING;
            case "getPayment" -> READING;
            default -> NOTHING;
        };
    }

    boolean isOfMoney() {
        return ordinal() > LINK.ordinal();
    }

    @Override
    public String toString() {
        return words;
    }

    private static Interruption operation(PurseSandbox purse, Folders folders, RecordedRequest last) {
        String reference = read(last.body()).path("merchant_reference").asText();
        JsonNode operations = purse.payment(last.path().replaceAll(".*/payments/([^/]+)/.*", "$1"))
                .path(OPERATIONS.get(last.operation()));
        boolean executed = StreamSupport.stream(operations.spliterator(), false)
                .anyMatch(operation ->
                        operation.path("merchant_reference").asText().equals(reference));
        boolean inInbox = Folders.files(folders.inbox(), ".xml").stream()
                .anyMatch(file -> file.getFileName().toString().matches(".*-" + reference + "-\\d+\\.xml"));
        if (!inInbox) {
            return NOTHING;
        }
        return switch (last.operation()) {
            case "capturePayment" -> executed ? CAPTURE_EXECUTED : CAPTURE_ASKED;
            case "refundPayment" -> executed ? REFUND_EXECUTED : REFUND_ASKED;
            default -> executed ? VOID_EXECUTED : VOID_ASKED;
        };
    }

    private static JsonNode read(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException cause) {
            throw new IllegalArgumentException(cause);
        }
    }
}
