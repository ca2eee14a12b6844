package io.camelpurse.message;

import static io.camelpurse.fixture.MoneyMessage.money;
import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.IdempotencyKeys;
import io.camelpurse.PurseConstants;
import io.camelpurse.PurseException;
import io.camelpurse.PurseIdempotencyKeyReusedException;
import io.camelpurse.PurseOperationFailedException;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.sandbox.Fault;
import io.camelpurse.sandbox.PurseSandbox;
import io.camelpurse.sandbox.RecordedRequest;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random keys and those that the route sets, through Camel's redelivery within one exchange. Tests
 * {@link IdempotencyKeySource} and {@link ExchangeCall}.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class IdempotencyKeySourceTest {

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder().sandbox().build();

    private final PurseSandbox sandbox = PURSE.sandbox();

    private static final String CAPTURE = "purse:capturePayment";
    private String payment;

    @BeforeEach
    void authorize() {
        payment = sandbox.authorizedPayment(10_000, "EUR", "ORD-1");
    }

    @Test
    void aRandomKeySurvivesCamelsRedeliveryOfAConflict() throws Exception {
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(defaultErrorHandler().maximumRedeliveries(2).redeliveryDelay(10));
                from("direct:capture").to(CAPTURE + "?requireMerchantReference=false&amount=4000");
            }
        });
        sandbox.faults().next("capturePayment", Fault.conflict());
        Exchange exchange = PURSE.send("direct:capture", money(payment, null, null));
        assertThat(exchange.getException()).isInstanceOf(PurseOperationFailedException.class);
        assertThat(PURSE.requests("capturePayment"))
                .hasSize(3)
                .extracting(RecordedRequest::idempotencyKey)
                .containsOnly(PURSE.requests("capturePayment").get(0).idempotencyKey());
        assertThat(sandbox.payment(payment).path("captures")).hasSize(1);
    }

    @Test
    void aRandomKeySurvivesCamelsRedeliveryOfAnUnknownOutcomeAndOfWhatWasNotExecuted() throws Exception {
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(defaultErrorHandler().maximumRedeliveries(3).redeliveryDelay(10));
                from("direct:capture").to(CAPTURE + "?requireMerchantReference=false&amount=4000&maxRetries=0");
            }
        });
        // A gateway may say 503 of what has reached Purse: the key must not have changed.
        sandbox.faults()
                .next("capturePayment", Fault.status(503), Fault.status(503).afterCommit(), Fault.status(429));
        Message response = PURSE.succeed("direct:capture", money(payment, null, null));
        assertThat(response.getHeader(PurseConstants.DUPLICATE)).isEqualTo(true);
        assertThat(PURSE.requests("capturePayment"))
                .hasSize(4)
                .extracting(RecordedRequest::idempotencyKey)
                .containsOnly(PURSE.requests("capturePayment").get(0).idempotencyKey());
        assertThat(PURSE.amount(payment, "total_captured")).isEqualTo(4000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"INV-1", ""})
    void aKeyOfTheRoutesOwnSurvivesTheRedeliveryOfAPartOfTheRoute(String reference) throws Exception {
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:whole")
                        .errorHandler(
                                defaultErrorHandler().maximumRedeliveries(2).redeliveryDelay(10))
                        .to("direct:part");
                from("direct:part").errorHandler(noErrorHandler()).to(CAPTURE).process(exchange -> {
                    if (PURSE.requests("capturePayment").size() < 3) {
                        exchange.getMessage().setBody(null);
                        throw new IllegalStateException("the ERP is down");
                    }
                });
            }
        });
        Exchange exchange = PURSE.send("direct:whole", message -> {
            money(payment, 1000, reference).accept(message);
            message.setHeader(PurseConstants.IDEMPOTENCY_KEY, "my-key");
        });
        assertThat(exchange.getException()).isNull();
        assertThat(PURSE.requests("capturePayment"))
                .extracting(RecordedRequest::idempotencyKey)
                .containsOnly("my-key");
        assertThat(PURSE.amount(payment, "total_captured")).isEqualTo(1000);
    }

    @Test
    void aKeyOfTheRoutesOwnCountsForTheNextDocumentTooWhichIsRejected() throws Exception {
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:both")
                        .to(CAPTURE)
                        .setBody(constant(""))
                        .setHeader(PurseConstants.MERCHANT_REFERENCE, constant("INV-2"))
                        .to(CAPTURE);
            }
        });
        PurseException failure = PURSE.fail(PurseIdempotencyKeyReusedException.class, "direct:both", message -> {
            money(payment, 1000, "INV-1").accept(message);
            message.setHeader(PurseConstants.IDEMPOTENCY_KEY, "my-key");
        });
        assertThat(failure.getIdempotencyKey()).isEqualTo("my-key");
        assertThat(PURSE.requests("capturePayment"))
                .extracting(RecordedRequest::idempotencyKey)
                .containsExactly("my-key");
        assertThat(PURSE.amount(payment, "total_captured")).isEqualTo(1000);
    }

    @Test
    void aKeyOfTheRoutesOwnThatTheRouteRemovesIsNotThatOfTheNextDocument() throws Exception {
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:both")
                        .to(CAPTURE)
                        .setBody(constant(""))
                        .removeHeader(PurseConstants.IDEMPOTENCY_KEY)
                        .setHeader(PurseConstants.MERCHANT_REFERENCE, constant("INV-2"))
                        .to(CAPTURE);
            }
        });
        PURSE.succeed("direct:both", message -> {
            money(payment, 1000, "INV-1").accept(message);
            message.setHeader(PurseConstants.IDEMPOTENCY_KEY, "my-key");
        });
        assertThat(PURSE.requests("capturePayment"))
                .extracting(RecordedRequest::idempotencyKey)
                .containsExactly("my-key", IdempotencyKeys.derive(payment, "capturePayment", "INV-2"));
        assertThat(PURSE.amount(payment, "total_captured")).isEqualTo(2000);
    }
}
