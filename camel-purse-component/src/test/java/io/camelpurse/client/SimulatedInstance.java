package io.camelpurse.client;

import io.camelpurse.PurseConfiguration;
import io.camelpurse.client.OpenCalls.OpenCall;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.message.BasicHttpResponse;

/**
 * What one instance of the application holds in memory: real clients with real recovery, whose clocks, timer, network
 * and randomness are simulated.
 */
public final class SimulatedInstance {

    /** Names of the protocol's transitions, by the number that a listener is given. */
    public static final List<String> TRANSITIONS = Stream.of(MoneyTransition.values(), ReversalTransition.values())
            .flatMap(Stream::of)
            .map(Enum::name)
            .toList();

    /** Names of the states to which they lead, in the same order. */
    public static final List<String> STATES_AFTER = Stream.concat(
                    Stream.of(MoneyTransition.values())
                            .map(transition -> transition.to().name()),
                    Stream.of(ReversalTransition.values())
                            .map(transition -> transition.to().name()))
            .toList();

    /** Runs something later. */
    @FunctionalInterface
    public interface Timer {

        /**
         * @param millis from now
         * @return what cancels it
         */
        Runnable schedule(Runnable action, long millis);
    }

    /** Takes a request to the server. */
    @FunctionalInterface
    public interface Network {

        void send(Request request, Exchange exchange);
    }

    /** A request as it is sent. */
    public record Request(String method, String path, Map<String, String> headers, byte[] body) {}

    /** One request under way, seen from the network. Whatever comes second is ignored. */
    public interface Exchange {

        /** The request leaves now, unless the client has given it up. */
        boolean leave();

        /** Whether the client still waits for a response. */
        boolean isOpen();

        /** The connection broke. */
        void broken(String how);

        /** The response arrives. */
        void respond(int status, Map<String, String> headers, byte[] body);
    }

    private final TimeSource time;
    private final OpenCalls openCalls = new OpenCalls();
    private final Timer alarm;
    private final CallTimer timer;
    private final SharedClientState shared;
    private final Map<PurseConfiguration, ClientSettings> settingsOf = new IdentityHashMap<>();

    /** @param transitions is given the number of each transition that a money call or a reversal takes */
    public SimulatedInstance(TimeSource time, Randomness randomness, Timer timer, IntConsumer transitions) {
        this.time = time;
        this.alarm = timer;
        this.timer = new CallTimer(timer::schedule, openCalls, time);
        this.shared = new SharedClientState(this.timer, randomness, "simulation", new TransitionNumbers(transitions));
    }

    private record TransitionNumbers(IntConsumer transitions) implements MoneyCallListener {

        @Override
        public void took(MoneyTransition transition, MoneyRequest request) {
            transitions.accept(transition.ordinal());
        }

        @Override
        public void took(ReversalTransition transition, ReversalRequest request) {
            transitions.accept(MoneyTransition.values().length + transition.ordinal());
        }
    }

    /** What each client needs: a URL and credentials. */
    public static PurseConfiguration configuration() {
        PurseConfiguration configuration = new PurseConfiguration();
        configuration.setApiUrl("https://purse.invalid");
        configuration.setClientId("client");
        configuration.setClientSecret("client-secret");
        return configuration;
    }

    /** A client that shares this instance's memory and has a network of its own. */
    public PurseClient client(PurseConfiguration configuration, Network network, Network tokenNetwork) {
        ClientSettings settings =
                settingsOf.computeIfAbsent(configuration, options -> ClientSettings.of(options, List.of()));
        Duration responseTimeout = settings.calls().responseTimeout().orElse(CallSettings.DEFAULT_RESPONSE_TIMEOUT);
        return shared.client(
                settings,
                new SimulatedTransport(network, responseTimeout),
                new SimulatedTransport(tokenNetwork, CallSettings.DEFAULT_RESPONSE_TIMEOUT));
    }

    public TimeSource time() {
        return time;
    }

    public int openCalls() {
        return openCalls.size();
    }

    /** Ends as {@link HttpTransport} does. */
    private final class SimulatedTransport implements Transport {

        private final Network network;
        private final Duration responseTimeout;

        SimulatedTransport(Network network, Duration responseTimeout) {
            this.network = network;
            this.responseTimeout = responseTimeout;
        }

        @Override
        public CompletableFuture<RawResponse> send(TransportRequest call, Deadline deadline) {
            if (deadline.hasExpired()) {
                return CompletableFuture.failedFuture(CallTimer.tooLate());
            }
            Flight flight = new Flight(call, responseTimeout);
            timer.endAt(
                    deadline, flight.response, () -> flight.fail("no response before totalTimeout expired"), flight);
            network.send(request(call), flight);
            return flight.response;
        }

        private static Request request(TransportRequest call) {
            Map<String, String> headers = new HashMap<>();
            for (Header header : call.headers()) {
                headers.put(header.getName(), header.getValue());
            }
            return new Request(call.method(), call.uri().getRawPath(), headers, call.body());
        }
    }

    private final class Flight implements Exchange, OpenCall {

        private final CompletableFuture<RawResponse> response = new CompletableFuture<>();
        private final TransportRequest call;
        private final Duration responseTimeout;
        private boolean left;

        Flight(TransportRequest call, Duration responseTimeout) {
            this.call = call;
            this.responseTimeout = responseTimeout;
        }

        @Override
        public boolean leave() {
            if (response.isDone()) {
                return false;
            }
            left = true;
            Runnable cancellation = alarm.schedule(() -> fail("no response in time"), responseTimeout.toMillis());
            response.whenComplete((result, failure) -> cancellation.run());
            return true;
        }

        @Override
        public boolean isOpen() {
            return !response.isDone();
        }

        @Override
        public void broken(String how) {
            fail(how);
        }

        @Override
        public void respond(int status, Map<String, String> headers, byte[] body) {
            BasicHttpResponse head = new BasicHttpResponse(status);
            headers.forEach(head::addHeader);
            response.complete(new RawResponse(head, body));
        }

        @Override
        public void end() {
            fail("the component is stopping");
        }

        private void fail(String message) {
            response.completeExceptionally(
                    left
                            ? CallFailedException.outcomeUnknown(message, null)
                            : CallFailedException.notExecuted(message, null));
        }

        @Override
        public String toString() {
            return call.method() + ' ' + call.uri().getRawPath();
        }
    }

    /** The text of a body. */
    public static String text(byte[] body) {
        return body == null ? "" : new String(body, StandardCharsets.UTF_8);
    }
}
