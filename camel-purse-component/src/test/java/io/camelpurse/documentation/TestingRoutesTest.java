package io.camelpurse.documentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.camelpurse.PurseAuthenticationException;
import io.camelpurse.PurseConstants;
import io.camelpurse.PurseOperationFailedException;
import io.camelpurse.PurseOutcomeUnknownException;
import io.camelpurse.PurseUnavailableException;
import io.camelpurse.documentation.Document.CodeBlock;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.sandbox.Fault;
import io.camelpurse.sandbox.PurseSandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The test classes of {@code testing-routes.adoc} are the ones in the package {@code samples}, which run as tests. */
class TestingRoutesTest {

    @RegisterExtension
    static final PurseExtension PURSE =
            PurseExtension.builder().sandbox().startedByTest().build();

    private static final Path SAMPLES =
            Document.ROOT.resolve("camel-purse-component/src/test/java/io/camelpurse/documentation/samples");

    @ParameterizedTest
    @ValueSource(strings = {"LostResponseTest", "CaptureRouteTest"})
    void aTestOnThePageIsOneThatRuns(String name) throws IOException {
        String run = Files.readString(SAMPLES.resolve(name + ".java"));

        assertThat(Document.page("testing-routes.adoc").blocks("java"))
                .extracting(CodeBlock::code)
                .contains(run.substring(run.indexOf("import ")));
    }

    @Test
    void withoutTheAdviceTheRouteNeedsCredentials() {
        assertThatThrownBy(() -> start(false)).hasStackTraceContaining("The option clientId is missing");
    }

    @Test
    void withTheAdviceBeforeTheStartItDoesNot() throws Exception {
        start(true);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aFaultEndsACaptureAsThePageSays(String written, Fault fault, Class<?> exception) throws Exception {
        PurseSandbox sandbox = PURSE.sandbox();
        String payment = sandbox.authorizedPayment(4299, "EUR", "ORD-1");
        sandbox.faults().next("capturePayment", fault);
        PURSE.configuration().setMaxRetries(0);
        Exchange exchange = PURSE.send(
                "purse:capturePayment",
                null,
                Map.of(
                        PurseConstants.PAYMENT_ID,
                        payment,
                        PurseConstants.AMOUNT,
                        4299,
                        PurseConstants.MERCHANT_REFERENCE,
                        "INV-1"));
        if (exception == null) {
            assertThat(exchange.getMessage().getHeader(PurseConstants.OPERATION_STATUS))
                    .isEqualTo("PENDING");
        } else {
            assertThat(exchange.getException()).isExactlyInstanceOf(exception);
        }
        assertThat(Document.page("testing-routes.adoc").text())
                .containsPattern("`" + Pattern.quote(written) + "`[^|]*\n\\| "
                        + (exception == null ? "none" : "`" + exception.getSimpleName()));
    }

    static List<Arguments> faults() {
        return List.of(
                arguments("Fault.resetBefore()", Fault.resetBefore(), PurseOutcomeUnknownException.class),
                arguments("Fault.dropResponse()", Fault.dropResponse(), PurseOutcomeUnknownException.class),
                arguments("Fault.status(503)", Fault.status(503), PurseOutcomeUnknownException.class),
                arguments(
                        "Fault.tooManyRequests(Duration.ofSeconds(1))",
                        Fault.tooManyRequests(Duration.ofSeconds(1)),
                        PurseUnavailableException.class),
                arguments("Fault.failure()", Fault.failure(), PurseOperationFailedException.class),
                arguments("Fault.conflict()", Fault.conflict(), PurseOperationFailedException.class),
                arguments("Fault.forbidden()", Fault.forbidden(), PurseAuthenticationException.class),
                arguments("Fault.pending()", Fault.pending(), null));
    }

    private static void start(boolean advised) throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:capture").routeId("capture").to("purse:capturePayment");
                }
            });
            if (advised) {
                AdviceWith.adviceWith(context, "capture", advice -> advice.weaveByToUri("purse:*")
                        .replace()
                        .to("mock:purse"));
            }
            context.start();
            assertThat(context.getRouteController().getRouteStatus("capture").isStarted())
                    .isTrue();
        }
    }
}
