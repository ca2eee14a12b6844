package io.camelpurse;

import io.camelpurse.client.IdempotencyKeys;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
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

    /** A key, where it comes from, and what it is for. */
    record Key(String value, Origin origin, Call call) {}

    /** One operation on one resource with one content, of which only a hash is kept: it may hold what nobody may see. */
    record Call(PurseOperation operation, String id, UUID contentHash) {}

    /**
     * @param id                of the resource that the call is about, or {@code null}
     * @param merchantReference the business document, or {@code null}
     * @param content           what is to be sent: other content under a random key is another call
     */
    static Key key(Exchange exchange, PurseOperation operation, String id, String merchantReference, String content)
            throws PurseInvalidRequestException {
        Call call = new Call(operation, id, UUID.nameUUIDFromBytes(content.getBytes(StandardCharsets.UTF_8)));
        takeBackRoutesKey(exchange, call);
        String header = EarlierAnswer.routesWord(exchange.getMessage(), PurseConstants.IDEMPOTENCY_KEY);
        if (header != null) {
            if (!KEY.matcher(header).matches()) {
                throw new PurseInvalidRequestException("The header " + PurseConstants.IDEMPOTENCY_KEY + " is "
                        + Quoted.of(header) + ": it must be 1 to 255 printable ASCII characters without spaces");
            }
            return new Key(header, Origin.HEADER, call);
        }
        if (operation.movesMoney() && merchantReference != null) {
            return new Key(IdempotencyKeys.derive(id, operation.name(), merchantReference), Origin.DOCUMENT, call);
        }
        return new Key(random(exchange, call), Origin.RANDOM, call);
    }

    /** Shows the key, so that the route can keep it, and forgets a random one: the next call is another call. */
    static void done(Exchange exchange, Key key) {
        exchange.removeProperty(RANDOM);
        exchange.setProperty(SHOWN, key);
        EarlierAnswer.leave(exchange.getMessage(), PurseConstants.IDEMPOTENCY_KEY, key.value());
    }

    /**
     * What an earlier call left in the header names that call. But the route's own key for the very same call is the
     * route's own again: a part of a route that is run once more, by the redelivery of the step that called it.
     */
    private static void takeBackRoutesKey(Exchange exchange, Call call) {
        Key shown = exchange.getProperty(SHOWN, Key.class);
        if (shown != null && shown.origin() == Origin.HEADER && shown.call().equals(call)) {
            EarlierAnswer.takeBack(exchange.getMessage(), PurseConstants.IDEMPOTENCY_KEY);
        }
    }

    private static String random(Exchange exchange, Call call) {
        RandomKey kept = exchange.getProperty(RANDOM, RandomKey.class);
        if (kept == null || !kept.call().equals(call)) {
            kept = new RandomKey(call, IdempotencyKeys.random());
            exchange.setProperty(RANDOM, kept);
        }
        return kept.key();
    }

    private record RandomKey(Call call, String key) {}
}
