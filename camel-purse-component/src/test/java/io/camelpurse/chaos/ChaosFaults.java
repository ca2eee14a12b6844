package io.camelpurse.chaos;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camelpurse.sandbox.Fault;
import io.camelpurse.sandbox.Faults;
import io.camelpurse.sandbox.state.OperationStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** What goes wrong, and how often. The same seed and the same order of requests give the same faults. */
final class ChaosFaults {

    static final double LOST_RESPONSES = 0.3;
    private static final double OTHER_FAULTS = 0.3;
    private static final double FAULTS_OF_READS = 0.15;
    private static final double FAULTS_OF_TOKENS = 0.05;

    private static final List<String> LISTS = List.of("captures", "voids", "refunds");

    private ChaosFaults() {}

    static void let(Faults faults, long seed) {
        int rule = 0;
        for (String operation : List.of("capturePayment", "voidPayment", "refundPayment")) {
            faults.rate(operation, LOST_RESPONSES, seed + rule++, Fault.dropResponse());
            faults.rate(operation, OTHER_FAULTS, seed + rule++, ofMoneyCalls());
        }
        faults.rate(
                "getPayment",
                FAULTS_OF_READS,
                seed + rule++,
                Fault.resetBefore(),
                Fault.status(429),
                Fault.status(500),
                Fault.badGatewayPage(),
                Fault.status(503),
                Fault.status(504),
                Fault.truncatedBody(),
                Fault.malformedJson(),
                Fault.stale(),
                Fault.stale(),
                Fault.stale(),
                Fault.edited(payment -> payment.put("id", "another-payment")),
                Fault.edited(ObjectNode::removeAll));
        faults.rate(
                "getAccessToken",
                FAULTS_OF_TOKENS,
                seed + rule,
                Fault.resetBefore(),
                Fault.status(503),
                Fault.malformedJson());
    }

    private static Fault[] ofMoneyCalls() {
        List<Fault> faults = new ArrayList<>();
        Fault badGateway = Fault.badGatewayPage();
        faults.addAll(Collections.nCopies(4, Fault.resetBefore()));
        faults.addAll(Collections.nCopies(4, Fault.status(429)));
        faults.addAll(Collections.nCopies(2, Fault.status(500)));
        faults.addAll(Collections.nCopies(2, Fault.status(500).afterCommit()));
        faults.addAll(Collections.nCopies(2, badGateway));
        faults.addAll(Collections.nCopies(2, badGateway.afterCommit()));
        faults.addAll(Collections.nCopies(4, Fault.status(503)));
        faults.addAll(Collections.nCopies(2, Fault.status(504)));
        faults.addAll(Collections.nCopies(2, Fault.status(504).afterCommit()));
        faults.addAll(Collections.nCopies(4, Fault.truncatedBody()));
        faults.addAll(Collections.nCopies(4, Fault.malformedJson()));
        faults.addAll(Collections.nCopies(3, Fault.running(Duration.ofMillis(30))));
        faults.addAll(Collections.nCopies(3, Fault.pendingUntilRead()));
        faults.addAll(Collections.nCopies(3, Fault.pending()));
        faults.addAll(Collections.nCopies(2, Fault.uncertainThen(OperationStatus.SUCCESS, Duration.ZERO)));
        // Responses that do not show the operation, or show another.
        faults.addAll(Collections.nCopies(3, Fault.stale()));
        faults.addAll(Collections.nCopies(2, Fault.edited(ObjectNode::removeAll)));
        faults.addAll(Collections.nCopies(2, Fault.edited(ChaosFaults::withoutOperations)));
        faults.addAll(Collections.nCopies(2, Fault.edited(ChaosFaults::withOtherReferences)));
        faults.add(Fault.tokenRevoked());
        faults.add(Fault.failure());
        faults.add(Fault.slowResponse(ChaosNode.RESPONSE_TIMEOUT.multipliedBy(2)));
        return faults.toArray(Fault[]::new);
    }

    private static ObjectNode withoutOperations(ObjectNode payment) {
        return payment.without(LISTS);
    }

    private static ObjectNode withOtherReferences(ObjectNode payment) {
        LISTS.forEach(list -> payment.path(list).forEach(operation -> ((ObjectNode) operation)
                .put(
                        "merchant_reference",
                        operation.path("merchant_reference").asText().toLowerCase(Locale.ROOT))));
        return payment;
    }
}
