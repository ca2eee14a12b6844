package io.camelpurse.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelpurse.client.OperationFinder.Found;
import io.camelpurse.model.JsonFields;
import io.camelpurse.model.OperationStatus;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Polls an operation that is not final: a pending one for {@code completionTimeout}, an uncertain one for a few reads,
 * since a read without {@code Cache-Control: max-age} makes Purse ask its partners.
 */
final class OperationPolling {

    private static final int READS_OF_UNCERTAIN = 3;

    private final AuthorizedSender sender;
    private final CallTimer timer;
    private final RetrySchedule schedule;
    private final MoneyRequest request;
    private final Deadline callEnd;
    private final Deadline waitEnd;

    OperationPolling(
            AuthorizedSender sender, CallTimer timer, RetrySchedule schedule, MoneyRequest request, Deadline callEnd) {
        this.sender = sender;
        this.timer = timer;
        this.schedule = schedule;
        this.request = request;
        this.callEnd = callEnd;
        this.waitEnd = timer.deadlineIn(request.completionTimeout());
    }

    /** Never fails: what was seen last is the current state as far as it is known. */
    CompletableFuture<MoneyResponse> follow(MoneyResponse response) {
        return follow(response, 0);
    }

    private CompletableFuture<MoneyResponse> follow(MoneyResponse response, int round) {
        boolean pending = response.status().equals(OperationStatus.PENDING);
        boolean uncertain = response.status().equals(OperationStatus.UNCERTAIN) && round < READS_OF_UNCERTAIN;
        Deadline end = pending ? waitEnd : callEnd;
        if (!pending && !uncertain || end.hasExpired()) {
            return CompletableFuture.completedFuture(response);
        }
        return timer.pause(
                end.atMost(schedule.readDelay(round)),
                () -> read(response, end).thenCompose(seen -> follow(seen, round + 1)),
                () -> CompletableFuture.completedFuture(response));
    }

    private CompletableFuture<MoneyResponse> read(MoneyResponse response, Deadline end) {
        return sender.send(PurseRequest.readPayment(request.paymentId()), end)
                .handle((payment, failure) -> failure == null ? seenIn(payment, response) : response);
    }

    private MoneyResponse seenIn(PurseResponse payment, MoneyResponse response) {
        String id = response.operation().path(JsonFields.ID).asText();
        Optional<JsonNode> operation =
                OperationFinder.byId(payment.json(), id, request.kind()).map(Found::operation);
        return operation.map(seen -> response.seenIn(payment, seen)).orElse(response);
    }
}
