package io.camelpurse.simulation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camelpurse.client.SimulatedInstance;
import io.camelpurse.client.SimulatedInstance.Exchange;
import io.camelpurse.client.SimulatedInstance.Request;
import io.camelpurse.simulation.Conditions.Weakness;
import io.camelpurse.simulation.SimulatedPurse.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** The way between the instances and Purse, with everything that can go wrong on it. */
final class SimulatedNetwork {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long LONG_MILLIS = 12_000;

    private final Plan plan;
    private final VirtualTime time;
    private final SimulatedPurse purse;
    private final Trace trace;
    private final Visibility visibility;
    private final SplittableRandom latencies;
    private int requests;

    SimulatedNetwork(Plan plan, VirtualTime time, SimulatedPurse purse, Trace trace) {
        this.plan = plan;
        this.time = time;
        this.purse = purse;
        this.trace = trace;
        this.visibility = new Visibility(plan.conditions(), purse);
        this.latencies = new SplittableRandom(plan.seed() ^ 0x5DEECE66DL);
    }

    int requests() {
        return requests;
    }

    /**
     * Sends a request.
     *
     * @param delivery whose request it is, or {@code null}
     * @param met      is given a fault
     */
    void send(Delivery delivery, Request request, Exchange exchange, Consumer<Fault> met) {
        int number = ++requests;
        Fault fault = time.millis() < PlanGenerator.TROUBLE_ENDS
                ? possible(plan.faults().getOrDefault(number, Fault.NONE), delivery, request)
                : Fault.NONE;
        trace.add(
                "network",
                () -> "request " + number + ": " + describe(request) + (fault == Fault.NONE ? "" : " " + fault));
        if (fault != Fault.NONE) {
            met.accept(fault);
        }
        long out = 1 + latencies.nextLong(15);
        long back = 1 + latencies.nextLong(15);
        long later = 500 + latencies.nextLong(LONG_MILLIS);
        long lag = lag();
        Passage passage = new Passage(number, delivery, request, exchange, fault, back, lag);
        if (fault == Fault.CONNECTION_REFUSED) {
            time.after(out, () -> exchange.broken("connection rejected"));
        } else {
            time.after(fault == Fault.CONNECTION_SLOW ? later : 0, () -> passage.depart(out, later));
        }
    }

    private Fault possible(Fault fault, Delivery delivery, Request request) {
        // Before a request was sent, it means that there is no such payment.
        boolean lagsBehind = request.method().equals("GET") && delivery != null && delivery.requests() > 0;
        if (fault == Fault.STATUS_404_OF_READ && !lagsBehind) {
            return Fault.NONE;
        }
        if (fault == Fault.CACHED_RESPONSE && !(request.method().equals("POST") && delivery != null)) {
            return Fault.NONE;
        }
        boolean showsItsAge = plan.hasComparableClocks() || plan.conditions().have(Weakness.DATE_MISSING);
        if (fault == Fault.BODY_OF_BEFORE && !showsItsAge) {
            return Fault.NONE;
        }
        boolean ambiguous = fault == Fault.CONFLICT_WITHOUT_ID && plan.sharesReferences();
        return ambiguous && !plan.conditions().have(Weakness.REFERENCE_SHARED) ? Fault.NONE : fault;
    }

    private long lag() {
        long most = plan.conditions().maxReadLagMillis();
        return most == 0 ? 0 : latencies.nextLong(most + 1);
    }

    private static String describe(Request request) {
        String path = request.path().startsWith(SimulatedPurse.API)
                ? request.path().substring(SimulatedPurse.API.length() + 36)
                : request.path();
        return request.method() + " …" + path + " "
                + (request.path().equals(SimulatedPurse.TOKENS) ? "" : SimulatedInstance.text(request.body()));
    }

    private final class Passage {

        private final int number;
        private final Delivery delivery;
        private final Request request;
        private final Exchange exchange;
        private final Fault fault;
        private final long back;
        private final long lag;
        private long shown;

        Passage(int number, Delivery delivery, Request request, Exchange exchange, Fault fault, long back, long lag) {
            this.number = number;
            this.delivery = delivery;
            this.request = request;
            this.exchange = exchange;
            this.fault = fault;
            this.back = back;
            this.lag = lag;
        }

        void depart(long out, long later) {
            if (!exchange.leave()) {
                trace.add("network", () -> "request " + number + " was given up before it left");
                return;
            }
            switch (fault) {
                case RESET_BEFORE_ARRIVAL -> time.after(out, () -> broken("connection reset"));
                case REQUEST_LOST -> {}
                case STATUS_303 -> time.after(out, () -> status(303, Map.of("Location", "https://elsewhere.example")));
                case STATUS_404_OF_READ -> time.after(out, () -> status(404, Map.of()));
                case STATUS_425 -> time.after(out, () -> status(425, Map.of()));
                case STATUS_429 -> time.after(out, () -> status(429, Map.of("Retry-After", "1")));
                case STATUS_503_BEFORE_EXECUTION -> time.after(out, () -> status(503, Map.of()));
                case DELAYED -> time.after(later, () -> arrive(0, this::respond));
                case RESET_AND_ARRIVES_LATER -> {
                    time.after(out, () -> broken("connection reset"));
                    time.after(later, () -> arrive(0, response -> {}));
                }
                case STATUS_504_ARRIVES_LATER -> {
                    time.after(out, () -> status(504, Map.of()));
                    time.after(later, () -> arrive(0, response -> {}));
                }
                case DUPLICATED, DUPLICATED_LATER ->
                    time.after(
                            out,
                            () -> arrive(0, response -> {
                                respond(response);
                                if (mayBeRepeated(response)) {
                                    time.after(fault == Fault.DUPLICATED ? 0 : later, () -> arrive(0, ignored -> {}));
                                }
                            }));
                case DUPLICATED_WITHOUT_RESPONSE ->
                    time.after(
                            out,
                            () -> arrive(0, response -> {
                                if (mayBeRepeated(response)) {
                                    time.after(later, () -> arrive(0, ignored -> {}));
                                }
                            }));
                case CACHED_RESPONSE -> time.after(out, this::respondFromCache);
                case STILL_RUNNING -> time.after(out, () -> arrive(later, this::respond));
                case TOKENS_REVOKED ->
                    time.after(out, () -> {
                        purse.revokeTokens();
                        arrive(0, this::respond);
                    });
                case RESPONSE_LOST -> time.after(out, () -> arrive(0, response -> {}));
                default -> time.after(out, () -> arrive(0, this::respond));
            }
        }

        private boolean mayBeRepeated(Response response) {
            return response.status() < 400 || plan.conditions().have(Weakness.REJECTED_REQUEST_REPEATED);
        }

        private void arrive(long runningMillis, Consumer<Response> respond) {
            int before = purse.executions().size();
            purse.arrive(request, delivery == null ? 0 : delivery.number(), runningMillis, lag, response -> {
                trace.add(
                        "purse",
                        () -> "request " + number + ": " + response.status()
                                + (purse.executions().size() > before
                                        ? ", executed "
                                                + purse.executions()
                                                        .get(purse.executions().size() - 1)
                                                        .id()
                                        : "")
                                + (lag > 0 && request.method().equals("GET") ? ", as of " + lag + " ms ago" : ""));
                shown = time.nanos() - (request.method().equals("GET") ? lag * 1_000_000 : 0);
                respond.accept(response);
            });
        }

        private void respond(Response response) {
            switch (fault) {
                case RESET_AFTER_EXECUTION -> time.after(back, () -> broken("connection reset"));
                case STATUS_408_AFTER_EXECUTION -> time.after(back, () -> status(408, Map.of()));
                case STATUS_500_AFTER_EXECUTION -> time.after(back, () -> status(500, Map.of()));
                case STATUS_502_AFTER_EXECUTION -> time.after(back, () -> status(502, Map.of()));
                case STATUS_503_AFTER_EXECUTION -> time.after(back, () -> status(503, Map.of()));
                case BODY_CUT_OFF -> back(cut(response));
                case BODY_EMPTY -> back(new Response(response.status(), response.contentType(), new byte[0]));
                case BODY_OF_ANOTHER_PAYMENT -> back(ofAnotherPayment(response));
                case BODY_OF_BEFORE -> {
                    if (isExecuted(response)) {
                        back(purse.before(paymentId()));
                    } else {
                        intact(response);
                    }
                }
                case CONFLICT_WITHOUT_ID -> {
                    if (response.isConflict()) {
                        back(withoutId(response));
                    } else {
                        intact(response);
                    }
                }
                default -> intact(response);
            }
        }

        /** What the call takes for the state of the payment, if it is one. */
        private void intact(Response response) {
            boolean showsPayment = delivery != null && response.status() < 300;
            back(response, () -> {
                if (showsPayment) {
                    delivery.sees(response.body(), shown);
                    if (visibility.isHidden(delivery, shown)) {
                        delivery.trouble();
                    }
                }
            });
        }

        private void back(Response response) {
            back(response, () -> {});
        }

        private void back(Response response, Runnable received) {
            Map<String, String> headers = new HashMap<>();
            headers.put("Content-Type", response.contentType());
            if (plan.conditions().showsDate()) {
                headers.put("Date", purse.date());
            }
            time.after(back, () -> {
                if (delivery != null && exchange.isOpen() && response.status() != 401) {
                    delivery.learned(shown);
                    received.run();
                }
                exchange.respond(response.status(), headers, response.body());
            });
        }

        private void broken(String how) {
            exchange.broken(how);
        }

        private void status(int status, Map<String, String> headers) {
            exchange.respond(status, headers, new byte[0]);
        }

        private Response cut(Response response) {
            byte[] half = Arrays.copyOf(response.body(), response.body().length / 2);
            return new Response(response.status(), response.contentType(), half);
        }

        /** With the success of an earlier request: this one does not arrive. */
        private void respondFromCache() {
            Response cached = purse.cached(paymentId(), request.headers().get("x-idempotency-key"));
            back(cached, () -> delivery.seesOutdated(cached.body()));
        }

        private boolean isExecuted(Response response) {
            return request.method().equals("POST") && response.status() == 201;
        }

        private String paymentId() {
            return request.path().substring(SimulatedPurse.API.length()).split("/")[0];
        }

        /** Everything agrees but the id, as in a cache that confuses two payments. */
        private Response ofAnotherPayment(Response response) {
            if (response.status() >= 300 || request.path().equals(SimulatedPurse.TOKENS)) {
                return response;
            }
            String body = SimulatedInstance.text(response.body()).replace(paymentId(), SimulatedPurse.ENTITY);
            return new Response(response.status(), response.contentType(), body.getBytes(StandardCharsets.UTF_8));
        }

        private Response withoutId(Response response) {
            try {
                ObjectNode problem = (ObjectNode) JSON.readTree(response.body());
                problem.remove("resource_id");
                return new Response(
                        response.status(),
                        response.contentType(),
                        problem.toString().getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
