package io.camelpurse.producer;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.InvalidRedirectionReason;
import io.camelpurse.PurseAuthenticationException;
import io.camelpurse.PurseException;
import io.camelpurse.PurseIdempotencyKeyReusedException;
import io.camelpurse.PurseInvalidRedirectionException;
import io.camelpurse.PurseOperation;
import io.camelpurse.PurseOperationFailedException;
import io.camelpurse.PurseOutcomeUnknownException;
import io.camelpurse.PurseOutputConversionException;
import io.camelpurse.PurseRejectedException;
import io.camelpurse.PurseUnavailableException;
import io.camelpurse.PurseValidationException;
import io.camelpurse.client.TimeSource;
import io.camelpurse.metrics.Metrics;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests {@link CallCounters} and {@link CallResult}. */
class CallCountersTest {

    private static final Map<Class<? extends PurseException>, CallResult> RESULTS = Map.of(
            PurseOperationFailedException.class, CallResult.FAILED,
            PurseOutcomeUnknownException.class, CallResult.UNKNOWN,
            PurseUnavailableException.class, CallResult.UNAVAILABLE,
            PurseValidationException.class, CallResult.INVALID,
            PurseAuthenticationException.class, CallResult.UNAUTHORIZED,
            PurseRejectedException.class, CallResult.REJECTED,
            PurseIdempotencyKeyReusedException.class, CallResult.ERROR,
            PurseOutputConversionException.class, CallResult.ERROR,
            PurseInvalidRedirectionException.class, CallResult.ERROR);

    @AutoClose
    private final DefaultCamelContext context = new DefaultCamelContext();

    private final CallCounters counters =
            new CallCounters(PurseOperation.capturePayment, TimeSource.system(), new Metrics());

    @Test
    void anUnknownOutcomeIsAFailureToo() {
        end(new IllegalStateException());
        end(new PurseOutcomeUnknownException("lost"));
        assertThat(counters.calls()).isEqualTo(2);
        assertThat(counters.failures()).isEqualTo(2);
        assertThat(counters.ended(CallResult.UNKNOWN)).isEqualTo(1);
    }

    @Test
    void aCallIsActiveUntilItEnds() {
        counters.called();
        end(null);
        assertThat(counters.calls()).isEqualTo(2);
        assertThat(counters.active()).isEqualTo(1);
        assertThat(counters.failures()).isZero();
    }

    @Test
    void anOperationIsExecutedOrFound() {
        counters.moved(false);
        counters.moved(true);
        counters.moved(true);
        assertThat(counters.moneyOperations()).isEqualTo(1);
        assertThat(counters.duplicates()).isEqualTo(2);
    }

    @Test
    void whatAnEndpointCountsIsCountedForItsComponent() {
        CallCounters endpoint = counters.ofEndpoint();
        endpoint.called();
        endpoint.moved(false);
        counters.ofEndpoint().called();
        assertThat(endpoint.calls()).isEqualTo(1);
        assertThat(counters.calls()).isEqualTo(2);
        assertThat(counters.moneyOperations()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("exceptions")
    void eachExceptionHasAResult(Class<? extends PurseException> exception) throws Exception {
        assertThat(RESULTS).containsKey(exception);
        assertThat(CallResult.of(failure(exception))).isEqualTo(RESULTS.get(exception));
    }

    @Test
    void anExceptionThatIsNotOursIsAnError() {
        assertThat(CallResult.of(new IllegalStateException("a bug"))).isEqualTo(CallResult.ERROR);
    }

    @Test
    void thePageNamesEveryExceptionThatIsAnError() throws IOException {
        String page = Files.readString(Path.of("../docs/metrics.adoc"));
        String paragraph = page.substring(page.indexOf("[#error]"));
        Set<String> named = Pattern.compile("`(Purse\\w+Exception)`")
                .matcher(paragraph.substring(0, paragraph.indexOf("\n\n")))
                .results()
                .map(name -> name.group(1))
                .collect(Collectors.toSet());
        assertThat(named)
                .containsExactlyInAnyOrderElementsOf(RESULTS.entrySet().stream()
                        .filter(result -> result.getValue() == CallResult.ERROR)
                        .map(result -> result.getKey().getSimpleName())
                        .toList());
    }

    static Stream<Class<? extends PurseException>> exceptions() throws Exception {
        Path classes = Path.of(PurseException.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        List<Class<? extends PurseException>> exceptions = new ArrayList<>();
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(classes.resolve("io/camelpurse"), "*Exception.class")) {
            for (Path file : files) {
                Class<?> type = Class.forName(
                        "io.camelpurse." + file.getFileName().toString().replace(".class", ""));
                if (PurseException.class.isAssignableFrom(type) && !Modifier.isAbstract(type.getModifiers())) {
                    exceptions.add(type.asSubclass(PurseException.class));
                }
            }
        }
        assertThat(exceptions).hasSize(RESULTS.size());
        return exceptions.stream();
    }

    private static PurseException failure(Class<? extends PurseException> exception) throws Exception {
        return exception == PurseInvalidRedirectionException.class
                ? new PurseInvalidRedirectionException(InvalidRedirectionReason.SIGNATURE)
                : exception.getConstructor(String.class).newInstance("failed");
    }

    private void end(Exception failure) {
        Exchange exchange = new DefaultExchange(context);
        exchange.setException(failure);
        counters.ended(counters.called(), exchange);
    }
}
