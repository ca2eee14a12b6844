package io.camelpurse;

import static io.camelpurse.fixture.MoneyMessage.money;
import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.fixture.CapturedLog;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.sandbox.Fault;
import io.camelpurse.sandbox.PurseSandbox;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the log says of likely mistakes, and when it keeps quiet. Tests {@code MoneyOperationCall},
 * {@code MoneyResponseWriter} and {@code RequestBodyFactory}.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class WarningsTest {

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder().sandbox().build();

    private final PurseSandbox sandbox = PURSE.sandbox();

    private static final String CAPTURE = "purse:capturePayment";
    private static final String CAPTURE_WITHOUT_REFERENCE = CAPTURE + "?requireMerchantReference=false";
    private static final String LINK = "purse:createPaymentLink";
    private static final String ORDER = """
            {"amount":4299,"currency":"EUR","shopper_redirection_url":"https://shop.example.org/return",
             "order":{"reference":"ORD-2","net_amount":4299,"tax_amount":716}}""";
    private static final List<String> TWO_ROUTES = List.of("direct:one", "direct:other", "direct:one");
    private CapturedLog captured;
    private CapturedLog results;
    private CapturedLog bodies;
    private String payment;

    @BeforeEach
    void listen() {
        payment = sandbox.authorizedPayment(10_000, "EUR", "ORD-1");
        captured = CapturedLog.of("io.camelpurse.producer.MoneyOperationCall");
        results = CapturedLog.of("io.camelpurse.producer.MoneyResponseWriter");
        bodies = CapturedLog.of("io.camelpurse.message.RequestBodyFactory");
    }

    @AfterEach
    void stopListening() {
        captured.close();
        results.close();
        bodies.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anEndpointWarnsOnceThatItsKeysAreRandom(boolean traced) throws Exception {
        PURSE.configure(configuration -> configuration.setPropagateTraceContext(traced));
        twoRoutesTo(CAPTURE_WITHOUT_REFERENCE);
        for (String route : TWO_ROUTES) {
            PURSE.succeed(route, money(payment, 1000, null));
        }
        assertThat(captured.warnings())
                .singleElement()
                .asString()
                .contains("merchant reference", PurseConstants.MERCHANT_REFERENCE, "moves the money again");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anEndpointWarnsOnceThatNothingNamesAWebhook(boolean traced) throws Exception {
        PURSE.configure(configuration -> configuration.setPropagateTraceContext(traced));
        twoRoutesTo(LINK);
        for (String route : TWO_ROUTES) {
            PURSE.succeed(route, ORDER, Map.of());
        }
        assertThat(bodies.warnings()).singleElement().asString().contains("names no webhook", "set webhookUrl");
    }

    @Test
    void aDocumentIsNoReasonToWarn() {
        PURSE.succeed(CAPTURE, money(payment, 1000, "INV-1"));
        assertThat(captured.warnings()).isEmpty();
        assertThat(results.warnings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void aBlankReferenceIsNone(String blank) {
        sandbox.authorizedPayment(10_000, "EUR", "ORD-2");
        PURSE.succeed(CAPTURE_WITHOUT_REFERENCE, message -> {
            message.setHeader(PurseConstants.PAYMENT_ID, payment);
            message.setBody("{\"amount\":1000,\"merchant_reference\":\"" + blank.replace("\t", "\\t") + "\"}");
        });
        assertThat(captured.warnings()).hasSize(1);
        PURSE.succeed(CAPTURE_WITHOUT_REFERENCE, message -> {
            message.setHeader(PurseConstants.PAYMENT_ID, payment);
            message.setBody("{\"amount\":1000,\"merchant_reference\":\"" + blank.replace("\t", "\\t") + "\"}");
        });
        assertThat(PURSE.amount(payment, "total_captured")).isEqualTo(2000);
    }

    @Test
    void aReferenceThatTheErpWritesAsANumberNamesTheDocument() {
        for (int i = 0; i < 2; i++) {
            PURSE.succeed(CAPTURE, message -> {
                message.setHeader(PurseConstants.PAYMENT_ID, payment);
                message.setBody("{\"amount\":1000,\"merchant_reference\":4711}");
            });
        }
        assertThat(captured.warnings()).isEmpty();
        assertThat(PURSE.amount(payment, "total_captured")).isEqualTo(1000);
        assertThat(sandbox.payment(payment).at("/captures/0/merchant_reference").asText())
                .isEqualTo("4711");
    }

    @ParameterizedTest
    @ValueSource(strings = {CAPTURE, CAPTURE + "?requireMerchantReference=true"})
    void aBlankReferenceIsRejectedWhereOneIsRequired(String uri) {
        PURSE.fail(PurseValidationException.class, uri, money(payment, 1000, "  "));
        assertThat(PURSE.requests("capturePayment")).isEmpty();
    }

    @Test
    void aDuplicateOnTheFirstAttemptIsWarnedOfAsOneReferenceForTwoDocuments() {
        PURSE.succeed(CAPTURE, money(payment, 1000, "ORD-1"));
        PURSE.succeed(CAPTURE, money(payment, 1000, "ORD-1"));
        assertThat(results.warnings())
                .singleElement()
                .asString()
                .contains("'ORD-1'", "name the invoice, not the order");
    }

    @Test
    void aRecoveredResponseIsNoReasonToWarn() {
        sandbox.faults().next("capturePayment", Fault.dropResponse());
        assertThat(PURSE.succeed(CAPTURE, money(payment, 1000, "INV-1")).getHeader(PurseConstants.DUPLICATE))
                .isEqualTo(true);
        assertThat(results.warnings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"JMSRedelivered", Exchange.REDELIVERED})
    void aMessageThatCameBeforeIsNoReasonToWarn(String header) {
        PURSE.succeed(CAPTURE, money(payment, 1000, "INV-1"));
        PURSE.succeed(CAPTURE, message -> {
            money(payment, 1000, "INV-1").accept(message);
            message.setHeader(header, true);
        });
        assertThat(results.warnings()).isEmpty();
    }

    private static void twoRoutesTo(String uri) throws Exception {
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:one").to(uri);
                from("direct:other").to(uri);
            }
        });
    }
}
