package io.camelpurse;

import io.camelpurse.client.MoneyAnswer;
import io.camelpurse.model.LoggableText;
import io.camelpurse.model.OperationStatus;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a route what became of its capture, refund or void. */
final class MoneyResult {

    private static final Logger LOG = LoggerFactory.getLogger(MoneyResult.class);

    private final PurseOperation operation;
    private final PurseConfiguration configuration;
    private final AnswerHeaders headers;
    private final AnswerBody bodies;

    MoneyResult(PurseOperation operation, PurseConfiguration configuration) {
        this.operation = operation;
        this.configuration = configuration;
        this.bodies = new AnswerBody(configuration);
        this.headers = new AnswerHeaders(operation, configuration.getApiUrl());
    }

    /** @param key the idempotency key that was used */
    void handOn(Exchange exchange, String key, MoneyAnswer answer) throws Exception {
        Message message = exchange.getMessage();
        headers.set(message, answer.payment());
        headers.set(message, answer);
        message.setHeader(PurseConstants.IDEMPOTENCY_KEY_USED, key);
        if (answer.duplicate() && !answer.inDoubt() && answer.attempts() <= 1 && !wasDeliveredBefore(exchange)) {
            warnOfOneReferenceForTwoDocuments(answer);
        }
        refuseFailure(answer);
        message.setBody(bodies.of(answer.payment(), operation.answerType()));
    }

    void refuseFailure(MoneyAnswer answer) throws PurseOperationFailedException {
        boolean failed = answer.status().equals(OperationStatus.FAILURE)
                || answer.status().equals(OperationStatus.CONFLICT);
        if (failed && configuration.isFailOnOperationFailure()) {
            throw PurseOperationFailedException.of(answer);
        }
    }

    private void warnOfOneReferenceForTwoDocuments(MoneyAnswer answer) {
        LOG.warn(
                "{} {} had been executed before, although this message was not delivered before. If two documents share"
                        + " the merchant reference {}, the second one moved no money: name the invoice, not the order",
                operation,
                LoggableText.id(answer.operation().path("id").asText()),
                Quoted.of(answer.request().merchantReference()));
    }

    private static boolean wasDeliveredBefore(Exchange exchange) {
        return exchange.isExternalRedelivered()
                || Boolean.TRUE.equals(exchange.getMessage().getHeader(Exchange.REDELIVERED, Boolean.class))
                || Boolean.TRUE.equals(exchange.getMessage().getHeader("JMSRedelivered", Boolean.class));
    }
}
