package io.camelpurse.ordertocash;

import io.camelpurse.sandbox.Fault;
import io.camelpurse.sandbox.Faults;
import io.camelpurse.sandbox.PurseSandbox;
import io.camelpurse.sandbox.state.OperationStatus;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Makes a Purse lose responses, fail before and after it has executed an operation, and lose or repeat webhooks. */
final class FaultyPurse {

    private static final Duration SETTLING = Duration.ofMillis(300);
    private static final Duration RUNNING = Duration.ofMillis(40);

    private static final Fault[] OF_ALL = {
        Fault.dropResponse(),
        Fault.resetBefore(),
        Fault.truncatedBody(),
        Fault.malformedJson(),
        Fault.badGatewayPage(),
        Fault.status(500),
        Fault.status(503),
        Fault.status(504),
        Fault.tooManyRequests(Duration.ZERO)
    };

    private static final Fault[] OF_MONEY = {
        Fault.dropResponse(),
        Fault.status(500).afterCommit(),
        Fault.tokenRevoked(),
        Fault.running(RUNNING),
        Fault.pendingThen(OperationStatus.SUCCESS, SETTLING),
        Fault.uncertainThen(OperationStatus.SUCCESS, SETTLING)
    };

    private static final Fault[] OF_WEBHOOKS = {
        Fault.dropped(), Fault.duplicated(), Fault.reordered(), Fault.delayed(SETTLING)
    };

    private FaultyPurse() {}

    /** Starts a Purse where this share of all calls and webhooks meets a fault. */
    static PurseSandbox start(long seed, double share, int journalLimit) {
        PurseSandbox purse = PurseSandbox.builder()
                .seed(seed)
                .journalLimit(journalLimit)
                .webhookRetries(5, SETTLING)
                .start();
        Faults faults = purse.faults();
        Fault[] ofMoneyAndAll =
                Stream.concat(Stream.of(OF_ALL), Stream.of(OF_MONEY)).toArray(Fault[]::new);
        long next = seed;
        for (String operation : List.of("capturePayment", "refundPayment", "voidPayment")) {
            faults.rate(operation, share, ++next, ofMoneyAndAll);
        }
        for (String operation : List.of("createPaymentLink", "getPaymentLink", "cancelPaymentLink", "getPayment")) {
            faults.rate(operation, share, ++next, OF_ALL);
        }
        faults.rate("webhook", share, ++next, OF_WEBHOOKS);
        return purse;
    }

    /** Makes every call so slow that a kill can hit it. */
    static void slowDown(PurseSandbox purse, Duration slowness) {
        for (String operation : List.of("capturePayment", "refundPayment", "voidPayment")) {
            purse.faults().rate(operation, 0.5, PurseSandbox.DEFAULT_SEED, Fault.latency(slowness));
            purse.faults().always(operation, Fault.slowResponse(slowness));
        }
        purse.faults().always("*", Fault.latency(slowness.dividedBy(4)));
    }
}
