package io.camelpurse.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camelpurse.PurseConstants;
import io.camelpurse.PurseOperation;
import io.camelpurse.PurseValidationException;
import io.camelpurse.client.Json;
import io.camelpurse.model.JsonFields;
import io.camelpurse.text.SafeText;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/**
 * Creates the request of a route template or Kamelet, whose parameters are simple expressions, evaluated for each
 * message. What no expression says comes from the message's body. With an expression for amount or merchant reference,
 * the body is a document to read from, of which only the fields that say what the expressions say are used; without
 * one, it is the request. A body that differs from an expression is rejected.
 *
 * <p>Kamelets and templates name this class, and applications copy them: its name and properties are public API.
 */
public final class TemplatedRequest implements Processor {

    /** What a document may say beside the expressions. */
    private static final List<String> FIELDS =
            List.of(JsonFields.PAYMENT_ID, JsonFields.AMOUNT, JsonFields.MERCHANT_REFERENCE, JsonFields.CURRENCY);

    private PurseOperation operation;
    private Parameter paymentId;
    private Parameter amount;
    private Parameter merchantReference;
    private Parameter shopperRedirectionUrl;
    private Parameter expectedClientSessionId;

    /** Operation that the request is for. Required. */
    public void setOperation(PurseOperation operation) {
        this.operation = operation;
    }

    /** Expression for the id of the payment. Without one, the body or the header has it. */
    public void setPaymentId(String paymentId) {
        this.paymentId = Parameter.of("paymentId", paymentId);
    }

    /** Expression for the amount, or {@code available}. Without one, the body or the header has it. */
    public void setAmount(String amount) {
        this.amount = Parameter.of("amount", amount);
    }

    /** Expression for the number of the business document. Without one, the body or the header has it. */
    public void setMerchantReference(String merchantReference) {
        this.merchantReference = Parameter.of("merchantReference", merchantReference);
    }

    /** Expression for the URL to which the shopper returns. Without one, the body or the header has it. */
    public void setShopperRedirectionUrl(String shopperRedirectionUrl) {
        this.shopperRedirectionUrl = Parameter.of("shopperRedirectionUrl", shopperRedirectionUrl);
    }

    /** Expression for the client session that redirection data must be of. Without one, the header has it. */
    public void setRedirectionExpectedClientSessionId(String redirectionExpectedClientSessionId) {
        expectedClientSessionId =
                Parameter.of("redirectionExpectedClientSessionId", redirectionExpectedClientSessionId);
    }

    @Override
    public void process(Exchange exchange) throws PurseValidationException {
        Message message = exchange.getMessage();
        // All of them before the message changes, since they read from it.
        Object id = paymentId == null ? null : paymentId.value(exchange);
        Object url = shopperRedirectionUrl == null ? null : shopperRedirectionUrl.value(exchange);
        Object session = expectedClientSessionId == null ? null : expectedClientSessionId.evaluate(exchange);
        ObjectNode request = operation.movesMoney() ? request(exchange) : null;
        if (expectedClientSessionId != null) {
            // Without a value too: it then fits no client session.
            message.setHeader(PurseConstants.EXPECTED_CLIENT_SESSION_ID, session);
        }
        if (id != null) {
            message.setHeader(PurseConstants.PAYMENT_ID, id);
        }
        if (url != null) {
            message.setHeader(PurseConstants.SHOPPER_REDIRECTION_URL, url);
        }
        if (operation.movesMoney()) {
            takePaymentId(request, message);
            message.setBody(request);
        }
    }

    /** @return the body of the request, with the payment's id if the message's body has it; {@code null} if empty */
    private ObjectNode request(Exchange exchange) throws PurseValidationException {
        if (amount == null && merchantReference == null) {
            return RequestBodyReader.read(exchange);
        }
        Object amountValue = amount == null ? null : amount.value(exchange);
        Object reference = merchantReference == null ? null : merchantReference.value(exchange);
        ObjectNode request = Json.mapper().createObjectNode();
        ObjectNode document = RequestBodyReader.readDocument(exchange);
        if (document != null) {
            request.setAll(document.retain(FIELDS));
        }
        if (paymentId != null && request.path(JsonFields.PAYMENT_ID).isContainerNode()) {
            request.remove(JsonFields.PAYMENT_ID);
        }
        put(request, JsonFields.AMOUNT, amount, amountValue);
        put(request, JsonFields.MERCHANT_REFERENCE, merchantReference, reference);
        return request;
    }

    private static void put(ObjectNode request, String field, Parameter parameter, Object value)
            throws PurseValidationException {
        if (parameter == null) {
            return;
        }
        JsonNode inDocument = request.path(field);
        boolean sameField = inDocument.isTextual() || inDocument.isNumber();
        // As text, which says every number exactly.
        if (sameField && !same(field, inDocument.asText(), value.toString())) {
            throw RejectedField.contradicted(field, inDocument.asText(), "parameter " + parameter.name(), value);
        }
        request.put(field, value.toString());
    }

    private static boolean same(String field, String inDocument, String value) {
        if (inDocument.isBlank() || inDocument.equals(value)) {
            return true;
        }
        try {
            return field.equals(JsonFields.AMOUNT)
                    && new BigDecimal(inDocument.strip()).compareTo(new BigDecimal(value.strip())) == 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** From the body, where it is no field of the request, to the header. Two that differ cannot both be meant. */
    private void takePaymentId(ObjectNode body, Message message) throws PurseValidationException {
        if (body == null || !body.has(JsonFields.PAYMENT_ID)) {
            return;
        }
        String inBody = TextValue.of(JsonFields.PAYMENT_ID, body.remove(JsonFields.PAYMENT_ID));
        String header = PurseConstants.PAYMENT_ID;
        String inHeader = TextValue.of("The header " + header, message.getHeader(header));
        if (inBody != null && inHeader != null && !inBody.equals(inHeader)) {
            String place = paymentId == null ? "header " + header : "parameter paymentId";
            throw RejectedField.contradicted(JsonFields.PAYMENT_ID, inBody, place, inHeader);
        }
        if (inBody != null) {
            message.setHeader(header, inBody);
        }
    }

    /**
     * A parameter of the template.
     *
     * @param name       for messages
     * @param expression in the simple language
     */
    private record Parameter(String name, String expression) {

        private static final Pattern RAW = Pattern.compile("RAW\\((.*)\\)", Pattern.DOTALL);

        /** The beginning of an expression, a placeholder or a URL that is encoded as in a URI. */
        private static final Pattern ENCODED =
                Pattern.compile("%24(simple)?%7B|%7B%7B|%3A%2F%2F", Pattern.CASE_INSENSITIVE);

        /**
         * Whichever way Camel passes it on. A Pipe of the YAML DSL encodes it as in a URI, and nobody decodes it:
         * evaluated, it would be the same text for all messages.
         *
         * @return the parameter, or {@code null} if it is not set
         */
        static Parameter of(String name, String value) {
            if (value == null || value.isBlank()) {
                return null;
            }
            Matcher raw = RAW.matcher(value);
            String expression = raw.matches() ? raw.group(1) : value;
            if (ENCODED.matcher(expression).find()) {
                throw new IllegalArgumentException("The parameter " + name + " is " + SafeText.quoted(value)
                        + ", which was encoded on its way here: write RAW(...) around it");
            }
            return new Parameter(name, expression);
        }

        Object evaluate(Exchange exchange) {
            return exchange.getContext()
                    .resolveLanguage("simple")
                    .createExpression(expression)
                    .evaluate(exchange, Object.class);
        }

        /** One text or number. */
        Object value(Exchange exchange) throws PurseValidationException {
            Object value = TextValue.scalar("The parameter " + name, evaluate(exchange));
            if (value == null || value.toString().isBlank()) {
                throw new PurseValidationException("The parameter " + name + " is " + SafeText.quoted(expression)
                        + ", which has no value in this message");
            }
            return value;
        }
    }
}
