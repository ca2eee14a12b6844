package io.camelpurse.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelpurse.sandbox.Account;
import io.camelpurse.sandbox.Fault;
import io.camelpurse.sandbox.PurseSandbox;
import io.camelpurse.sandbox.RecordedRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The sandbox in a process of its own: commands come in as lines, responses go out as lines, and the end of the input
 * is the end of the process, so that none outlives the benchmark.
 */
public final class UpstreamCommand {

    static final long AMOUNT = 4299;

    private static final String CAPTURE = "capturePayment";
    private static final int JOURNAL_LIMIT = 20_000;

    private final PurseSandbox sandbox;
    private final List<String> opened = new ArrayList<>();
    private long requestsBefore;

    private UpstreamCommand(PurseSandbox sandbox) {
        this.sandbox = sandbox;
    }

    /**
     * Serves until the standard input ends.
     *
     * @param arguments none
     * @throws IOException if the standard input cannot be read
     */
    public static void main(String[] arguments) throws IOException {
        try (PurseSandbox sandbox =
                        PurseSandbox.builder().journalLimit(JOURNAL_LIMIT).start();
                BufferedReader commands =
                        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            UpstreamCommand upstream = new UpstreamCommand(sandbox);
            Account account = sandbox.account();
            System.out.println(String.join(
                    " ",
                    sandbox.apiUrl(),
                    sandbox.tokenUrl(),
                    account.entityId(),
                    account.clientId(),
                    account.clientSecret()));
            for (String command = commands.readLine(); command != null; command = commands.readLine()) {
                System.out.println(upstream.execute(command.split(" ")));
            }
        }
    }

    private String execute(String[] command) {
        return switch (command[0]) {
            case "latency" -> respondAfter(Duration.ofMillis(Long.parseLong(command[1])));
            case "open" -> open(Integer.parseInt(command[1]));
            case "ledger" -> ledger();
            case "waiting" -> Integer.toString(mostWaiting(Duration.ofMillis(Long.parseLong(command[1]))));
            default -> throw new IllegalArgumentException("unknown command " + command[0]);
        };
    }

    private String respondAfter(Duration latency) {
        sandbox.faults().clear();
        if (!latency.isZero()) {
            sandbox.faults().always(CAPTURE, Fault.latency(latency));
        }
        return "done";
    }

    /** Makes authorized payments; responds with their ids. What is asked for from here on counts as asked of them. */
    private String open(int count) {
        requestsBefore = sandbox.requests();
        List<String> ids = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            ids.add(sandbox.authorizedPayment(AMOUNT, "EUR", "ORD-" + (opened.size() + i)));
        }
        opened.addAll(ids);
        return String.join(" ", ids);
    }

    /**
     * How many payments were captured once, in full and successfully, and how many more than that or in another way.
     */
    private String ledger() {
        int once = 0;
        int wrongly = 0;
        for (String id : opened) {
            JsonNode payment = sandbox.payment(id);
            JsonNode captures = payment.path("captures");
            if (captures.size() == 1
                    && captures.path(0).path("status").asText().equals("SUCCESS")
                    && captures.path(0).path("amount").asLong() == AMOUNT
                    && payment.path("amounts").path("total_captured").asLong() == AMOUNT) {
                once++;
            } else if (!captures.isEmpty()) {
                wrongly++;
            }
        }
        return once + " " + wrongly;
    }

    /** The largest number of captures that waited here at the same moment, each from its arrival for the latency. */
    private int mostWaiting(Duration latency) {
        List<Instant> arrivals = sandbox.journal(CAPTURE).stream()
                .filter(request -> request.number() > requestsBefore)
                .map(RecordedRequest::time)
                .sorted()
                .toList();
        int most = 0;
        int oldest = 0;
        for (int newest = 0; newest < arrivals.size(); newest++) {
            while (!arrivals.get(oldest).plus(latency).isAfter(arrivals.get(newest))) {
                oldest++;
            }
            most = Math.max(most, newest - oldest + 1);
        }
        return most;
    }
}
