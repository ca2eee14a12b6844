package io.camelpurse.chaos;

import io.camelpurse.PurseConstants;
import io.camelpurse.PurseOperationFailedException;
import io.camelpurse.PurseRejectedException;
import io.camelpurse.sandbox.PurseSandbox;
import io.camelpurse.sandbox.state.OperationStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import org.apache.camel.Exchange;

/** Delivers every document, and redelivers what has no outcome yet, until each has one. */
final class ChaosRun implements AutoCloseable {

    private static final int ORDERS_AT_ONCE = 12;
    private static final int DELIVERIES_AT_ONCE = 48;
    private static final int MOST_DELIVERIES = 60;

    private final PurseSandbox sandbox;
    private final List<ChaosNode> nodes;
    private final ExecutorService orders = Executors.newFixedThreadPool(ORDERS_AT_ONCE);
    private final ExecutorService deliveries = Executors.newFixedThreadPool(DELIVERIES_AT_ONCE);
    private final Map<BusinessDocument, Queue<Outcome>> outcomes = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> deliveryEnds = new ConcurrentSkipListMap<>();

    ChaosRun(PurseSandbox sandbox, List<ChaosNode> nodes) {
        this.sandbox = sandbox;
        this.nodes = nodes;
    }

    void play(List<OrderPlan> plans) {
        List<CompletableFuture<Void>> all = new ArrayList<>();
        plans.forEach(plan -> all.add(CompletableFuture.runAsync(() -> play(plan), orders)));
        all.forEach(CompletableFuture::join);
    }

    /** Every outcome that a node received, two for a document that was delivered twice. */
    Map<BusinessDocument, Queue<Outcome>> outcomes() {
        return outcomes;
    }

    /** How deliveries ended, by outcome or exception. */
    Map<String, LongAdder> deliveryEnds() {
        return deliveryEnds;
    }

    /** What is pending settles before the next step needs the money. */
    private void play(OrderPlan plan) {
        for (List<BusinessDocument> step : List.of(plan.invoices(), plan.cancellations(), plan.creditNotes())) {
            List<CompletableFuture<Void>> all = new ArrayList<>();
            for (BusinessDocument document : step) {
                for (int copies = document.deliveredTwice() ? 2 : 1; copies > 0; copies--) {
                    all.add(CompletableFuture.runAsync(() -> deliverUntilKnown(document), deliveries));
                }
            }
            all.forEach(CompletableFuture::join);
            sandbox.settle(plan.paymentId(), OperationStatus.SUCCESS);
        }
    }

    private void deliverUntilKnown(BusinessDocument document) {
        for (int delivery = 0; delivery < MOST_DELIVERIES; delivery++) {
            ChaosNode node = nodes.get(ThreadLocalRandom.current().nextInt(nodes.size()));
            Outcome outcome = outcome(document, node.deliver(document, delivery > 0));
            if (outcome != null) {
                outcomes.computeIfAbsent(document, key -> new ConcurrentLinkedQueue<>())
                        .add(outcome);
                return;
            }
        }
        throw new AssertionError(document + " had no outcome after " + MOST_DELIVERIES + " deliveries");
    }

    private Outcome outcome(BusinessDocument document, Exchange exchange) {
        Exception failure = exchange.getException();
        String end = failure == null ? "response" : failure.getClass().getSimpleName();
        deliveryEnds.computeIfAbsent(end, key -> new LongAdder()).increment();
        if (failure == null) {
            return new Outcome(
                    exchange.getMessage().getHeader(PurseConstants.OPERATION_ID, String.class),
                    exchange.getMessage().getHeader(PurseConstants.OPERATION_STATUS, String.class));
        }
        if (failure instanceof PurseOperationFailedException failed) {
            return new Outcome(failed.getOperationId(), failed.getOperationStatus());
        }
        if (failure instanceof PurseRejectedException rejected) {
            // All that is available was more than there is, since the read lagged behind: a person asks again.
            if (document.amount() == 0 && rejected.getHttpStatus() != 0) {
                return null;
            }
            return new Outcome(null, Outcome.REJECTED);
        }
        if (ChaosNode.isForLater(failure)) {
            return null;
        }
        throw new AssertionError("a document must not end so", failure);
    }

    @Override
    public void close() {
        orders.shutdownNow();
        deliveries.shutdownNow();
    }
}
