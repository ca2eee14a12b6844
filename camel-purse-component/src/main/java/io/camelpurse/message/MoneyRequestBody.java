package io.camelpurse.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camelpurse.PurseOperation;
import io.camelpurse.PurseValidationException;
import io.camelpurse.model.JsonFields;
import io.camelpurse.text.LoggableText;

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

    /** Whether the payment's currency is needed, to convert an amount or to compare it with the one that is given. */
    public boolean needsCurrency() throws PurseValidationException {
        return given.isGiven() || amounts.needCurrency(body, amount);
    }

    /** Rejects, before the payment's currency is read, what cannot be sent whatever that is. */
    public void check() throws PurseValidationException {
        if (given.isGiven()) {
            convert(given.code());
        } else {
            requireAmount(amounts.isGiven(body, amount));
            amounts.checkNumbers(body, amount);
        }
    }

    /** Of a body that needs no currency. */
    public Converted converted() throws PurseValidationException {
        return convert(null);
    }

    /** @param currency the payment's, as Purse has it */
    public Converted converted(String paymentId, String currency) throws PurseValidationException {
        if (given.isGiven()) {
            given.rejectOther(paymentId, currency);
        } else {
            MinorUnits.checkedCurrency("The currency of payment " + paymentId, LoggableText.code(currency));
        }
        return convert(currency);
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
