package io.camelpurse.benchmarks;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Webhooks per second that a route from {@code purse:webhook} takes, against a route that only parses the same JSON, in
 * one process and one run, in turns. Each webhook carries the token and is about a payment of its own.
 *
 * @param turns       in which they alternate
 * @param connections how many callers there are, each on a connection of its own
 */
record WebhookBenchmark(Turns turns, int connections) {

    static final Bound BOUND = Bound.atLeast(0.8);

    static final Bound GOAL = Bound.atLeast(0.95);

    /**
     * What came of it.
     *
     * @param comparison the component as it ships, and the route that only parses
     * @param sent       all webhooks that were sent to the component, the warm-up's too
     * @param routed     how many of them reached the component's route
     */
    record Result(Comparison comparison, long sent, long routed) {}

    Result run() throws Exception {
        AtomicLong sent = new AtomicLong();
        try (WebhookReceiver receiver = WebhookReceiver.start();
                WebhookCallers callers = new WebhookCallers(receiver.port(), connections)) {
            Comparison comparison = Comparison.of(
                    turns,
                    "from(\"purse:webhook\")",
                    time -> {
                        Turn outcome = callers.call(WebhookReceiver.PURSE_PATH, time);
                        sent.addAndGet(outcome.calls());
                        return outcome;
                    },
                    "from(\"platform-http:…\").unmarshal().json()",
                    time -> callers.call(WebhookReceiver.BARE_PATH, time));
            return new Result(comparison, sent.get(), receiver.routed());
        }
    }
}
