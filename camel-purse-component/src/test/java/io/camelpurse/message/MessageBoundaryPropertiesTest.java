package io.camelpurse.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.camelpurse.IdempotencyKeys;
import io.camelpurse.PurseConstants;
import io.camelpurse.PurseValidationException;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.sandbox.PurseSandbox;
import io.camelpurse.sandbox.RecordedRequest;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;

/**
 * However money is asked for, either exactly the meant minor units are moved on the right payment under the key of the
 * document, or nothing is sent and the exception says why; and what is unambiguous is not rejected.
 *
 * <p>Tests {@link RequestBodyReader} and {@link MoneyRequestBody}.
 */
class MessageBoundaryPropertiesTest {

    private static final long AUTHORIZED = 1_000_000_000;
    private static final String ABSENT = "";

    private static final PurseExtension PURSE = PurseExtension.builder()
            .sandbox(PurseSandbox.builder().journalLimit(1_000_000).start())
            .build();

    private static final PurseSandbox sandbox = PURSE.sandbox();
    private static int documents;

    /** Which Java type a route holds a value in. */
    enum Type {
        STRING(value -> value),
        BYTES(value -> value.getBytes(StandardCharsets.UTF_8)),
        BUILDER(StringBuilder::new),
        DECIMAL(BigDecimal::new),
        DOUBLE(Double::valueOf),
        JSON_TEXT(TextNode::valueOf),
        JSON_NUMBER(value -> DecimalNode.valueOf(new BigDecimal(value))),
        DOM(MessageBoundaryPropertiesTest::node),
        LIST(List::of);

        private final Function<String, Object> holding;

        Type(Function<String, Object> holding) {
            this.holding = holding;
        }
    }

    /** Where a route puts an amount. */
    enum Place {
        HEADER,
        BODY,
        OPTION
    }

    /** What happened in the exchange before. */
    enum Earlier {
        NOTHING,
        READ,
        READ_OF_ANOTHER,
        CAPTURE_OF_ANOTHER,
        HEADERS_OF_ANOTHER
    }

    record Currencies(String payment, String option, String header, String body) {}

    record Amount(String text, boolean major, Type type, Place place) {}

    record Case(
            String operation,
            Currencies currencies,
            Amount amount,
            Type referenceType,
            Earlier earlier,
            boolean idInUri,
            boolean capitals) {

        /** What has to be moved, or nothing. Made of the values only. */
        Optional<Long> minor() {
            String body = currencies.body();
            String header = currencies.header();
            if (!body.isEmpty() && !header.isEmpty() && !body.equals(header)) {
                return Optional.empty();
            }
            String given = !body.isEmpty() ? body : !header.isEmpty() ? header : currencies.option();
            if (!given.isEmpty() && !given.equals(currencies.payment())) {
                return Optional.empty();
            }
            BigDecimal number = new BigDecimal(amount.text());
            int digits =
                    amount.major() ? Currency.getInstance(currencies.payment()).getDefaultFractionDigits() : 0;
            try {
                long minor = number.movePointRight(digits).longValueExact();
                return minor > 0 ? Optional.of(minor) : Optional.empty();
            } catch (ArithmeticException e) {
                return Optional.empty();
            }
        }
    }

    @BeforeContainer
    static void start() {
        PURSE.open();
    }

    @AfterContainer
    static void stop() {
        PURSE.close();
    }

    @Property(tries = 600)
    void exactlyTheMeantAmountIsMovedOrNothing(@ForAll("cases") Case asked) {
        String payment = payment(asked.currencies().payment());
        String other = payment(asked.currencies().payment().equals("JPY") ? "EUR" : "JPY");
        String reference = Integer.toString(20_260_000 + documents++);
        int before = list(asked, payment).size();
        Exchange exchange = new DefaultExchange(PURSE.context());
        earlier(asked, exchange, payment, other);
        long requests = sandbox.requests();

        ask(asked, exchange, asked.capitals() ? payment.toUpperCase(Locale.ROOT) : payment, reference);

        JsonNode operations = list(asked, payment);
        assertThat(list(asked, other))
                .hasSize(
                        asked.operation().equals("capturePayment") && asked.earlier() == Earlier.CAPTURE_OF_ANOTHER
                                ? 2
                                : asked.operation().equals("capturePayment") ? 1 : 0);
        if (asked.minor().isEmpty()) {
            assertThat(exchange.getException()).as(asked.toString()).isInstanceOf(PurseValidationException.class);
            assertThat(exchange.getException().getMessage()).contains(asked.operation());
            assertThat(operations).hasSize(before);
            assertThat(sandbox.journal().stream()
                            .filter(request -> request.number() > requests)
                            .map(RecordedRequest::operation))
                    .doesNotContain(asked.operation());
            return;
        }
        assertThat(exchange.getException()).as(asked.toString()).isNull();
        assertThat(operations).hasSize(before + 1);
        JsonNode made = operations.get(before);
        assertThat(made.path("amount").asLong())
                .as(asked.toString())
                .isEqualTo(asked.minor().get());
        assertThat(made.path("merchant_reference").asText()).isEqualTo(reference);
        assertThat(exchange.getMessage().getHeader(PurseConstants.OPERATION_ID))
                .isEqualTo(made.path("id").asText());
        assertThat(exchange.getMessage().getHeader(PurseConstants.IDEMPOTENCY_KEY_USED))
                .isEqualTo(IdempotencyKeys.derive(payment, asked.operation(), reference));
    }

    private static void earlier(Case asked, Exchange exchange, String payment, String other) {
        switch (asked.earlier()) {
            case NOTHING -> {}
            case READ -> PURSE.template().send("purse:getPayment?paymentId=" + payment, exchange);
            case READ_OF_ANOTHER -> PURSE.template().send("purse:getPayment?paymentId=" + other, exchange);
            case CAPTURE_OF_ANOTHER ->
                PURSE.template()
                        .send("purse:capturePayment?amount=1&merchantReference=EARLIER&paymentId=" + other, exchange);
            case HEADERS_OF_ANOTHER ->
                exchange.getMessage()
                        .setHeaders(PURSE.template()
                                .request("purse:getPayment?paymentId=" + other, sent -> {})
                                .getMessage()
                                .getHeaders());
        }
        assertThat(exchange.getException()).isNull();
        exchange.getMessage().setBody(null);
    }

    private static void ask(Case asked, Exchange exchange, String paymentId, String reference) {
        Amount amount = asked.amount();
        Object held = amount.type().holding.apply(amount.text());
        Map<String, Object> body = new HashMap<>();
        StringBuilder uri = new StringBuilder("purse:" + asked.operation() + "?amountUnit=")
                .append(amount.major() ? "major" : "minor");
        switch (amount.place()) {
            case HEADER -> exchange.getMessage().setHeader(PurseConstants.AMOUNT, held);
            case BODY ->
                body.put(
                        "amount",
                        List.of(Type.BYTES, Type.LIST, Type.DOM).contains(amount.type()) ? amount.text() : held);
            case OPTION -> uri.append("&amount=").append(amount.text());
        }
        if (!asked.currencies().option().isEmpty()) {
            uri.append("&currency=").append(asked.currencies().option());
        }
        if (!asked.currencies().header().isEmpty()) {
            exchange.getMessage()
                    .setHeader(PurseConstants.CURRENCY, asked.currencies().header());
        }
        if (!asked.currencies().body().isEmpty()) {
            body.put("currency", asked.currencies().body());
        }
        if (asked.idInUri()) {
            uri.append("&paymentId=").append(paymentId);
        } else {
            exchange.getMessage().setHeader(PurseConstants.PAYMENT_ID, paymentId);
        }
        exchange.getMessage()
                .setHeader(
                        PurseConstants.MERCHANT_REFERENCE,
                        asked.referenceType().holding.apply(reference));
        exchange.getMessage().setBody(body.isEmpty() ? null : body);
        PURSE.template().send(uri.toString(), exchange);
    }

    /** Authorized and in part captured, so that every operation has something to do. */
    private static String payment(String currency) {
        String payment = sandbox.authorizedPayment(AUTHORIZED, currency, "ORD");
        Exchange captured = PURSE.template()
                .request(
                        "purse:capturePayment?merchantReference=FIRST&amount=500000000&paymentId=" + payment,
                        sent -> {});
        assertThat(captured.getException()).isNull();
        return payment;
    }

    private static JsonNode list(Case asked, String payment) {
        return sandbox.payment(payment)
                .path(
                        switch (asked.operation()) {
                            case "capturePayment" -> "captures";
                            case "refundPayment" -> "refunds";
                            default -> "voids";
                        });
    }

    @Provide
    Arbitrary<Case> cases() {
        Arbitrary<String> currency = Arbitraries.of("EUR", "JPY", "USD", "KWD");
        Arbitrary<String> optional =
                Arbitraries.frequencyOf(Tuple.of(3, Arbitraries.just(ABSENT)), Tuple.of(2, currency));
        Arbitrary<Currencies> currencies = Combinators.combine(currency, optional, optional, optional)
                .as(Currencies::new)
                // Most of what is given is right.
                .flatMap(made -> Arbitraries.of(true, true, false).map(right -> right ? agreeing(made) : made));
        Arbitrary<String> texts = Arbitraries.oneOf(
                Arbitraries.of(
                        "1", "42", "1000", "1000.0", "42.00", "42.5", "0.01", "0.001", "0", "-5", "1e3", "42.999"),
                Arbitraries.longs().between(1, 100_000).map(String::valueOf),
                Arbitraries.longs().between(1, 100_000).map(value -> BigDecimal.valueOf(value, 2)
                        .toPlainString()));
        Arbitrary<Amount> amounts = Combinators.combine(
                        texts, Arbitraries.of(true, false), Arbitraries.of(Type.class), Arbitraries.of(Place.class))
                .as(Amount::new);
        return Combinators.combine(
                        Arbitraries.of("capturePayment", "refundPayment", "voidPayment"),
                        currencies,
                        amounts,
                        Arbitraries.of(Type.class),
                        Arbitraries.of(Earlier.class),
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false))
                .as(Case::new);
    }

    private static Currencies agreeing(Currencies made) {
        return new Currencies(
                made.payment(),
                made.option().isEmpty() ? ABSENT : made.payment(),
                made.header().isEmpty() ? ABSENT : made.payment(),
                made.body().isEmpty() ? ABSENT : made.payment());
    }

    private static Object node(String text) {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .newDocument()
                    .createTextNode(text);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }
}
