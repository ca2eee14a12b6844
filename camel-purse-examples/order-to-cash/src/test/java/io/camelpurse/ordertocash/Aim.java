package io.camelpurse.ordertocash;

import io.camelpurse.sandbox.PurseSandbox;
import io.camelpurse.sandbox.RecordedRequest;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * The moment of a kill: at a random one of the next requests to Purse, most often one that makes a link or moves money.
 */
final class Aim {

    private static final Set<String> MOVING =
            Set.of("createPaymentLink", "capturePayment", "refundPayment", "voidPayment");

    private final PurseSandbox purse;
    private final boolean atOperation;
    private long seen;
    private int toCome;

    /**
     * @param within how many documents may be acted on before
     */
    Aim(PurseSandbox purse, SplittableRandom random, int within) {
        this.purse = purse;
        seen = purse.requests();
        atOperation = random.nextInt(5) > 0;
        toCome = 1 + random.nextInt(atOperation ? within : 3 * within);
    }

    /** Whether the moment has come. */
    boolean isReached() {
        if (purse.requests() == seen) {
            return false;
        }
        List<RecordedRequest> requests = purse.journal();
        toCome -= (int) requests.stream()
                .filter(request -> request.number() > seen)
                .filter(request -> !atOperation || MOVING.contains(String.valueOf(request.operation())))
                .count();
        seen = requests.get(requests.size() - 1).number();
        return toCome <= 0;
    }
}
