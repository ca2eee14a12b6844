package io.camelpurse.producer;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelpurse.CallOutcome;
import io.camelpurse.FailedCall;
import io.camelpurse.PurseConfiguration;
import io.camelpurse.PurseConstants;
import io.camelpurse.PurseOperation;
import io.camelpurse.PurseOperationFailedException;
import io.camelpurse.client.MoneyResponse;
import io.camelpurse.client.ResponseAmount;
import io.camelpurse.message.ResponseBody;
import io.camelpurse.message.ResponseHeaders;
import io.camelpurse.model.LoggableText;
import io.camelpurse.model.OperationStatus;
import io.camelpurse.model.SafeText;
import java.util.StringJoiner;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a route what became of its capture, refund or void. */
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
    void handOn(Exchange exchange, String key, MoneyResponse answer) throws Exception {
        Message message = exchange.getMessage();
        headers.set(message, answer.payment());
        headers.set(message, answer);
        message.setHeader(PurseConstants.IDEMPOTENCY_KEY_USED, key);
        if (answer.duplicate() && !answer.inDoubt() && answer.attempts() <= 1 && !wasDeliveredBefore(exchange)) {
            warnOfOneReferenceForTwoDocuments(answer);
        }
        refuseFailure(answer);
        message.setBody(bodies.of(answer.payment(), operation.responseType()));
    }

    void refuseFailure(MoneyResponse answer) throws PurseOperationFailedException {
        boolean failed = answer.status().equals(OperationStatus.FAILURE)
                || answer.status().equals(OperationStatus.CONFLICT);
        if (failed && configuration.isFailOnOperationFailure()) {
            throw failure(answer);
        }
    }

    private void warnOfOneReferenceForTwoDocuments(MoneyResponse answer) {
        LOG.warn(
                "{} {} had been executed before, although this message was not delivered before. If two documents share"
                        + " the merchant reference {}, the second one moved no money: name the invoice, not the order",
                operation,
                LoggableText.id(answer.operation().path("id").asText()),
                SafeText.quoted(answer.request().merchantReference()));
    }

    private static boolean wasDeliveredBefore(Exchange exchange) {
        return exchange.isExternalRedelivered()
                || Boolean.TRUE.equals(exchange.getMessage().getHeader(Exchange.REDELIVERED, Boolean.class))
                || Boolean.TRUE.equals(exchange.getMessage().getHeader("JMSRedelivered", Boolean.class));
    }

    private static PurseOperationFailedException failure(MoneyResponse answer) {
        PurseOperation operation = PurseOperation.of(answer.request().kind());
        String id = LoggableText.id(answer.operation().path("id").asText());
        FailedCall call = new FailedCall(
                operation.name(),
                answer.request().idempotencyKey(),
                CallOutcome.REJECTED,
                false,
                answer.conflict() == null
                        ? answer.payment().status()
                        : answer.conflict().status(),
                answer.conflict(),
                answer.attempts(),
                null);
        return new PurseOperationFailedException(
                operation + " " + id + " ended as " + LoggableText.code(answer.status()) + ": "
                        + partners(answer.operation()),
                call,
                id,
                answer.status());
    }

    private static String partners(JsonNode operation) {
        StringJoiner text = new StringJoiner(", ");
        text.setEmptyValue("no partner transaction is listed");
        for (JsonNode transaction : operation.path("partner_transactions")) {
            text.add(code(transaction, "partner") + "/" + code(transaction, "method") + " "
                    + code(transaction, "status") + " " + ResponseAmount.shown(transaction.path("amount")));
        }
        return text.toString();
    }

    private static String code(JsonNode transaction, String field) {
        return LoggableText.code(transaction.path(field).asText());
    }
}
