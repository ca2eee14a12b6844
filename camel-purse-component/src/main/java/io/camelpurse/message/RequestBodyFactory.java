package io.camelpurse.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camelpurse.PurseConfiguration;
import io.camelpurse.PurseConstants;
import io.camelpurse.PurseOperation;
import io.camelpurse.PurseValidationException;
import io.camelpurse.client.Json;
import io.camelpurse.client.LogContext;
import io.camelpurse.model.JsonFields;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates the body of a request from a message, and validates it. The body overrides headers, and headers override the
 * endpoint's options. The one exception is money: a body and a header that disagree are rejected.
 */
public final class RequestBodyFactory {

    private static final Logger LOG = LoggerFactory.getLogger(RequestBodyFactory.class);

    /** As long as an idempotency key may be. */
    private static final int LONGEST_REFERENCE = 255;

    private final PurseOperation operation;
    private final PurseConfiguration configuration;
    private final RequestAmounts amounts;
    private final Optional<WebhookRequestObject> webhook;

    public RequestBodyFactory(PurseOperation operation, PurseConfiguration configuration) {
        this.operation = operation;
        this.configuration = configuration;
        this.amounts = new RequestAmounts(operation, configuration);
        this.webhook = operation.creates() ? WebhookRequestObject.of(configuration) : Optional.empty();
    }

    /**
     * The whole body of a request that moves no money.
     *
     * @param warned whether the endpoint has warned that nothing names a webhook, which it does once
     */
    public ObjectNode create(Exchange exchange, AtomicBoolean warned) throws PurseValidationException {
        Message message = exchange.getMessage();
        ObjectNode body = read(exchange);
        operation.defaultFields().forEach((field, value) -> fill(body, field, value));
        if (operation.describesOrder()) {
            String entity = text(message, PurseConstants.ENTITY_ID);
            fill(body, JsonFields.ENTITY_ID, entity == null ? configuration.getEntityId() : entity);
            RequestCurrency currency = RequestCurrency.of(body, message, configuration);
            fill(body, JsonFields.CURRENCY, currency.code());
            amounts.convert(body, amount(message), currency.code());
            fillOrderReference(body, message);
        }
        if (operation.creates()) {
            String redirectionUrl = text(message, PurseConstants.SHOPPER_REDIRECTION_URL);
            fill(
                    body,
                    JsonFields.SHOPPER_REDIRECTION_URL,
                    redirectionUrl == null ? configuration.getShopperRedirectionUrl() : redirectionUrl);
            addWebhook(body, exchange, warned);
        }
        requireFields(body);
        return body;
    }

    /** The body of a request that moves money, but for its amounts, which may need the payment's currency. */
    public MoneyRequestBody createMoneyBody(Exchange exchange) throws PurseValidationException {
        Message message = exchange.getMessage();
        ObjectNode body = read(exchange);
        String reference = reference(body, message);
        if (reference == null) {
            body.remove(JsonFields.MERCHANT_REFERENCE);
        } else {
            body.put(JsonFields.MERCHANT_REFERENCE, reference);
        }
        RequestCurrency currency = RequestCurrency.of(body, message, configuration);
        // The API takes none: a payment has its own.
        body.remove(JsonFields.CURRENCY);
        return new MoneyRequestBody(operation, body, amount(message), reference, currency, amounts);
    }

    private ObjectNode read(Exchange exchange) throws PurseValidationException {
        ObjectNode body = RequestBodyReader.read(exchange);
        if (body == null || body.isEmpty()) {
            return Json.mapper().createObjectNode();
        }
        rejectResponse(body);
        rejectWhatIsNoRequest(body, exchange.getMessage().getBody());
        return body;
    }

    /** The response of an earlier step, still in the message, has an amount too: the whole payment's. */
    private void rejectResponse(ObjectNode body) throws PurseValidationException {
        if (body.has(JsonFields.ID) && (body.has(JsonFields.LINKS) || body.has(JsonFields.AMOUNTS))) {
            throw new PurseValidationException("The body is a response of Purse (it has an id), not a request: set"
                    + " an empty body, or the request's own, before " + operation);
        }
    }

    /** A document, or an object of another library: sent as it is, its amount and reference would be lost. */
    private void rejectWhatIsNoRequest(ObjectNode body, Object given) throws PurseValidationException {
        if (operation.bodyFields().stream().noneMatch(body::has)) {
            throw new PurseValidationException("The body, a "
                    + given.getClass().getName() + ", has none of the fields of the request ("
                    + String.join(", ", operation.bodyFields())
                    + "): set an empty body, or the request's own, before "
                    + operation);
        }
    }

    private void addWebhook(ObjectNode body, Exchange exchange, AtomicBoolean warned) {
        if (body.hasNonNull(JsonFields.WEBHOOK)) {
            return;
        }
        if (webhook.isPresent()) {
            body.set(JsonFields.WEBHOOK, webhook.get().json());
        } else if (warned.compareAndSet(false, true)) {
            new LogContext(exchange.getExchangeId(), operation, null, null)
                    .write(() -> LOG.warn(
                            "{} names no webhook, so that Purse sends no notification of it: set webhookUrl and"
                                    + " webhookVerifyToken, or put a webhook into the body (exchange {})",
                            operation,
                            exchange.getExchangeId()));
        }
    }

    private void requireFields(ObjectNode body) throws PurseValidationException {
        for (String field : operation.requiredFields()) {
            if (isEmpty(body.path(field))) {
                throw missing(field);
            }
        }
    }

    static PurseValidationException missing(String field) {
        String remedy =
                switch (field) {
                    case JsonFields.ENTITY_ID ->
                        "put it into the body, the header " + PurseConstants.ENTITY_ID + " or the option entityId";
                    case JsonFields.AMOUNT ->
                        "put it into the body, the header " + PurseConstants.AMOUNT + " or the option amount";
                    case JsonFields.CURRENCY ->
                        "put it into the body, the header " + PurseConstants.CURRENCY + " or the option currency";
                    case JsonFields.SHOPPER_REDIRECTION_URL ->
                        "put it into the body, the header " + PurseConstants.SHOPPER_REDIRECTION_URL
                                + " or the option shopperRedirectionUrl";
                    case JsonFields.ORDER ->
                        "put it into the body, or the order's reference into the header "
                                + PurseConstants.ORDER_REFERENCE;
                    default -> "put it into the body";
                };
        return new PurseValidationException(field + " is missing: " + remedy);
    }

    /** The header's reference makes the order, or completes the body's. */
    private static void fillOrderReference(ObjectNode body, Message message) throws PurseValidationException {
        String header = text(message, PurseConstants.ORDER_REFERENCE);
        if (header == null) {
            return;
        }
        if (isEmpty(body.path(JsonFields.ORDER))) {
            body.putObject(JsonFields.ORDER).put(JsonFields.REFERENCE, header);
            return;
        }
        if (!(body.get(JsonFields.ORDER) instanceof ObjectNode order)) {
            throw RejectedField.ofType(JsonFields.ORDER, body.get(JsonFields.ORDER), "a JSON object");
        }
        String name = JsonFields.ORDER + "." + JsonFields.REFERENCE;
        String inBody = TextValue.of(name, order.path(JsonFields.REFERENCE));
        rejectDisagreement(name, inBody, PurseConstants.ORDER_REFERENCE, header);
        if (inBody == null) {
            order.put(JsonFields.REFERENCE, header);
        }
    }

    private static void rejectDisagreement(String field, String inBody, String name, String header)
            throws PurseValidationException {
        if (inBody != null && header != null && !inBody.equals(header)) {
            throw RejectedField.contradicted(field, inBody, "header " + name, header);
        }
    }

    private String reference(ObjectNode body, Message message) throws PurseValidationException {
        String inBody = TextValue.of(JsonFields.MERCHANT_REFERENCE, body.path(JsonFields.MERCHANT_REFERENCE));
        String header = text(message, PurseConstants.MERCHANT_REFERENCE);
        rejectDisagreement(JsonFields.MERCHANT_REFERENCE, inBody, PurseConstants.MERCHANT_REFERENCE, header);
        String option = configuration.getMerchantReference();
        String reference = inBody != null ? inBody : header != null ? header : option;
        if (reference == null || reference.isBlank()) {
            return null;
        }
        checkReference(JsonFields.MERCHANT_REFERENCE, reference);
        return reference;
    }

    /** @param field for the message */
    public static void checkReference(String field, String reference) throws PurseValidationException {
        if (reference.length() > LONGEST_REFERENCE) {
            throw new PurseValidationException(field + " has " + reference.length() + " characters: it may have "
                    + LONGEST_REFERENCE + ". Use the number of the document");
        }
    }

    private static void fill(ObjectNode body, String field, String value) {
        if (value != null && !value.isBlank() && isEmpty(body.path(field))) {
            body.put(field, value);
        }
    }

    private static boolean isEmpty(JsonNode value) {
        return value.isMissingNode()
                || value.isNull()
                || value.isTextual() && value.textValue().isBlank();
    }

    private static String text(Message message, String header) throws PurseValidationException {
        return TextValue.of("The header " + header, message.getHeader(header));
    }

    /** A text, a number, or {@code null}. */
    private static Object amount(Message message) throws PurseValidationException {
        Object amount =
                TextValue.scalar("The header " + PurseConstants.AMOUNT, message.getHeader(PurseConstants.AMOUNT));
        if (amount instanceof String text) {
            return text.isBlank() ? null : text.strip();
        }
        return amount;
    }
}
