package io.camelpurse;

import io.camelpurse.client.IdempotencyKeys;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;

/**
 * Which idempotency key a call carries: the one in the header, else the one that the business document makes, else a
 * random one, which stays with the exchange so that Camel's redelivery repeats it.
 */
final class IdempotencyKeySource {

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");
    private static final String RANDOM = "CamelPurseRandomIdempotencyKey";

    private IdempotencyKeySource() {}

    /** Where a key comes from, which decides what may be concluded from it. */
    enum Origin {
        /** The route chose it. */
        HEADER,
        /** It is made of the business document. */
        DOCUMENT,
        /** It names nothing but this exchange's call. */
        RANDOM
    }

    /** A key and where it comes from. */
    record Key(String value, Origin origin) {}

    /**
     * @param id                of the resource that the call is about, or {@code null}
     * @param merchantReference the business document, or {@code null}
     * @param content           what is to be sent: other content under a random key is another call
     */
    static Key key(Exchange exchange, PurseOperation operation, String id, String merchantReference, String content)
            throws PurseInvalidRequestException {
        String header = EarlierAnswer.routesWord(exchange.getMessage(), PurseConstants.IDEMPOTENCY_KEY);
        if (header != null) {
            if (!KEY.matcher(header).matches()) {
                throw new PurseInvalidRequestException("The header " + PurseConstants.IDEMPOTENCY_KEY + " is "
                        + Quoted.of(header) + ": it must be 1 to 255 printable ASCII characters without spaces");
            }
            return new Key(header, Origin.HEADER);
        }
        if (operation.movesMoney() && merchantReference != null) {
            return new Key(IdempotencyKeys.derive(id, operation.name(), merchantReference), Origin.DOCUMENT);
        }
        return new Key(random(exchange, new Call(operation, id, content.hashCode())), Origin.RANDOM);
    }

    /** Shows the key, so that the route can keep it, and forgets a random one: the next call is another call. */
    static void done(Exchange exchange, String key) {
        exchange.removeProperty(RANDOM);
        EarlierAnswer.leave(exchange.getMessage(), PurseConstants.IDEMPOTENCY_KEY, key);
    }

    private static String random(Exchange exchange, Call call) {
        RandomKey kept = exchange.getProperty(RANDOM, RandomKey.class);
        if (kept == null || !kept.call().equals(call)) {
            kept = new RandomKey(call, IdempotencyKeys.random());
            exchange.setProperty(RANDOM, kept);
        }
        return kept.key();
    }

    private record Call(PurseOperation operation, String id, int contentHash) {}

    private record RandomKey(Call call, String key) {}
}
