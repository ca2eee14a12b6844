package io.camelpurse;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.model.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.HttpResponseAware;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A team tests its route without Purse: a mock in its place throws what a call would have thrown. Tests
 * {@link PurseException}, {@link PurseAuthenticationException}, {@link PurseIdempotencyKeyReusedException},
 * {@link PurseInvalidRedirectionException}, {@link PurseOperationFailedException},
 * {@link PurseOutcomeUnknownException}, {@link PurseOutputConversionException}, {@link PurseRejectedException},
 * {@link PurseUnavailableException}, {@link PurseValidationException} and what they carry: {@link FailedCall}.
 */
class ExceptionsInRouteTestsTest {

    private static final PurseOperation OPERATION = PurseOperation.capturePayment;
    private static final Problem PROBLEM =
            new Problem("urn:x:invalid", "Invalid", 422, "too much", null, List.of(), Map.of());

    /** Without the component, as in the tests of an application that replaces its endpoints. */
    private final CamelContext context = new DefaultCamelContext();

    private ProducerTemplate template;

    @BeforeEach
    void start() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                onException(PurseUnavailableException.class, PurseOutcomeUnknownException.class)
                        .maximumRedeliveries(1)
                        .redeliveryDelay(0)
                        .handled(true)
                        .to("mock:later");
                onException(PurseException.class).handled(true).to("mock:decide");
                from("direct:capture")
                        .routeId("capture")
                        .to("purse:capturePayment")
                        .to("mock:done");
            }
        });
        AdviceWith.adviceWith(context, "capture", advice -> advice.weaveByToUri("purse:*")
                .replace()
                .to("mock:purse"));
        template = context.createProducerTemplate();
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    static Stream<Arguments> exceptions() {
        return Stream.of(
                thrown(new PurseRejectedException("m"), 0, CallOutcome.REJECTED),
                thrown(new PurseRejectedException("m", OPERATION, 422, PROBLEM, "key"), 422, CallOutcome.REJECTED),
                thrown(new PurseAuthenticationException("m"), 0, CallOutcome.REJECTED),
                thrown(
                        new PurseAuthenticationException("m", OPERATION, 403, PROBLEM, "key"),
                        403,
                        CallOutcome.REJECTED),
                thrown(new PurseIdempotencyKeyReusedException("m"), 0, CallOutcome.REJECTED),
                thrown(
                        new PurseIdempotencyKeyReusedException("m", OPERATION, 409, PROBLEM, "key"),
                        409,
                        CallOutcome.REJECTED),
                thrown(new PurseOperationFailedException("m"), 0, CallOutcome.REJECTED),
                thrown(
                        new PurseOperationFailedException("m", "c-1", "CONFLICT", OPERATION, 201, PROBLEM, "key"),
                        201,
                        CallOutcome.REJECTED),
                thrown(new PurseUnavailableException("m"), 0, CallOutcome.NOT_EXECUTED),
                thrown(
                        new PurseUnavailableException("m", OPERATION, 429, PROBLEM, "key"),
                        429,
                        CallOutcome.NOT_EXECUTED),
                thrown(new PurseOutcomeUnknownException("m"), 0, CallOutcome.UNKNOWN),
                thrown(new PurseOutcomeUnknownException("m", OPERATION, 503, PROBLEM, "key"), 503, CallOutcome.UNKNOWN),
                thrown(new PurseOutputConversionException("m"), 0, CallOutcome.EXECUTED),
                thrown(
                        new PurseOutputConversionException("m", OPERATION, 201, PROBLEM, "key"),
                        201,
                        CallOutcome.EXECUTED),
                thrown(new PurseValidationException("m"), 0, CallOutcome.REJECTED),
                thrown(
                        new PurseInvalidRedirectionException(InvalidRedirectionReason.EXPIRED),
                        0,
                        CallOutcome.REJECTED));
    }

    private static Arguments thrown(PurseException exception, int status, CallOutcome outcome) {
        return Arguments.of(exception, status, outcome);
    }

    @ParameterizedTest
    @MethodSource("exceptions")
    void aMockThrowsEachAndTheRouteHandlesIt(PurseException thrown, int status, CallOutcome outcome) throws Exception {
        MockEndpoint purse = mock("mock:purse");
        purse.whenAnyExchangeReceived(exchange -> exchange.setException(thrown));
        boolean redelivered = outcome == CallOutcome.NOT_EXECUTED || outcome == CallOutcome.UNKNOWN;
        purse.expectedMessageCount(redelivered ? 2 : 1);
        MockEndpoint handling = mock(redelivered ? "mock:later" : "mock:decide");
        handling.expectedMessageCount(1);
        mock("mock:done").expectedMessageCount(0);

        template.sendBody("direct:capture", "{}");

        MockEndpoint.assertIsSatisfied(context);
        PurseException caught =
                handling.getExchanges().get(0).getProperty(Exchange.EXCEPTION_CAUGHT, PurseException.class);
        assertThat(caught).isSameAs(thrown);
        assertThat(caught.getCallOutcome()).isEqualTo(outcome);
        assertThat(caught.isSafeToRetry()).isEqualTo(outcome != CallOutcome.REJECTED);
        assertThat(caught.getHttpStatus()).isEqualTo(status);
        assertThat(((HttpResponseAware) caught).getHttpResponseCode()).isEqualTo(status);
        if (status > 0) {
            assertThat(caught.getOperation()).isEqualTo("capturePayment");
            assertThat(caught.getProblem()).isEqualTo(PROBLEM);
            assertThat(caught.getIdempotencyKey()).isEqualTo("key");
        }
    }

    @Test
    void anOperationThatFailedHasItsIdAndStatus() {
        PurseOperationFailedException failed =
                new PurseOperationFailedException("m", "c-1", "CONFLICT", null, 201, null, null);
        assertThat(failed.getOperationId()).isEqualTo("c-1");
        assertThat(failed.getOperationStatus()).isEqualTo("CONFLICT");
        assertThat(new PurseOperationFailedException("m").getOperationStatus()).isEqualTo("FAILURE");
    }

    @Test
    void noSubclassIsLeftOut() throws Exception {
        List<String> thrown = exceptions()
                .map(arguments -> arguments.get()[0].getClass().getSimpleName())
                .distinct()
                .toList();
        try (Stream<Path> sources = Files.list(Path.of("src/main/java/io/camelpurse"))) {
            List<String> subclasses = sources.map(
                            source -> source.getFileName().toString().replace(".java", ""))
                    .filter(name -> name.matches("Purse\\w+Exception"))
                    .toList();
            assertThat(thrown).containsExactlyInAnyOrderElementsOf(subclasses);
        }
    }

    private MockEndpoint mock(String uri) {
        return context.getEndpoint(uri, MockEndpoint.class);
    }

    @Test
    void theProblemOfAnExceptionThatHasNoneIsEmptyText() {
        Exchange exchange = new DefaultExchange(context);
        exchange.setProperty(Exchange.EXCEPTION_CAUGHT, new PurseValidationException("not sent"));
        String text = "${exception.message}: ${exception?.problem?.title}.";

        assertThat(context.resolveLanguage("simple").createExpression(text).evaluate(exchange, String.class))
                .isEqualTo("not sent: .");

        exchange.setProperty(
                Exchange.EXCEPTION_CAUGHT, new PurseRejectedException("rejected", OPERATION, 422, PROBLEM, "key"));
        assertThat(context.resolveLanguage("simple").createExpression(text).evaluate(exchange, String.class))
                .isEqualTo("rejected: Invalid.");
    }
}
