package io.camelpurse.sandbox.state;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A way to pay.
 *
 * @param partner the payment partner, such as {@code dalenys}
 * @param method the payment method, such as {@code creditcard}
 */
public record Solution(String partner, String method) {
    /** The solution used where none is named. */
    public static final Solution CARD = new Solution("dalenys", "creditcard");

    /** The gift card that the sandbox offers. */
    public static final Solution GIFT_CARD = new Solution("illicado", "giftcard");

    boolean isCard() {
        return method.equals("creditcard");
    }

    boolean isGiftCard() {
        return method.equals("giftcard");
    }

    ObjectNode json() {
        return JsonNodeFactory.instance.objectNode().put("partner", partner).put("method", method);
    }
}
