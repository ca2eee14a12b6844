package io.camelpurse.message;

import io.camelpurse.PurseOperation;
import java.nio.charset.StandardCharsets;
import org.apache.camel.Exchange;

/**
 * Identifies one call of one exchange. Camel's redelivery repeats it; the parts of a split, which inherit the
 * exchange's properties, are exchanges of their own.
 *
 * @param exchangeId the exchange
 * @param operation the operation
 * @param resourceId what it is about, or {@code null}
 * @param contentHash of what is sent, which itself may hold what nobody may see
 */
public record ExchangeCall(String exchangeId, PurseOperation operation, String resourceId, String contentHash) {

    public static ExchangeCall of(Exchange exchange, PurseOperation operation, String resourceId, String content) {
        return new ExchangeCall(
                exchange.getExchangeId(),
                operation,
                resourceId,
                Sha256.base64(content.getBytes(StandardCharsets.UTF_8)));
    }
}
