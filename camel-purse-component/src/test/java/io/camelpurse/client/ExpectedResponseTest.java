package io.camelpurse.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.PurseEndpoint;
import io.camelpurse.PurseException;
import io.camelpurse.PurseOperation;
import io.camelpurse.PurseOutcomeUnknownException;
import io.camelpurse.PurseUnavailableException;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.SampleCalls;
import io.camelpurse.fixture.ScriptedServer;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * For every operation: a success that does not show what was asked for is none. Tests
 * {@link ExpectedResponse} and {@link ResponseAmount}.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ExpectedResponseTest {

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder()
            .server((request, socket, output) -> respond(output))
            .sharedContext()
            .build();

    private static volatile Odd response;

    private static final String OTHER = "p-2";
    private static final Map<PurseOperation, String> CALLS = Map.ofEntries(
            Map.entry(PurseOperation.createClientSession, ""),
            Map.entry(PurseOperation.getClientSession, "clientSessionId=p-1"),
            Map.entry(PurseOperation.abortClientSession, "clientSessionId=p-1"),
            Map.entry(PurseOperation.createPayment, ""),
            Map.entry(PurseOperation.getPayment, "paymentId=p-1"),
            Map.entry(PurseOperation.capturePayment, "paymentId=p-1&amount=1000&merchantReference=DOC-1"),
            Map.entry(PurseOperation.refundPayment, "paymentId=p-1&amount=1000&merchantReference=DOC-1"),
            Map.entry(PurseOperation.voidPayment, "paymentId=p-1&amount=1000&merchantReference=DOC-1"),
            Map.entry(PurseOperation.reversePayment, "paymentId=p-1&merchantReference=DOC-1"),
            Map.entry(PurseOperation.createPaymentLink, ""),
            Map.entry(PurseOperation.getPaymentLink, "paymentLinkId=p-1"),
            Map.entry(PurseOperation.cancelPaymentLink, "paymentLinkId=p-1"),
            Map.entry(PurseOperation.getEligibleSolutions, ""),
            Map.entry(PurseOperation.getSigningKeys, ""));

    /** A status of success, and a body that shows nothing of what was asked for. */
    record Odd(int status, String body) {}

    private static final List<Odd> ODD = List.of(
            new Odd(200, ""),
            new Odd(201, ""),
            new Odd(202, ""),
            new Odd(204, null),
            new Odd(207, ""),
            new Odd(200, "[]"),
            new Odd(200, "null"),
            new Odd(200, "\"ok\""),
            new Odd(200, "42"),
            new Odd(200, "true"),
            new Odd(200, "{}"),
            new Odd(200, "{\"id\": null}"),
            new Odd(200, "{\"id\": \"\"}"),
            new Odd(200, "{\"error\": \"no such thing\"}"),
            new Odd(200, "{\"type\": \"about:blank\", \"title\": \"Bad Request\", \"status\": 400}"),
            new Odd(200, "[{\"id\": \"p-1\"}]"));

    static Stream<Arguments> everyOperationTimesEveryResponse() {
        List<Arguments> all = new ArrayList<>();
        CALLS.keySet().stream()
                .sorted()
                .forEach(operation -> ODD.forEach(odd -> all.add(Arguments.of(operation, odd))));
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("everyOperationTimesEveryResponse")
    void aResponseThatDoesNotShowWhatWasAskedForIsNoSuccess(PurseOperation operation, Odd odd) throws Exception {
        response = odd;
        PurseException failure = fail(operation);
        // A reversal reads before it changes anything, so that nothing is unknown.
        assertThat(failure)
                .isInstanceOf(
                        operation.changes() && operation != PurseOperation.reversePayment
                                ? PurseOutcomeUnknownException.class
                                : PurseUnavailableException.class);
        PurseEndpoint endpoint = PURSE.context().getEndpoint(uri(operation), PurseEndpoint.class);
        assertThat(endpoint.getMoneyOperations() + endpoint.getDuplicates()).isZero();
    }

    static Stream<PurseOperation> operationsOfAResource() {
        return CALLS.keySet().stream()
                .filter(operation -> operation.resourceId().isPresent())
                .sorted();
    }

    @ParameterizedTest
    @MethodSource("operationsOfAResource")
    void aResponseAboutAnotherResourceIsNoSuccess(PurseOperation operation) throws Exception {
        String other = """
                {"id": "%s", "currency": "EUR", "status": "CREATED",
                 "amounts": {"available_to_capture": 5000, "available_to_void": 5000, "available_to_refund": 5000},
                 "captures": [{"id": "c-1", "amount": 1000, "merchant_reference": "DOC-1", "status": "SUCCESS"}],
                 "voids": [{"id": "v-1", "amount": 1000, "merchant_reference": "DOC-1", "status": "SUCCESS"}],
                 "refunds": [{"id": "r-1", "amount": 1000, "merchant_reference": "DOC-1", "status": "SUCCESS"}]}\
                """.formatted(OTHER);
        response = new Odd(200, other);
        assertThat(fail(operation)).hasMessageContaining("another resource than p-1");
        if (operation.movesMoney()) {
            assertThat(PURSE.send(uri(operation).replace("amount=1000", "amount=available"), null, Map.of())
                            .getException())
                    .isInstanceOf(PurseUnavailableException.class);
        }
    }

    private static PurseException fail(PurseOperation operation) {
        Object body =
                operation.describesOrder() ? SampleCalls.request(operation).toString() : null;
        Exception failure = PURSE.send(uri(operation), body, Map.of()).getException();
        assertThat(failure).isInstanceOf(PurseException.class);
        return (PurseException) failure;
    }

    private static String uri(PurseOperation operation) {
        String ids = CALLS.get(operation);
        return "purse:" + operation + "?maxRetries=1&retryDelay=1" + (ids.isEmpty() ? "" : "&" + ids);
    }

    private static void respond(OutputStream output) throws IOException {
        Odd odd = response;
        if (odd.body() == null) {
            output.write(("HTTP/1.1 " + odd.status() + " No Content\r\n\r\n").getBytes());
            output.flush();
        } else {
            ScriptedServer.json(output, odd.status(), odd.body());
        }
    }
}
