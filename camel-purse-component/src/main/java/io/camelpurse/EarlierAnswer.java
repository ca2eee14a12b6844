package io.camelpurse;

import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * Tells what the answer to an earlier call left in a header from what the route put there. Only the route's word counts
 * before the endpoint's options: otherwise a second payment's capture would go to the first.
 */
final class EarlierAnswer {

    private static final String LEFT = "CamelPurseLeft.";
    private static final String CURRENCY_OF = "CamelPurseLeftCurrencyOf";

    private EarlierAnswer() {}

    /** Sets a header so that a later call knows whose word it is. */
    static void leave(Message message, String header, String value) {
        // An object of its own: the route may set an equal text again, and mean it.
        String left = new String(value);
        message.setHeader(header, left);
        message.getExchange().setProperty(LEFT + header, left);
    }

    /** Removes a header that an earlier answer left; what the route put there stays. */
    static void remove(Message message, String header) {
        if (left(message, header)) {
            message.removeHeader(header);
        }
    }

    /** What was left in the header was the route's own, and is again. */
    static void takeBack(Message message, String header) {
        message.getExchange().removeProperty(LEFT + header);
    }

    /** Whether the header still is the very object that an earlier answer left. */
    static boolean left(Message message, String header) {
        Object value = message.getHeader(header);
        return value != null && value == message.getExchange().getProperty(LEFT + header);
    }

    /** The header's text if the route put it there, else {@code null}. */
    static String routesWord(Message message, String header) {
        String value = left(message, header) ? null : message.getHeader(header, String.class);
        return value == null || value.isBlank() ? null : value;
    }

    /**
     * @param paymentId the payment whose currency it is, or {@code null}
     */
    static void leaveCurrency(Message message, String currency, String paymentId) {
        leave(message, PurseConstants.CURRENCY, currency);
        message.getExchange().setProperty(CURRENCY_OF, paymentId);
    }

    /** The currency that an earlier answer left, if it is this payment's, else {@code null}. */
    static String currencyOf(Message message, String paymentId) {
        Exchange exchange = message.getExchange();
        return left(message, PurseConstants.CURRENCY)
                        && paymentId != null
                        && paymentId.equals(exchange.getProperty(CURRENCY_OF))
                ? message.getHeader(PurseConstants.CURRENCY, String.class)
                : null;
    }
}
