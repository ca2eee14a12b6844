package io.camelpurse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camelpurse.client.Json;
import io.camelpurse.webhook.WebhookRequestObject;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a request's body out of a message, everything in it checked. What the body says counts before headers, headers
 * before the endpoint's options; the one exception is money: where body and header disagree about it, neither can be
 * meant.
 */
final class RequestBodyFactory {

    private static final Logger LOG = LoggerFactory.getLogger(RequestBodyFactory.class);

    static final String MERCHANT_REFERENCE = "merchant_reference";
    private static final String ENTITY_ID = "entity_id";
    private static final String AMOUNT = "amount";
    private static final String CURRENCY = "currency";
    private static final String STATUS = "status";
    private static final String ABORTED_BY_MERCHANT = "ABORTED_BY_MERCHANT";

    private final PurseOperation operation;
    private final PurseConfiguration configuration;
    private final WebhookRequestObject webhook;
    private final AtomicBoolean warned = new AtomicBoolean();

    RequestBodyFactory(PurseOperation operation, PurseConfiguration configuration) {
        this.operation = operation;
        this.configuration = configuration;
        this.webhook = operation.creates() ? new WebhookSetup(configuration).requestObject() : null;
    }

    /**
     * @param id of the resource that the request is about, or {@code null}
     * @return the body; without {@code amount} where all that is available is meant
     */
    ObjectNode create(Exchange exchange, String id) throws PurseInvalidRequestException {
        Message message = exchange.getMessage();
        ObjectNode body = RequestBodyReader.read(exchange);
        if (body == null) {
            body = Json.mapper().createObjectNode();
        }
        refuseAnAnswer(body);
        if (operation == PurseOperation.abortClientSession) {
            fill(body, STATUS, ABORTED_BY_MERCHANT);
        }
        if (operation.describesOrder()) {
            fill(body, ENTITY_ID, header(message, PurseConstants.ENTITY_ID, configuration.getEntityId()));
            fill(body, CURRENCY, header(message, PurseConstants.CURRENCY, configuration.getCurrency()));
        }
        if (operation.creates()) {
            addWebhook(body);
        }
        if (operation.movesMoney()) {
            fillAgreeing(body, MERCHANT_REFERENCE, PurseConstants.MERCHANT_REFERENCE, message);
            fill(body, MERCHANT_REFERENCE, configuration.getMerchantReference());
            removeEmpty(body, MERCHANT_REFERENCE);
        }
        boolean amountMayMiss = operation == PurseOperation.reversePayment;
        if (operation.movesMoney() || operation.describesOrder()) {
            amountMayMiss |= new RequestAmounts(operation, configuration).check(body, message, id);
        }
        requireFields(body, amountMayMiss);
        return body;
    }

    private void addWebhook(ObjectNode body) {
        if (body.hasNonNull("webhook")) {
            return;
        }
        if (webhook != null) {
            body.set("webhook", webhook.json());
        } else if (warned.compareAndSet(false, true)) {
            LOG.warn(
                    "{} names no webhook, so that Purse will tell nothing of what becomes of it: set webhookUrl and"
                            + " webhookSecret, or put a webhook into the body",
                    operation);
        }
    }

    /** The answer of an earlier step, still in the message, has an amount too: the whole payment's. */
    private void refuseAnAnswer(ObjectNode body) throws PurseInvalidRequestException {
        if (body.has("id") && (body.has("links") || body.has("amounts"))) {
            throw new PurseInvalidRequestException(
                    "The body is an answer of Purse (it has an id), not a request: set an"
                            + " empty body, or the request's own, before " + operation);
        }
    }

    private void requireFields(ObjectNode body, boolean amountMayMiss) throws PurseInvalidRequestException {
        for (String field : operation.requiredFields()) {
            if (amountMayMiss && field.equals(AMOUNT)) {
                continue;
            }
            if (isEmpty(body.path(field))) {
                throw new PurseInvalidRequestException(field + " is missing: " + remedy(field));
            }
        }
    }

    private static String remedy(String field) {
        return switch (field) {
            case ENTITY_ID ->
                "put it into the body, the header " + PurseConstants.ENTITY_ID + " or the option entityId";
            case AMOUNT -> "put it into the body, the header " + PurseConstants.AMOUNT + " or the option amount";
            case CURRENCY -> "put it into the body, the header " + PurseConstants.CURRENCY + " or the option currency";
            default -> "put it into the body";
        };
    }

    private static void fillAgreeing(ObjectNode body, String field, String header, Message message)
            throws PurseInvalidRequestException {
        JsonNode inBody = body.path(field);
        if (inBody.isContainerNode() || inBody.isBoolean()) {
            throw new PurseInvalidRequestException(
                    field + " is a JSON " + inBody.getNodeType().name().toLowerCase(Locale.ROOT) + ": it must be text");
        }
        String value = header(message, header, null);
        if (value != null && !isEmpty(inBody) && !inBody.asText().equals(value)) {
            throw new PurseInvalidRequestException(field + " is " + Quoted.of(inBody.asText()) + " in the body and "
                    + Quoted.of(value) + " in the header " + header + ": remove one of the two");
        }
        if (inBody.isNumber()) {
            body.put(field, inBody.asText());
        }
        fill(body, field, value);
    }

    private static void fill(ObjectNode body, String field, String value) {
        if (value != null && !value.isBlank() && isEmpty(body.path(field))) {
            body.put(field, value);
        }
    }

    /** A key made of no document would make all documents one. */
    private static void removeEmpty(ObjectNode body, String field) {
        if (isEmpty(body.path(field))) {
            body.remove(field);
        }
    }

    private static boolean isEmpty(JsonNode value) {
        return value.isMissingNode()
                || value.isNull()
                || value.isTextual() && value.textValue().isBlank();
    }

    private static String header(Message message, String header, String otherwise) {
        String value = EarlierAnswer.routesWord(message, header);
        return value == null ? otherwise : value;
    }
}
