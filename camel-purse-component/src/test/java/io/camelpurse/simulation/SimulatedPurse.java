package io.camelpurse.simulation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camelpurse.PurseOperation;
import io.camelpurse.client.SimulatedInstance;
import io.camelpurse.client.SimulatedInstance.Request;
import io.camelpurse.sandbox.state.Call;
import io.camelpurse.sandbox.state.Ids;
import io.camelpurse.sandbox.state.Ledger;
import io.camelpurse.sandbox.state.OperationStatus;
import io.camelpurse.sandbox.state.Outcome;
import io.camelpurse.sandbox.state.Problem;
import io.camelpurse.sandbox.state.Schedule;
import io.camelpurse.sandbox.state.Settings;
import io.camelpurse.sandbox.state.Solution;
import io.camelpurse.sandbox.state.SplitPart;
import io.camelpurse.simulation.Conditions.Notifications;
import io.camelpurse.simulation.Conditions.Weakness;
import io.camelpurse.simulation.Document.KeySource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Purse: the sandbox's ledger behind the API's paths, with access tokens, and reads that may lag behind. */
final class SimulatedPurse {

    static final String ENTITY = "11111111-1111-4111-8111-111111111111";
    static final String API = "/payment/v2/payments/";
    static final String TOKENS = "/oauth/token";

    private static final Duration KEYS_KEPT = Duration.ofSeconds(10);

    private static final List<OperationStatus> FAILED =
            Arrays.asList(OperationStatus.FAILURE, OperationStatus.CONFLICT);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectWriter WRITER = JSON.writer();
    private static final Map<String, PurseOperation> OPERATIONS = Map.of(
            "captures", PurseOperation.capturePayment,
            "refunds", PurseOperation.refundPayment,
            "voids", PurseOperation.voidPayment);

    /** A response as it leaves Purse. */
    record Response(int status, String contentType, byte[] body) {

        boolean isConflict() {
            return status == 409;
        }

        static Response json(int status, ObjectNode json) {
            return new Response(status, "application/json", write(json));
        }

        static Response problem(Problem problem, String path) {
            return new Response(problem.status(), "application/problem+json", write(problem.json(path)));
        }
    }

    /**
     * What was executed.
     *
     * @param delivery whose request did it, or 0 for another system
     */
    record Execution(
            String id,
            int delivery,
            String paymentId,
            PurseOperation operation,
            String key,
            long amount,
            String reference,
            Outcome outcome,
            long nanos) {

        /** Whether it has failed, in part perhaps, or may fail later. */
        boolean mayHaveFailed() {
            return FAILED.contains(outcome.first()) || FAILED.contains(outcome.settled());
        }
    }

    private record Snapshot(Instant at, byte[] payment) {}

    /** A payment as it is until it changes. */
    private record Shown(ObjectNode json, byte[] bytes) {}

    private final VirtualTime time;
    private final Conditions conditions;
    private final Clock clock;
    private final Schedule schedule;
    private final Ledger ledger;
    private final Map<Integer, Outcome> outcomes;
    private final List<String> payments = new ArrayList<>();
    private final List<Execution> executions = new ArrayList<>();
    private final Map<String, Long> changes = new HashMap<>();
    private final Map<String, List<Snapshot>> snapshots = new HashMap<>();
    private final Map<String, Shown> shown = new HashMap<>();
    private final Map<Integer, List<String>> keysOfDocuments = new HashMap<>();
    private final Map<String, Instant> tokens = new HashMap<>();
    private final Map<Instant, String> dates = new HashMap<>();
    private final Map<String, Instant> keys = new HashMap<>();
    private final BiConsumer<JsonNode, byte[]> changed;
    private final boolean keepsSnapshots;
    private final boolean settlesOnRead;
    private final boolean sharesReferences;
    private long clockAheadMillis;
    private int tokensIssued;
    private long largestRequest;

    /** @param changed is given each payment that has changed */
    SimulatedPurse(Plan plan, VirtualTime time, BiConsumer<JsonNode, byte[]> changed) {
        this.time = time;
        this.conditions = plan.conditions();
        this.clockAheadMillis = conditions.purseClockAhead();
        this.outcomes = plan.outcomes();
        this.changed = changed;
        this.sharesReferences = plan.sharesReferences();
        this.settlesOnRead = outcomes.values().stream().anyMatch(Outcome::onRefresh);
        this.keepsSnapshots = conditions.maxReadLagMillis() > 0
                || conditions.notifications() != Notifications.NONE
                || plan.faults().containsValue(Fault.BODY_OF_BEFORE)
                || plan.faults().containsValue(Fault.CACHED_RESPONSE);
        this.clock = ((InstantSource)
                        () -> time.instant().plusMillis(clockAheadMillis).truncatedTo(ChronoUnit.MILLIS))
                .withZone(ZoneOffset.UTC);
        this.schedule = new Schedule(clock);
        this.ledger = new Ledger(
                new Settings(), clock, new Ids(plan.seed()), schedule, () -> "https://purse.example", webhook -> {});
        schedule.onChange(this::wakeUpWhenDue);
        plan.payments().forEach(amount -> payments.add(authorize(amount)));
        payments.forEach(this::remember);
        snapshots.values().forEach(all -> all.add(0, beforeAuthorization(plan.seed(), all.get(0))));
    }

    /** What a read shows that lags behind the authorization: no authorization, one that is pending, or no amounts. */
    private static Snapshot beforeAuthorization(long seed, Snapshot authorized) {
        try {
            ObjectNode payment = (ObjectNode) JSON.readTree(authorized.payment());
            payment.put("version", 0);
            ObjectNode amounts = payment.withObject("/amounts");
            amounts.fieldNames().forEachRemaining(amount -> amounts.put(amount, 0));
            switch ((int) Math.floorMod(seed, 3L)) {
                case 0 -> payment.remove("authorization");
                case 1 -> payment.withObject("/authorization").put("status", "PENDING");
                default -> {}
            }
            return new Snapshot(authorized.at(), write(payment));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private String authorize(long amount) {
        List<SplitPart> split = conditions.split() && amount > 1
                ? List.of(
                        new SplitPart(Solution.GIFT_CARD, amount / 2),
                        new SplitPart(Solution.CARD, amount - amount / 2))
                : List.of();
        ObjectNode order = JsonNodeFactory.instance.objectNode().put("reference", "ORDER-" + payments.size());
        return ledger.shopper().authorizedPayment(ENTITY, amount, "EUR", order, split);
    }

    private void wakeUpWhenDue() {
        schedule.next()
                .ifPresent(due -> time.later(due.minusMillis(clockAheadMillis), () -> {
                    if (schedule.next()
                            .filter(next -> !next.isAfter(clock.instant()))
                            .isPresent()) {
                        schedule.runDue();
                        shown.clear();
                        payments.forEach(this::remember);
                        payments.forEach(id -> changes.put(id, time.nanos()));
                    }
                }));
    }

    /** Somebody sets the clock; how old a read is does not change by that. */
    void moveClock(long millis) {
        clockAheadMillis += millis;
        wakeUpWhenDue();
    }

    /** How far Purse's clock is ahead of the simulation's. */
    long clockAheadMillis() {
        return clockAheadMillis;
    }

    String payment(int number) {
        return payments.get(number);
    }

    /** The keys under which a document may be executed, once each; empty if nobody knows them beforehand. */
    List<String> keys(Document document) {
        return keysOfDocuments.computeIfAbsent(document.number(), number -> document.keys(payment(document.payment())));
    }

    List<Execution> executions() {
        return executions;
    }

    /** Whether what was executed on the document's payment has its key, or, if nobody knows that, may have it. */
    boolean mayBeOf(Document document, Execution execution) {
        return document.key() == KeySource.EXCHANGE
                ? execution.operation() == document.operation() && execution.reference() == null
                : execution.key() != null && keys(document).contains(execution.key());
    }

    /** The largest amount that was requested. */
    long largestRequest() {
        return largestRequest;
    }

    /** When the payment may have changed last. */
    long changedNanos(String paymentId) {
        return changes.getOrDefault(paymentId, 0L);
    }

    ObjectNode current(String paymentId) {
        return shown(paymentId).json();
    }

    private Shown shown(String paymentId) {
        return shown.computeIfAbsent(paymentId, id -> shown(ledger.payment(id)));
    }

    private Shown shown(ObjectNode payment) {
        return new Shown(payment, bytes(payment));
    }

    /** What the ledger itself finds wrong. */
    List<String> faults() {
        return ledger.faultsOfAllOrders().stream()
                .filter(fault -> !sharesReferences || !fault.contains("for document"))
                .toList();
    }

    void revokeTokens() {
        tokens.clear();
    }

    /** Another system of the merchant; what Purse rejects is nobody's concern here. */
    boolean foreignOperation(int payment, PurseOperation operation, long amount, String reference) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("amount", amount);
        if (reference != null) {
            body.put("merchant_reference", reference);
        }
        try {
            execute(
                    prepare(payments.get(payment), operation, body, null),
                    0,
                    payments.get(payment),
                    operation,
                    null,
                    amount,
                    reference);
            return true;
        } catch (Problem rejected) {
            return false;
        }
    }

    String date() {
        return dates.computeIfAbsent(
                clock.instant().truncatedTo(ChronoUnit.SECONDS),
                second -> DateTimeFormatter.RFC_1123_DATE_TIME.format(second.atZone(ZoneOffset.UTC)));
    }

    /**
     * Handles a request at the moment at which it arrives.
     *
     * @param delivery       whose request it is
     * @param runningMillis  how long a money operation is running before it is executed
     * @param readLagMillis  how old what a read shows is
     * @param respond        is given the response, at once or when the operation was executed
     */
    void arrive(Request request, int delivery, long runningMillis, long readLagMillis, Consumer<Response> respond) {
        if (request.path().equals(TOKENS)) {
            respond.accept(issueToken());
            return;
        }
        Instant expiry = tokens.get(request.headers().getOrDefault("Authorization", ""));
        if (expiry == null || !clock.instant().isBefore(expiry)) {
            respond.accept(Response.problem(Problem.of(401, "unauthorized", "Unauthorized", null), request.path()));
            return;
        }
        String[] path = request.path().substring(API.length()).split("/");
        if (request.method().equals("GET")) {
            respond.accept(read(path[0], readLagMillis));
            return;
        }
        try {
            ObjectNode body = (ObjectNode) JSON.readTree(request.body());
            String key = request.headers().get("x-idempotency-key");
            PurseOperation operation = OPERATIONS.get(path[1]);
            long amount = body.path("amount").longValue();
            largestRequest = Math.max(largestRequest, amount);
            Call call = prepare(path[0], operation, body, key);
            String reference = body.path("merchant_reference").textValue();
            Runnable execution = () -> respond.accept(
                    executed(call, delivery, path[0], operation, key, amount, reference, request.path()));
            if (runningMillis == 0) {
                execution.run();
            } else {
                time.after(runningMillis, execution);
            }
        } catch (Problem problem) {
            respond.accept(Response.problem(problem, request.path()));
        } catch (IOException e) {
            throw new IllegalStateException("The component sent what is not JSON", e);
        }
    }

    /** The payment as it was before its last change. */
    Response before(String paymentId) {
        List<Snapshot> all = snapshots.get(paymentId);
        return payment(200, all.get(Math.max(0, all.size() - 2)));
    }

    /** A success from a cache, which knows nothing of what was executed under the request's key. */
    Response cached(String paymentId, String key) {
        List<String> executed = executions.stream()
                .filter(execution -> key.equals(execution.key()))
                .map(Execution::id)
                .toList();
        List<Snapshot> all = snapshots.get(paymentId);
        int newest = Math.max(0, all.size() - 2);
        while (newest > 0
                && executed.stream()
                        .anyMatch(SimulatedInstance.text(all.get(newest).payment())::contains)) {
            newest--;
        }
        return payment(201, all.get(newest));
    }

    private static Response payment(int status, Snapshot snapshot) {
        return new Response(status, "application/json", snapshot.payment());
    }

    private Response issueToken() {
        String token = "token-" + ++tokensIssued;
        tokens.put("Bearer " + token, clock.instant().plusSeconds(conditions.tokenLifetimeSeconds()));
        return Response.json(
                200,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("access_token", token)
                        .put("token_type", "Bearer")
                        .put("expires_in", conditions.tokenLifetimeSeconds()));
    }

    private Response read(String paymentId, long lagMillis) {
        if (lagMillis > 0) {
            Instant shown = time.instant().minusMillis(lagMillis);
            List<Snapshot> all = snapshots.get(paymentId);
            for (int i = all.size() - 1; i >= 0; i--) {
                if (i == 0 || !all.get(i).at().isAfter(shown)) {
                    return new Response(200, "application/json", all.get(i).payment());
                }
            }
        }
        if (settlesOnRead) {
            ObjectNode payment = prepare(
                            paymentId, PurseOperation.getPayment, JsonNodeFactory.instance.objectNode(), null)
                    .execute(Outcome.SUCCESS);
            shown.put(paymentId, shown(payment));
            remember(paymentId);
        }
        return new Response(200, "application/json", shown(paymentId).bytes());
    }

    private Call prepare(String paymentId, PurseOperation operation, ObjectNode body, String key) {
        if (key != null && conditions.have(Weakness.KEYS_FORGOTTEN)) {
            ledger.forgetKeysTakenBefore(clock.instant().minus(KEYS_KEPT));
        }
        return ledger.prepare(new io.camelpurse.sandbox.state.Request(
                operation.name(), ENTITY, paymentId, body, key, operation == PurseOperation.getPayment));
    }

    private Response executed(
            Call call,
            int delivery,
            String paymentId,
            PurseOperation operation,
            String key,
            long amount,
            String reference,
            String path) {
        try {
            execute(call, delivery, paymentId, operation, key, amount, reference);
            return new Response(201, "application/json", shown(paymentId).bytes());
        } catch (Problem problem) {
            return Response.problem(problem, path);
        }
    }

    private void execute(
            Call call,
            int delivery,
            String paymentId,
            PurseOperation operation,
            String key,
            long amount,
            String reference) {
        Outcome outcome = outcomes.getOrDefault(executions.size() + 1, Outcome.SUCCESS);
        ObjectNode payment = call.execute(outcome);
        String list = operation == PurseOperation.capturePayment
                ? "captures"
                : operation == PurseOperation.refundPayment ? "refunds" : "voids";
        String id = payment.path(list)
                .path(payment.path(list).size() - 1)
                .path("id")
                .asText();
        executions.add(
                new Execution(id, delivery, paymentId, operation, key, amount, reference, outcome, time.nanos()));
        changes.put(paymentId, time.nanos());
        shown.put(paymentId, shown(payment));
        remember(paymentId);
    }

    private byte[] bytes(ObjectNode payment) {
        byte[] bytes = write(payment);
        return conditions.changesReferences()
                ? new String(bytes, StandardCharsets.UTF_8)
                        .replace("\"merchant_reference\":\"DOC-", "\"merchant_reference\":\"doc-")
                        .getBytes(StandardCharsets.UTF_8)
                : bytes;
    }

    private static byte[] write(ObjectNode json) {
        try {
            return WRITER.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** For reads that lag behind, and for notifications. */
    private void remember(String paymentId) {
        if (!keepsSnapshots) {
            return;
        }
        List<Snapshot> all = snapshots.computeIfAbsent(paymentId, payment -> new ArrayList<>());
        Shown now = shown(paymentId);
        if (all.isEmpty() || !Arrays.equals(all.get(all.size() - 1).payment(), now.bytes())) {
            all.add(new Snapshot(time.instant(), now.bytes()));
            if (all.size() > 1) {
                changed.accept(now.json(), now.bytes());
            }
        }
    }
}
