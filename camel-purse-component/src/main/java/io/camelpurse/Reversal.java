package io.camelpurse;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.camelpurse.MoneyBody.Converted;
import io.camelpurse.client.Deadline;
import io.camelpurse.client.MoneyAnswer;
import io.camelpurse.client.PurseClient;
import io.camelpurse.client.ReversalAnswer;
import io.camelpurse.client.ReversalRequest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;

/** Undoes a payment with one call. */
final class Reversal implements OperationCall {

    /** Names a reversal where the route need not name a document: a payment is undone as a whole only once. */
    private static final String REFERENCE = "reversal";

    private final PurseClient client;
    private final PurseConfiguration configuration;
    private final String endpointId;
    private final RequestBodyFactory bodies;
    private final AnswerHeaders headers;
    private final AnswerBody answers;
    private final MoneyResult result;
    private final CallCounters counters;

    /** @param endpointId the payment of the endpoint URI, or {@code null} */
    Reversal(PurseClient client, PurseConfiguration configuration, String endpointId, CallCounters counters) {
        this.client = client;
        this.configuration = configuration;
        this.endpointId = endpointId;
        this.bodies = new RequestBodyFactory(PurseOperation.reversePayment, configuration);
        this.answers = new AnswerBody(configuration);
        this.headers = new AnswerHeaders(PurseOperation.reversePayment, configuration.getApiUrl());
        this.result = new MoneyResult(PurseOperation.reversePayment, configuration);
        this.counters = counters;
    }

    @Override
    public Pending make(Exchange exchange) throws PurseValidationException {
        String paymentId = ResourceId.PAYMENT.of(exchange.getMessage(), endpointId);
        MoneyBody body = bodies.createMoneyBody(exchange);
        String document = BusinessDocument.require(exchange.getMessage(), body.reference(), configuration);
        Deadline deadline = client.deadline();
        CompletableFuture<Answer> answer = body.converted(paymentId, client, deadline)
                .thenCompose(content -> reverse(paymentId, document, body.reference(), content, deadline));
        return new Pending("reversal of " + PurseOperation.getPayment.path(paymentId), null, true, answer);
    }

    private CompletableFuture<Answer> reverse(
            String paymentId, String document, String reference, Converted content, Deadline deadline) {
        Long amount = content.json().hasNonNull("amount")
                ? content.json().get("amount").longValue()
                : null;
        if (document == null && amount != null) {
            return CompletableFuture.failedFuture(new PurseValidationException(
                    "merchant_reference is missing: a reversal of a part needs the business document that it is for;"
                            + " put it into the body, the header " + PurseConstants.MERCHANT_REFERENCE
                            + " or the option merchantReference"));
        }
        String named = document == null ? REFERENCE : document;
        ReversalRequest request = new ReversalRequest(
                paymentId,
                amount,
                named,
                reference == null ? named : reference,
                content.maximum(),
                configuration.isDryRun(),
                Duration.ofMillis(configuration.getCompletionTimeout()));
        return client.reverse(request, deadline, new Evidence(counters))
                .thenApply(reversed -> exchange -> handOn(exchange, request, reversed));
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
}
