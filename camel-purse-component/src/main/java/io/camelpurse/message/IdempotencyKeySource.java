package io.camelpurse.message;

import io.camelpurse.IdempotencyKeys;
import io.camelpurse.PurseConstants;
import io.camelpurse.PurseOperation;
import io.camelpurse.PurseValidationException;
import io.camelpurse.client.Randomness;
import io.camelpurse.text.SafeText;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * Selects the idempotency key of a call: the one in the header, else the one that the business document makes, else a
 * random one, which stays with the exchange for as long as the call may have to be retried.
 */
public final class IdempotencyKeySource {

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");
    private static final String HEADER = "The header " + PurseConstants.IDEMPOTENCY_KEY;
    private static final String RANDOM = "CamelPurseRandomIdempotencyKey";

    private IdempotencyKeySource() {}

    /** Where a key comes from, which decides what may be concluded from it. */
    public enum Origin {
        /** The route set it. */
        HEADER,
        /** It is made of the business document. */
        DOCUMENT,
        /** It names nothing but this exchange's call. */
        RANDOM
    }

    /** A key, and where it comes from. */
    public record Key(String value, Origin origin) {}

    /** The key that the route set, or {@code null}. */
    static String ofRoute(Message message) throws PurseValidationException {
        String key = TextValue.of(HEADER, message.getHeader(PurseConstants.IDEMPOTENCY_KEY));
        if (key != null && !KEY.matcher(key).matches()) {
            throw new PurseValidationException(HEADER + " is " + SafeText.quoted(key)
                    + ": it must be 1 to 255 printable ASCII characters without spaces");
        }
        return key;
    }

    /**
     * @param resourceId        what the operation is about, or {@code null}
     * @param merchantReference the business document, or {@code null}
     * @param call              what is sent: other content under a random key is another call
     * @param randomness        makes the random one
     */
    public static Key key(
            Exchange exchange,
            PurseOperation operation,
            String resourceId,
            String merchantReference,
            Supplier<ExchangeCall> call,
            Randomness randomness)
            throws PurseValidationException {
        String ofRoute = ofRoute(exchange.getMessage());
        if (ofRoute != null) {
            return new Key(ofRoute, Origin.HEADER);
        }
        if (operation.movesMoney() && merchantReference != null) {
            return new Key(IdempotencyKeys.derive(resourceId, operation.name(), merchantReference), Origin.DOCUMENT);
        }
        ExchangeCall sent = call.get();
        RandomKey kept = exchange.getProperty(RANDOM, RandomKey.class);
        if (kept == null || !kept.call().equals(sent)) {
            kept = new RandomKey(sent, randomness.idempotencyKey());
            exchange.setProperty(RANDOM, kept);
        }
        return new Key(kept.key(), Origin.RANDOM);
    }

    /** Forgets a random key: the next call is another call. */
    public static void done(Exchange exchange) {
        exchange.removeProperty(RANDOM);
    }

    private record RandomKey(ExchangeCall call, String key) {}
}
