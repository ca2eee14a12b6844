package io.camelpurse.producer;

import static io.camelpurse.fixture.MoneyMessage.money;
import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.PurseConstants;
import io.camelpurse.PurseOutcomeUnknownException;
import io.camelpurse.fixture.CapturedLog;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.sandbox.Fault;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** The lines of real calls are written with the logging context of the call, and those of the route are not. */
class LoggedContextTest {

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder().sandbox().build();

    private static final Logger ROUTE = LoggerFactory.getLogger("io.camelpurse.of-a-route");
    private static final String CAPTURE = "purse:capturePayment";

    private CapturedLog log;
    private String payment;

    @BeforeEach
    void listen() {
        payment = PURSE.sandbox().authorizedPayment(10_000, "EUR", "ORD-1");
        log = CapturedLog.at(Level.DEBUG, "io.camelpurse");
    }

    @AfterEach
    void stopListening() {
        log.close();
        MDC.clear();
    }

    @Test
    void theAuditLogHasTheContextOfTheCall() {
        Exchange exchange = PURSE.send(CAPTURE, money(payment, 4000, "INV-1"));

        assertThat(log.contexts("status=SUCCESS"))
                .containsExactly(context(exchange, "capturePayment", payment, "INV-1"));
    }

    @Test
    void anUnknownOutcomeInTheAuditLogHasIt() {
        PURSE.sandbox().faults().next("capturePayment", Fault.dropResponse());
        Exchange exchange = PURSE.send(CAPTURE + "?maxRetries=0", money(payment, 4000, "INV-1"));

        assertThat(exchange.getException()).isInstanceOf(PurseOutcomeUnknownException.class);
        assertThat(log.contexts("status=UNKNOWN"))
                .containsExactly(context(exchange, "capturePayment", payment, "INV-1"));
    }

    @Test
    void theWarningOfAnUnexpectedDuplicateHasIt() {
        PURSE.succeed(CAPTURE, money(payment, 4000, "INV-1"));
        Exchange second = PURSE.send(CAPTURE, money(payment, 4000, "INV-1"));

        assertThat(log.contexts("had been executed before, although"))
                .containsExactly(context(second, "capturePayment", payment, "INV-1"));
    }

    @Test
    void theWarningOfARandomKeyHasIt() {
        Exchange exchange = PURSE.send(CAPTURE + "?requireMerchantReference=false", money(payment, 4000, null));

        Map<String, String> withoutReference = context(exchange, "capturePayment", payment, "");
        withoutReference.remove("purse.reference");
        assertThat(log.contexts("has no merchant reference")).containsExactly(withoutReference);
    }

    @Test
    void theWarningOfWhatNamesNoWebhookHasTheExchangeAndTheOperation() {
        Exchange exchange = PURSE.send(
                "purse:createPaymentLink",
                Map.of(
                        "amount",
                        4299,
                        "currency",
                        "EUR",
                        "shopper_redirection_url",
                        "https://shop.example.org/return",
                        "order",
                        Map.of("reference", "ORD-2", "net_amount", 4299, "tax_amount", 716)),
                Map.of());

        assertThat(log.contexts("names no webhook"))
                .containsExactly(
                        Map.of("camel.exchangeId", exchange.getExchangeId(), "purse.operation", "createPaymentLink"));
    }

    @Test
    void aRejectedRedirectionHasTheExchangeAndTheOperation() {
        Exchange exchange =
                PURSE.send("purse:verifyRedirection", null, Map.of(PurseConstants.REDIRECTION_DATA, "no-token"));

        assertThat(log.contexts("Redirection data rejected"))
                .containsExactly(
                        Map.of("camel.exchangeId", exchange.getExchangeId(), "purse.operation", "verifyRedirection"));
    }

    @Test
    void theStepsOfACallHaveIt() {
        Exchange exchange = PURSE.send(CAPTURE, money(payment, 4000, "INV-1"));

        assertThat(log.contexts(" -> SENDING"))
                .isNotEmpty()
                .containsOnly(context(exchange, "capturePayment", payment, "INV-1"));
    }

    @Test
    void theStepsOfAReversalAndOfItsOperationsHaveIt() {
        PURSE.succeed(CAPTURE, money(payment, 4000, "INV-1"));
        Exchange exchange = PURSE.send("purse:reversePayment", money(payment, null, "CN-1"));

        assertThat(log.contexts("for document CN-1"))
                .isNotEmpty()
                .containsOnly(context(exchange, "reversePayment", payment, "CN-1"));
        assertThat(log.contexts("operation=voidPayment"))
                .containsExactly(context(exchange, "voidPayment", payment, "CN-1"));
        assertThat(log.contexts("operation=refundPayment"))
                .containsExactly(context(exchange, "refundPayment", payment, "CN-1"));
    }

    @Test
    void theLinesOfTheRouteHaveNoneOfItAfterwards() throws Exception {
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:pay").to(CAPTURE).process(exchange -> ROUTE.info("the step after the capture"));
            }
        });
        MDC.put("purse.payment", "of the application");
        PURSE.succeed("direct:pay", money(payment, 1000, "INV-1"));
        ROUTE.info("the line after the route");

        assertThat(log.contexts("status=SUCCESS")).isNotEmpty();
        assertThat(log.contexts("the step after the capture")).singleElement().satisfies(context -> assertThat(context)
                .doesNotContainKeys("camel.exchangeId", "purse.operation", "purse.reference")
                .doesNotContainValue(payment));
        assertThat(log.contexts("the line after the route"))
                .containsExactly(Map.of("purse.payment", "of the application"));
    }

    private static Map<String, String> context(Exchange exchange, String operation, String payment, String reference) {
        return new HashMap<>(Map.of(
                "camel.exchangeId", exchange.getExchangeId(),
                "purse.operation", operation,
                "purse.payment", payment,
                "purse.reference", reference));
    }
}
