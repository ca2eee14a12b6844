package io.camelpurse;

import static io.camelpurse.dsl.builders.StaticEndpointBuilders.purse;
import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.dsl.PurseEndpointBuilderFactory.PurseBuilders;
import io.camelpurse.fixture.Json;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.SampleCalls;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.endpoint.EndpointRouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The generated builders, in a route of the Endpoint DSL and in any other Java route. */
class EndpointDslTest {

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder().sampleSandbox().build();

    private final SampleCalls samples = new SampleCalls(PURSE);

    /** A route builder as an application writes it. */
    private static final class CaptureRoute extends EndpointRouteBuilder implements PurseBuilders {

        @Override
        public void configure() {
            from(direct("start"))
                    .setHeader(purse().pursePaymentId(), header("payment"))
                    .to(purse("capturePayment")
                            .amount("42.99")
                            .amountUnit("major")
                            .currency("EUR")
                            .merchantReference("INV-1"));
        }
    }

    @Test
    void aRouteOfTheEndpointDslMakesACall() throws Exception {
        PURSE.context().addRoutes(new CaptureRoute());
        PURSE.succeed("direct:start", null, Map.of("payment", samples.payment()));
        assertThat(PURSE.requestBody()).isEqualTo(Json.parse("{\"amount\": 4299, \"merchant_reference\": \"INV-1\"}"));
    }

    @Test
    void aBuilderServesAnyRoute() throws Exception {
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:start")
                        .toD(purse("getPayment").paymentId("${header.payment}").maxAge("30s"));
            }
        });
        PURSE.succeed("direct:start", null, Map.of("payment", samples.payment()));
        assertThat(PURSE.request().headers()).containsEntry("cache-control", "max-age=30");
    }

    @Test
    void aBuilderTakesWhatIsTyped() {
        var builder = purse("getPayment").outputType(OutputType.map);
        builder.advanced().maxConnections(7);
        assertThat(builder.getRawUri()).isEqualTo("purse://getPayment?maxConnections=7&outputType=map");
    }
}
