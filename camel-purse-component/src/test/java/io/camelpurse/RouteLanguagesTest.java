package io.camelpurse;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.fixture.Json;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.SampleCalls;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The same three routes in Java, XML and YAML. */
class RouteLanguagesTest {

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder().sampleSandbox().build();

    private static final String FOLDER = "classpath:io/camelpurse/routes/";

    @BeforeEach
    void setPlaceholders() {
        Properties properties = new Properties();
        properties.setProperty("shop.entity", SampleCalls.ENTITY);
        properties.setProperty("shop.currency", "EUR");
        PURSE.context().getPropertiesComponent().setOverrideProperties(properties);
    }

    @Test
    void javaRoutesTakeAnOrderToItsCapture() throws Exception {
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:link").to("purse:createPaymentLink?amountUnit=major&entityId={{shop.entity}}");
                from("direct:capture")
                        .setBody(simple("${null}"))
                        .toD("purse:capturePayment?paymentId=${header.payment}"
                                + "&merchantReference=RAW(${header.invoice})"
                                + "&amountUnit=major&currency={{shop.currency}}")
                        .choice()
                        .when(simple("${header.CamelPurseOperationStatus} == 'SUCCESS'"))
                        .setBody(simple("captured ${header.CamelPurseTotalCaptured},"
                                + " ${header.CamelPurseAvailableToCapture} left"));
                from("direct:read")
                        .setHeader("CamelPursePaymentId", simple("${header.payment}"))
                        .to("purse:getPayment?maxAge=30s&outputType=map")
                        .setBody(simple("${body[order_reference]} is ${header.CamelPurseStatus}"));
            }
        });
        assertAnOrderIsTakenToItsCapture();
    }

    @Test
    void xmlRoutesTakeAnOrderToItsCapture() throws Exception {
        load("order.xml");
        assertAnOrderIsTakenToItsCapture();
    }

    @Test
    void yamlRoutesTakeAnOrderToItsCapture() throws Exception {
        load("order.yaml");
        assertAnOrderIsTakenToItsCapture();
    }

    private static void assertAnOrderIsTakenToItsCapture() {
        Message link = PURSE.succeed("direct:link", """
                {"amount": 42.99, "currency": "EUR", "shopper_redirection_url": "https://shop.example/",
                 "order": {"reference": "ORD-1", "net_amount": "42.99"}}""", Map.of());
        String payment = PURSE.sandbox().shopper().pay(link.getHeader(PurseConstants.PAYMENT_LINK_ID, String.class));

        PURSE.startRecording();
        Message captured = PURSE.succeed(
                "direct:capture",
                "an invoice",
                Map.of("payment", payment, "invoice", "INV 1&2+3/%41?#ü", PurseConstants.AMOUNT, "40.00"));
        assertThat(captured.getBody()).isEqualTo("captured 4000, 299 left");
        assertThat(PURSE.requestBody())
                .isEqualTo(Json.parse("{\"amount\": 4000, \"merchant_reference\": \"INV 1&2+3/%41?#ü\"}"));

        PURSE.startRecording();
        assertThat(PURSE.succeed("direct:read", null, Map.of("payment", payment))
                        .getBody())
                .isEqualTo("ORD-1 is AUTHORIZED");
        assertThat(PURSE.request().headers()).containsEntry("cache-control", "max-age=30");
    }

    private static void load(String name) throws Exception {
        Resource routes = ResourceHelper.resolveMandatoryResource(PURSE.context(), FOLDER + name);
        PluginHelper.getRoutesLoader(PURSE.context()).loadRoutes(routes);
    }
}
