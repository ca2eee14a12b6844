package io.camelpurse.chaos;

import io.camelpurse.sandbox.Fault;
import io.camelpurse.sandbox.Faults;
import io.camelpurse.sandbox.books.OperationStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What goes wrong, and how often. The same seed and the same order of requests give the same faults. */
final class ChaosFaults {

    static final double LOST_ANSWERS = 0.3;
    private static final double OTHER_FAULTS = 0.3;
    private static final double FAULTS_OF_READS = 0.1;
    private static final double FAULTS_OF_TOKENS = 0.05;

    private ChaosFaults() {}

    static void let(Faults faults, long seed) {
        int rule = 0;
        for (String operation : List.of("capturePayment", "voidPayment", "refundPayment")) {
            faults.rate(operation, LOST_ANSWERS, seed + rule++, Fault.dropAnswer());
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
                Fault.malformedJson());
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
        faults.add(Fault.tokenRevoked());
        faults.add(Fault.failure());
        faults.add(Fault.slowAnswer(ChaosNode.RESPONSE_TIMEOUT.multipliedBy(2)));
        return faults.toArray(Fault[]::new);
    }
}
