package io.camelpurse.message;

import static io.camelpurse.fixture.MoneyMessage.money;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelpurse.AmountUnit;
import io.camelpurse.PurseComponent;
import io.camelpurse.PurseConfiguration;
import io.camelpurse.PurseConstants;
import io.camelpurse.PurseRejectedException;
import io.camelpurse.PurseUnavailableException;
import io.camelpurse.PurseValidationException;
import io.camelpurse.fixture.Json;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.sandbox.Fault;
import io.camelpurse.sandbox.PurseSandbox;
import io.camelpurse.sandbox.RecordedRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An amount in major units is converted with the payment's real currency, and no other may be given. Tests
 * {@link RequestCurrency}, {@link MoneyRequestBody} and {@code PaymentCurrencies}.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RequestCurrencyTest {

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder().sandbox().build();

    private final PurseSandbox sandbox = PURSE.sandbox();

    private static final List<String> CHANGES =
            List.of("capturePayment", "refundPayment", "voidPayment", "reversePayment");

    @ParameterizedTest
    @ValueSource(strings = {"capturePayment", "refundPayment", "voidPayment", "reversePayment"})
    void aCurrencyOfTheComponentThatIsNotThePaymentsIsRejected(String operation) throws Exception {
        configure("EUR");
        String yen = captured("JPY", 100_000, 50_000);
        route("purse:getPayment", "purse:" + operation);
        Exchange exchange = PURSE.send("direct:start", money(yen, 1000, "DOC-1"));
        assertThat(exchange.getException())
                .isInstanceOf(PurseValidationException.class)
                .hasMessageContainingAll("EUR", "is in JPY", "the request was not sent");
        assertNothingChangedSince(yen, 1);
    }

    @ParameterizedTest
    @CsvSource({"JPY, 1000", "KWD, 1000000", "EUR, 100000", "USD, 100000"})
    void withoutAGivenCurrencyThePaymentsCounts(String currency, long minor) {
        configure(null);
        String payment = sandbox.authorizedPayment(10_000_000, currency, "ORD-1");
        PURSE.succeed("purse:capturePayment", money(payment, 1000, "DOC-1"));
        assertThat(captured(payment)).containsExactly(minor);
        PURSE.succeed("purse:capturePayment", money(payment, 1, "DOC-2"));
        assertThat(PURSE.requests("getPayment")).as("reads for the currency").hasSize(1);
    }

    @Test
    void aHeaderThatNamesThePaymentsCurrencyWinsOverTheComponentsOption() {
        configure("EUR");
        String yen = sandbox.authorizedPayment(100_000, "JPY", "ORD-1");
        PURSE.succeed("purse:capturePayment", given(yen, "JPY", "DOC-1"));
        assertThat(captured(yen)).containsExactly(1000L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"property", "variable"})
    void theCurrencyThatAResponseReportedMayBeSetAgain(String place) throws Exception {
        configure("EUR");
        String yen = sandbox.authorizedPayment(100_000, "JPY", "ORD-1");
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                var route = from("direct:start").to("purse:getPayment");
                if (place.equals("property")) {
                    route.setProperty("kept", header(PurseConstants.RESOURCE_CURRENCY))
                            .setHeader(PurseConstants.CURRENCY, exchangeProperty("kept"));
                } else {
                    route.setVariable("kept", header(PurseConstants.RESOURCE_CURRENCY))
                            .setHeader(PurseConstants.CURRENCY, variable("kept"));
                }
                route.setBody(constant((Object) null)).to("purse:capturePayment");
            }
        });
        PURSE.succeed("direct:start", money(yen, 1000, "DOC-1"));
        assertThat(captured(yen)).containsExactly(1000L);
    }

    @ParameterizedTest
    @CsvSource({"header, KWD", "option, JPY", "body, USD", "header, JPY", "body, KWD", "option, GBP"})
    void anyOtherCurrencyThanThePaymentsIsRejectedWhereverItIsGiven(String place, String currency) {
        configure(null);
        String euros = sandbox.authorizedPayment(100_000, "EUR", "ORD-1");
        for (String unit : List.of("major", "minor")) {
            String uri =
                    "purse:capturePayment?amountUnit=" + unit + (place.equals("option") ? "&currency=" + currency : "");
            PurseValidationException failure = PURSE.fail(PurseValidationException.class, uri, message -> {
                money(euros, 42, "DOC-1").accept(message);
                if (place.equals("header")) {
                    message.setHeader(PurseConstants.CURRENCY, currency);
                } else if (place.equals("body")) {
                    message.setBody(Map.of("currency", currency));
                }
            });
            assertThat(failure.getMessage()).contains(currency, "is in EUR");
            assertThat(failure.isSafeToRetry()).isFalse();
        }
        assertNothingChangedSince(euros, 0);
    }

    @Test
    void theHeadersOfOnePaymentInTheExchangeOfAnotherMoveNothingWrong() throws Exception {
        configure(null);
        String yen = sandbox.authorizedPayment(100_000, "JPY", "ORD-1");
        String euros = sandbox.authorizedPayment(100_000, "EUR", "ORD-2");
        Message ofYen = PURSE.succeed("purse:getPayment", message -> message.setHeader(PurseConstants.PAYMENT_ID, yen));
        PURSE.succeed("purse:capturePayment", message -> {
            message.setHeaders(new HashMap<>(ofYen.getHeaders()));
            money(euros, 10, "DOC-1").accept(message);
        });
        assertThat(captured(euros)).containsExactly(1000L);
        ofYen.setHeader(PurseConstants.CURRENCY, ofYen.getHeader(PurseConstants.RESOURCE_CURRENCY));
        PURSE.fail(PurseValidationException.class, "purse:capturePayment", message -> {
            message.setHeaders(new HashMap<>(ofYen.getHeaders()));
            money(euros, 10, "DOC-2").accept(message);
        });
        assertThat(captured(euros)).containsExactly(1000L);
    }

    @Test
    void theLimitIsConvertedWithThePaymentsCurrency() {
        configure(null);
        String yen = sandbox.authorizedPayment(100_000, "JPY", "ORD-1");
        PURSE.fail(PurseRejectedException.class, "purse:capturePayment?maxAmount=999", money(yen, 1000, "DOC-1"));
        PURSE.succeed("purse:capturePayment?maxAmount=1000", money(yen, 1000, "DOC-1"));
        PURSE.fail(
                PurseRejectedException.class, "purse:capturePayment?maxAmount=98999", money(yen, "available", "DOC-2"));
        assertThat(captured(yen)).containsExactly(1000L);
    }

    @Test
    void theAmountsOfTheItemsAreConvertedWithThePaymentsCurrencyToo() {
        configure(null);
        String yen = sandbox.authorizedPayment(100_000, "JPY", "ORD-1");
        PURSE.succeed("purse:capturePayment", message -> {
            money(yen, "1000", "DOC-1").accept(message);
            message.setBody(Map.of("order", Map.of("shipments", List.of(Map.of("net_amount", "1000")))));
        });
        assertThat(Json.parse(PURSE.requests("capturePayment").get(0).body()).at("/order/shipments/0/net_amount"))
                .hasToString("1000");
    }

    @Test
    void aPaymentThatCannotBeReadMovesNothing() {
        configure(null);
        String payment = sandbox.authorizedPayment(100_000, "EUR", "ORD-1");
        sandbox.faults().always("getPayment", Fault.status(503));
        PurseUnavailableException failure = PURSE.fail(
                PurseUnavailableException.class,
                "purse:capturePayment?maxRetries=1&retryDelay=1",
                money(payment, 10, "DOC-1"));
        assertThat(failure.isSafeToRetry()).isTrue();
        assertNothingChangedSince(payment, 0);
    }

    @Test
    void aPaymentThatShowsNoCurrencyMovesNothing() {
        configure(null);
        String payment = sandbox.authorizedPayment(100_000, "EUR", "ORD-1");
        sandbox.faults().next("getPayment", Fault.edited(json -> json.without(List.of("currency"))));
        assertThat(PURSE.fail(PurseUnavailableException.class, "purse:capturePayment", money(payment, 10, "DOC-1")))
                .hasMessageContaining("does not show its currency");
        assertNothingChangedSince(payment, 0);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "EUR")
    void whatIsNoAmountInAnyCurrencyIsRejectedBeforeThePaymentIsRead(String given) {
        configure(given);
        String payment = sandbox.authorizedPayment(100_000, "EUR", "ORD-1");
        PURSE.fail(PurseValidationException.class, "purse:capturePayment", money(payment, "ten", "DOC-1"));
        assertThat(PURSE.requests()).isEmpty();
    }

    @Test
    void inMinorUnitsWithoutAGivenCurrencyNothingIsRead() {
        String yen = sandbox.authorizedPayment(100_000, "JPY", "ORD-1");
        PURSE.succeed("purse:capturePayment", money(yen, 1000, "DOC-1"));
        assertThat(PURSE.requests("getPayment")).isEmpty();
        assertThat(captured(yen)).containsExactly(1000L);
    }

    private void configure(String currency) {
        PurseConfiguration configuration =
                PURSE.context().getComponent("purse", PurseComponent.class).getConfiguration();
        configuration.setAmountUnit(AmountUnit.major);
        configuration.setCurrency(currency);
    }

    private void route(String first, String second) throws Exception {
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:start").to(first).setBody(constant((Object) null)).to(second);
            }
        });
    }

    /** A payment of which some is captured, so that every operation has something to do. */
    private String captured(String currency, long authorized, long captured) {
        String payment = sandbox.authorizedPayment(authorized, currency, "ORD-1");
        PURSE.succeed("purse:capturePayment?amountUnit=minor&currency=" + currency, money(payment, captured, "INV-0"));
        return payment;
    }

    private void assertNothingChangedSince(String payment, int captures) {
        JsonNode json = sandbox.payment(payment);
        assertThat(json.path("captures")).hasSize(captures);
        assertThat(json.path("refunds")).isEmpty();
        assertThat(json.path("voids")).isEmpty();
        assertThat(sandbox.journal().stream().map(RecordedRequest::operation).filter(CHANGES::contains))
                .hasSize(captures);
    }

    private List<Long> captured(String payment) {
        List<Long> amounts = new ArrayList<>();
        sandbox.payment(payment)
                .path("captures")
                .forEach(capture -> amounts.add(capture.path("amount").asLong()));
        return amounts;
    }

    private static Consumer<Message> given(String payment, String currency, String reference) {
        return message -> {
            money(payment, 1000, reference).accept(message);
            message.setHeader(PurseConstants.CURRENCY, currency);
        };
    }
}
