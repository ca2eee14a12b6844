package io.camelpurse.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camelpurse.PurseOperation;
import io.camelpurse.PurseValidationException;
import io.camelpurse.client.Deadline;
import io.camelpurse.client.PurseClient;
import io.camelpurse.model.JsonFields;
import io.camelpurse.text.LoggableText;
import java.util.concurrent.CompletableFuture;

/**
 * Holds the body of a capture, refund, void or reversal as the route requests it. Its amounts are converted by the
 * currency that the route gives, and sent only if that is the payment's; where it gives none and one is needed, by the
 * payment's.
 */
public final class MoneyRequestBody {

    private final PurseOperation operation;
    private final ObjectNode body;
    private final Object amount;
    private final String reference;
    private final RequestCurrency given;
    private final RequestAmounts amounts;

    MoneyRequestBody(
            PurseOperation operation,
            ObjectNode body,
            Object amount,
            String reference,
            RequestCurrency given,
            RequestAmounts amounts) {
        this.operation = operation;
        this.body = body;
        this.amount = amount;
        this.reference = reference;
        this.given = given;
        this.amounts = amounts;
    }

    /**
     * A body that can be sent.
     *
     * @param json    in minor units; without {@code amount} where all that is available is meant
     * @param maximum what one call may move, in minor units
     */
    public record Converted(ObjectNode json, long maximum) {}

    /** The business document, or {@code null}. */
    public String reference() {
        return reference;
    }

    /** What the route asks for, to distinguish one call from another: before any currency is known. */
    public String content() {
        return body + " " + amount + " " + given.code();
    }

    /**
     * @throws PurseValidationException if it is known without the payment that nothing can be sent
     */
    public CompletableFuture<Converted> converted(String paymentId, PurseClient client, Deadline deadline)
            throws PurseValidationException {
        if (given.isGiven()) {
            Converted converted = convert(given.code());
            return client.currencyOf(paymentId, deadline).thenCompose(real -> {
                try {
                    given.rejectOther(paymentId, real);
                    return CompletableFuture.completedFuture(converted);
                } catch (PurseValidationException e) {
                    return CompletableFuture.failedFuture(e);
                }
            });
        }
        if (!amounts.needCurrency(body, amount)) {
            return CompletableFuture.completedFuture(convert(null));
        }
        requireAmount(amounts.isGiven(body, amount));
        amounts.checkNumbers(body, amount);
        return client.currencyOf(paymentId, deadline).thenCompose(real -> {
            try {
                MinorUnits.checkedCurrency("The currency of payment " + paymentId, LoggableText.code(real));
                return CompletableFuture.completedFuture(convert(real));
            } catch (PurseValidationException e) {
                return CompletableFuture.failedFuture(e);
            }
        });
    }

    private Converted convert(String currency) throws PurseValidationException {
        ObjectNode json = body.deepCopy();
        boolean allAvailable = amounts.convert(json, amount, currency);
        requireAmount(allAvailable || json.hasNonNull(JsonFields.AMOUNT));
        return new Converted(json, amounts.maximum(currency));
    }

    private void requireAmount(boolean present) throws PurseValidationException {
        if (!present && operation.requiredFields().contains(JsonFields.AMOUNT)) {
            throw RequestBodyFactory.missing(JsonFields.AMOUNT);
        }
    }
}
