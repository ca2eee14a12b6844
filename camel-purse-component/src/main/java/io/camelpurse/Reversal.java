package io.camelpurse;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camelpurse.client.MoneyAnswer;
import io.camelpurse.client.PurseClient;
import io.camelpurse.client.ReversalAnswer;
import io.camelpurse.client.ReversalRequest;
import java.time.Duration;
import org.apache.camel.Exchange;

/** Undoes a payment with one call. */
final class Reversal implements OperationCall {

    /** Names a reversal where the route names no document: a payment is undone as a whole only once. */
    private static final String REFERENCE = "reversal";

    private final PurseClient client;
    private final PurseConfiguration configuration;
    private final RequestBodyFactory bodies;
    private final RequestAmounts amounts;
    private final AnswerHeaders headers;
    private final AnswerBody answers;
    private final MoneyResult result;
    private final CallCounters counters;

    Reversal(PurseClient client, PurseConfiguration configuration, CallCounters counters) {
        this.client = client;
        this.configuration = configuration;
        this.bodies = new RequestBodyFactory(PurseOperation.reversePayment, configuration);
        this.amounts = new RequestAmounts(PurseOperation.reversePayment, configuration);
        this.answers = new AnswerBody(configuration);
        this.headers = new AnswerHeaders(PurseOperation.reversePayment, configuration.getApiUrl());
        this.result = new MoneyResult(PurseOperation.reversePayment, configuration);
        this.counters = counters;
    }

    @Override
    public Pending make(Exchange exchange) throws PurseInvalidRequestException {
        String paymentId = ResourceId.PAYMENT.of(exchange.getMessage(), configuration);
        ObjectNode body = bodies.create(exchange, paymentId);
        Long amount = body.hasNonNull("amount") ? body.get("amount").longValue() : null;
        ReversalRequest request = new ReversalRequest(
                paymentId,
                amount,
                reference(body, amount),
                amounts.maximum(body, exchange.getMessage(), paymentId),
                configuration.isDryRun(),
                Duration.ofMillis(configuration.getAwaitCompletion()));
        return new Pending(
                request.toString(),
                null,
                true,
                client.reverse(request, new Evidence(counters))
                        .thenApply(answer -> handOn -> handOn(handOn, request, answer)));
    }

    private void handOn(Exchange exchange, ReversalRequest request, ReversalAnswer answer) throws Exception {
        if (request.dryRun()) {
            ArrayNode wouldBeSent = JsonNodeFactory.instance.arrayNode();
            answer.operations().forEach(operation -> wouldBeSent.add(DryRun.of(operation.request())));
            DryRun.handTo(exchange, configuration, wouldBeSent);
            return;
        }
        headers.set(exchange.getMessage(), answer.payment());
        headers.set(exchange.getMessage(), answer);
        for (MoneyAnswer operation : answer.operations()) {
            result.refuseFailure(operation);
        }
        exchange.getMessage().setBody(answers.of(answer.payment(), PurseOperation.reversePayment.answerType()));
    }

    private String reference(ObjectNode body, Long amount) throws PurseInvalidRequestException {
        String reference = body.path(RequestBodyFactory.MERCHANT_REFERENCE).textValue();
        if (reference == null && (amount != null || configuration.isRequireMerchantReference())) {
            throw new PurseInvalidRequestException(
                    "merchant_reference is missing: a reversal of a part needs the business"
                            + " document that it is for; put it into the body, the header "
                            + PurseConstants.MERCHANT_REFERENCE
                            + " or the option merchantReference");
        }
        return reference == null ? REFERENCE : reference;
    }
}
