package io.camelpurse.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Webhooks per second that a route from {@code purse:webhook} takes, against a route that only parses the same JSON, in one
 * process and one run, in turns. Each webhook carries the secret and tells of a payment of its own.
 *
 * @param warmUp      how often each has its turn before it counts
 * @param rounds      how often each has its turn
 * @param time        how long a turn is
 * @param connections how many callers there are, each on a connection of its own
 */
record WebhookBenchmark(int warmUp, int rounds, Duration time, int connections) {

    /**
     * What came of it.
     *
     * @param purse  the component as it ships
     * @param bare   the route that only parses
     * @param sent   all webhooks that were sent to the component
     * @param routed how many of them reached the component's route
     */
    record Result(ThroughputBenchmark.Line purse, ThroughputBenchmark.Line bare, long sent, long routed) {

        double ratio() {
            return purse.ratioTo(bare);
        }

        List<ThroughputBenchmark.Line> lines() {
            return List.of(purse, bare);
        }
    }

    Result run() throws Exception {
        try (WebhookReceiver receiver = WebhookReceiver.start();
                WebhookCallers callers = new WebhookCallers(receiver.port(), connections)) {
            List<Load.Outcome> purse = new ArrayList<>();
            List<Load.Outcome> bare = new ArrayList<>();
            long sent = 0;
            for (int round = 0; round < warmUp + rounds; round++) {
                Load.Outcome parsed = call(callers, WebhookReceiver.BARE_PATH);
                Load.Outcome verified = call(callers, WebhookReceiver.PURSE_PATH);
                sent += verified.calls();
                if (round >= warmUp) {
                    bare.add(parsed);
                    purse.add(verified);
                }
            }
            return new Result(
                    new ThroughputBenchmark.Line("from(\"purse:webhook\")", purse),
                    new ThroughputBenchmark.Line("from(\"platform-http:…\").unmarshal().json()", bare),
                    sent,
                    receiver.routed());
        }
    }

    private Load.Outcome call(WebhookCallers callers, String path) throws IOException, InterruptedException {
        return callers.call(path, time);
    }
}
