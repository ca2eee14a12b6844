package io.camelpurse.documentation.samples;

import io.camelpurse.PurseConstants;
import io.camelpurse.PurseOperation;
import io.camelpurse.PurseRejectedException;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.apache.camel.test.junit5.TestExecutionConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CaptureRouteTest extends CamelTestSupport {

    private MockEndpoint purse;

    @Override
    public void configureTest(TestExecutionConfiguration configuration) {
        super.configureTest(configuration);
        configuration.withUseAdviceWith(true);
    }

    @Override
    protected RoutesBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                onException(PurseRejectedException.class).handled(true).to("mock:rejected");
                from("direct:capture")
                        .routeId("capture")
                        .to("purse:capturePayment")
                        .to("mock:captured");
            }
        };
    }

    @BeforeEach
    void replaceTheCall() throws Exception {
        AdviceWith.adviceWith(context, "capture", advice -> advice.weaveByToUri("purse:*")
                .replace()
                .to("mock:purse"));
        purse = getMockEndpoint("mock:purse");
        context.start();
    }

    @Test
    void aCaptureIsReported() throws Exception {
        purse.whenAnyExchangeReceived(
                exchange -> exchange.getMessage().setHeader(PurseConstants.OPERATION_STATUS, "SUCCESS"));
        getMockEndpoint("mock:captured").expectedHeaderReceived(PurseConstants.OPERATION_STATUS, "SUCCESS");

        template.sendBody("direct:capture", null);

        MockEndpoint.assertIsSatisfied(context);
    }

    @Test
    void aRejectedCaptureIsSetAside() throws Exception {
        purse.whenAnyExchangeReceived(exchange -> exchange.setException(new PurseRejectedException(
                "more than is available", PurseOperation.capturePayment, 400, null, "INV-1")));
        getMockEndpoint("mock:captured").expectedMessageCount(0);
        getMockEndpoint("mock:rejected").expectedMessageCount(1);

        template.sendBody("direct:capture", null);

        MockEndpoint.assertIsSatisfied(context);
    }
}
