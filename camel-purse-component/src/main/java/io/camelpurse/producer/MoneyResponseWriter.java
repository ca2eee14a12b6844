package io.camelpurse.producer;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelpurse.CallOutcome;
import io.camelpurse.FailedCall;
import io.camelpurse.PurseConfiguration;
import io.camelpurse.PurseConstants;
import io.camelpurse.PurseOperation;
import io.camelpurse.PurseOperationFailedException;
import io.camelpurse.client.MoneyRequest;
import io.camelpurse.client.MoneyResponse;
import io.camelpurse.client.ResponseAmount;
import io.camelpurse.message.ResponseBody;
import io.camelpurse.message.ResponseHeaders;
import io.camelpurse.model.JsonFields;
import io.camelpurse.text.LoggableText;
import io.camelpurse.text.SafeText;
import java.util.StringJoiner;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reports to a route the result of its capture, refund or void. */
final class MoneyResponseWriter {

    private static final Logger LOG = LoggerFactory.getLogger(MoneyResponseWriter.class);

    private final PurseOperation operation;
    private final PurseConfiguration configuration;
    private final ResponseHeaders headers;
    private final ResponseBody bodies;

    MoneyResponseWriter(PurseOperation operation, PurseConfiguration configuration) {
        this.operation = operation;
        this.configuration = configuration;
        this.bodies = new ResponseBody(configuration);
        this.headers = new ResponseHeaders(operation, configuration.getApiUrl());
    }

    /** @param key the idempotency key that was used */
    void populate(Exchange exchange, String key, MoneyResponse response) throws Exception {
        Message message = exchange.getMessage();
        headers.set(message, response.payment());
        headers.set(message, response);
        message.setHeader(PurseConstants.IDEMPOTENCY_KEY_USED, key);
        if (response.duplicate()
                && !response.outcomeUnknown()
                && response.attempts() <= 1
                && !wasDeliveredBefore(exchange)) {
            warnOfOneReferenceForTwoDocuments(response);
        }
        rejectFailure(response);
        message.setBody(bodies.of(response.payment(), operation));
    }

    void rejectFailure(MoneyResponse response) throws PurseOperationFailedException {
        if (response.hasFailed() && configuration.isFailOnOperationFailure()) {
            throw failure(response);
        }
    }

    private void warnOfOneReferenceForTwoDocuments(MoneyResponse response) {
        MoneyRequest request = response.request();
        request.logContext()
                .write(() -> LOG.warn(
                        "{} {} had been executed before, although this message was not delivered before. If two"
                                + " documents share the merchant reference {}, the second one moved no money: name the"
                                + " invoice, not the order (exchange {})",
                        operation,
                        LoggableText.id(response.operation().path(JsonFields.ID).asText()),
                        SafeText.quoted(request.merchantReference()),
                        request.exchangeId()));
    }

    private static boolean wasDeliveredBefore(Exchange exchange) {
        return exchange.isExternalRedelivered()
                || Boolean.TRUE.equals(exchange.getMessage().getHeader(Exchange.REDELIVERED, Boolean.class))
                || Boolean.TRUE.equals(exchange.getMessage().getHeader("JMSRedelivered", Boolean.class));
    }

    private static PurseOperationFailedException failure(MoneyResponse response) {
        PurseOperation operation = PurseOperation.of(response.request().kind());
        String id = LoggableText.id(response.operation().path(JsonFields.ID).asText());
        FailedCall call = new FailedCall(
                operation.name(),
                response.request().idempotencyKey(),
                CallOutcome.REJECTED,
                false,
                response.conflict() == null
                        ? response.payment().status()
                        : response.conflict().status(),
                response.conflict(),
                response.attempts(),
                null);
        return new PurseOperationFailedException(
                operation + " " + id + " ended as " + LoggableText.code(response.status()) + ": "
                        + partners(response.operation()),
                call,
                id,
                response.status());
    }

    private static String partners(JsonNode operation) {
        StringJoiner text = new StringJoiner(", ");
        text.setEmptyValue("no partner transaction is listed");
        for (JsonNode transaction : operation.path("partner_transactions")) {
            text.add(code(transaction, "partner") + "/" + code(transaction, "method") + " "
                    + code(transaction, JsonFields.STATUS) + " "
                    + ResponseAmount.shown(transaction.path(JsonFields.AMOUNT)));
        }
        return text.toString();
    }

    private static String code(JsonNode transaction, String field) {
        return LoggableText.code(transaction.path(field).asText());
    }
}
