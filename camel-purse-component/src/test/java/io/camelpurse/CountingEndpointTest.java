package io.camelpurse;

import static io.camelpurse.fixture.MoneyMessage.money;
import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.sandbox.Fault;
import io.camelpurse.sandbox.PurseSandbox;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.management.Attribute;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The counters that an endpoint shows over JMX. Tests {@link CountingEndpoint}. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class CountingEndpointTest {

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder().jmx().sandbox().build();

    private final PurseSandbox sandbox = PURSE.sandbox();

    private static final String CAPTURE = "direct:capture";
    private String payment;

    @BeforeEach
    void authorize() throws Exception {
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(CAPTURE)
                        .to("purse:capturePayment?maxRetries=0&clientSecret=RAW("
                                + sandbox.account().clientSecret() + ")");
            }
        });
        payment = sandbox.authorizedPayment(10_000, "EUR", "ORD-1");
    }

    @Test
    void anEndpointCountsWhatItDid() throws Exception {
        PURSE.succeed(CAPTURE, money(payment, 1000, "INV-1"));
        PURSE.succeed(CAPTURE, money(payment, 1000, "INV-1"));
        PURSE.fail(PurseRejectedException.class, CAPTURE, money(payment, 20_000, "INV-2"));
        sandbox.faults().next("capturePayment", Fault.dropResponse());
        PURSE.fail(PurseOutcomeUnknownException.class, CAPTURE, money(payment, 1000, "INV-3"));
        sandbox.faults().next("capturePayment", Fault.failure());
        PURSE.fail(PurseOperationFailedException.class, CAPTURE, money(payment, 1000, "INV-4"));
        PURSE.fail(PurseValidationException.class, CAPTURE, money(payment, -1, "INV-5"));

        assertThat(attribute("Calls")).isEqualTo(6L);
        assertThat(attribute("MoneyOperations")).isEqualTo(1L);
        assertThat(attribute("Duplicates")).isEqualTo(1L);
        assertThat(attribute("UnknownOutcomes")).isEqualTo(1L);
        assertThat(attribute("Failures")).isEqualTo(4L);
    }

    @Test
    void whatCanBeSeenOverJmxHoldsNoSecret() throws Exception {
        PURSE.succeed(CAPTURE, money(payment, 1000, "INV-1"));
        MBeanServer server =
                PURSE.context().getManagementStrategy().getManagementAgent().getMBeanServer();
        Set<ObjectName> endpoints = endpoints(server);
        assertThat(endpoints).hasSize(1);
        for (ObjectName name : endpoints) {
            String[] attributes = Arrays.stream(server.getMBeanInfo(name).getAttributes())
                    .map(info -> info.getName())
                    .toArray(String[]::new);
            assertThat(name.toString()).doesNotContain(sandbox.account().clientSecret());
            assertThat(server.getAttributes(name, attributes).asList())
                    .isNotEmpty()
                    .extracting(Attribute::getValue)
                    .noneMatch(value ->
                            String.valueOf(value).contains(sandbox.account().clientSecret()));
        }
    }

    private Object attribute(String name) throws Exception {
        MBeanServer server =
                PURSE.context().getManagementStrategy().getManagementAgent().getMBeanServer();
        Set<ObjectName> endpoints = endpoints(server);
        assertThat(endpoints).hasSize(1);
        return server.getAttribute(endpoints.iterator().next(), name);
    }

    private Set<ObjectName> endpoints(MBeanServer server) throws Exception {
        return server.queryNames(
                new ObjectName("org.apache.camel:context=" + PURSE.context().getManagementName()
                        + ",type=endpoints,name=\"purse:*\""),
                null);
    }
}
