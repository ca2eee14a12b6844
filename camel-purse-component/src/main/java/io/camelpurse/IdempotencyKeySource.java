package io.camelpurse;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelpurse.client.IdempotencyKeys;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;

/**
 * Which idempotency key a call carries: the one in the header, else the one that the business document makes, else a
 * random one, which stays with the exchange so that Camel's redelivery repeats it.
 */
final class IdempotencyKeySource {

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");
    private static final String SHOWN = "CamelPurseShownIdempotencyKey";
    private static final String RANDOM = "CamelPurseRandomIdempotencyKey";

    private final PurseOperation operation;

    IdempotencyKeySource(PurseOperation operation) {
        this.operation = operation;
    }

    /**
     * @param id   of the resource that the call is about, or {@code null}
     * @param body what is to be sent, or {@code null}
     */
    String key(Exchange exchange, String id, JsonNode body, byte[] bytes) throws PurseInvalidRequestException {
        String header = exchange.getMessage().getHeader(PurseConstants.IDEMPOTENCY_KEY, String.class);
        // What an earlier call of this exchange left in the header names that call, not this one.
        if (header != null && !header.equals(exchange.getProperty(SHOWN))) {
            if (!KEY.matcher(header).matches()) {
                throw new PurseInvalidRequestException("The header " + PurseConstants.IDEMPOTENCY_KEY + " is "
                        + Quoted.of(header) + ": it must be 1 to 255 printable ASCII characters without spaces");
            }
            return header;
        }
        String reference = body == null ? "" : body.path("merchant_reference").asText("");
        if (operation.movesMoney() && !reference.isEmpty()) {
            return IdempotencyKeys.derive(id, operation.name(), reference);
        }
        return random(exchange, new Content(operation, id, Arrays.hashCode(bytes)));
    }

    /** Shows the key, so that the route can keep it, and forgets a random one: the next call is another call. */
    static void done(Exchange exchange, String key) {
        exchange.removeProperty(RANDOM);
        exchange.setProperty(SHOWN, key);
        exchange.getMessage().setHeader(PurseConstants.IDEMPOTENCY_KEY, key);
    }

    private static String random(Exchange exchange, Content content) {
        RandomKey kept = exchange.getProperty(RANDOM, RandomKey.class);
        if (kept == null || !kept.content().equals(content)) {
            kept = new RandomKey(content, IdempotencyKeys.random());
            exchange.setProperty(RANDOM, kept);
        }
        return kept.key();
    }

    private record Content(PurseOperation operation, String id, int hash) {}

    private record RandomKey(Content content, String key) {}
}
