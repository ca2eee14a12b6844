package io.camelpurse.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import groovy.lang.GString;
import groovy.lang.GroovyShell;
import io.camelpurse.PurseConstants;
import io.camelpurse.PurseValidationException;
import io.camelpurse.fixture.Json;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.SampleCalls;
import io.camelpurse.sandbox.Fault;
import io.camelpurse.sandbox.RecordedRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.camel.Exchange;
import org.apache.camel.FailedToCreateProducerException;
import org.apache.camel.builder.RouteBuilder;
import org.json.JSONObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;

/** Which Java types of a header or body are read as what they hold, and which are rejected by name. */
class RouteValuesTest {

    @RegisterExtension
    static final PurseExtension PURSE =
            PurseExtension.builder().sampleSandbox().sharedContext().build();

    private static final String JSON = "{\"amount\": 1000, \"merchant_reference\": \"INV-1\"}";

    private static final String LINK = "purse:createPaymentLink?amount=4299&currency=EUR&entityId=" + SampleCalls.ENTITY
            + "&shopperRedirectionUrl=https://shop.example.org/return";

    private String payment;

    /** A bean that has nothing to do with a request. */
    public record Invoice(String number, BigDecimal total) {}

    /** A bean whose text says nothing. */
    static final class Opaque {}

    @BeforeEach
    void authorize() {
        payment = PURSE.sandbox().authorizedPayment(10_000, "EUR", "ORD-1");
    }

    static Stream<Arguments> references() throws Exception {
        return Stream.of(
                Arguments.of("20260001", "20260001"),
                Arguments.of(new StringBuilder("20260001"), "20260001"),
                Arguments.of(gString("2026${'0001'}"), "20260001"),
                Arguments.of("20260001".getBytes(StandardCharsets.UTF_8), "20260001"),
                Arguments.of("20260001".toCharArray(), "20260001"),
                Arguments.of('7', "7"),
                Arguments.of(20260001, "20260001"),
                Arguments.of(20260001L, "20260001"),
                Arguments.of(20260001.0, "20260001"),
                Arguments.of(new BigDecimal("20260001.000"), "20260001"),
                Arguments.of(new BigDecimal("2.0260001E7"), "20260001"),
                Arguments.of(new BigInteger("20260001"), "20260001"),
                Arguments.of(new AtomicInteger(20260001), "20260001"),
                Arguments.of(TextNode.valueOf("20260001"), "20260001"),
                Arguments.of(IntNode.valueOf(20260001), "20260001"),
                Arguments.of(document().getDocumentElement().getFirstChild().getFirstChild(), "20260001"),
                Arguments.of(document().getDocumentElement().getFirstChild(), "20260001"),
                Arguments.of(document().getDocumentElement().getAttributeNode("number"), "20260001"),
                Arguments.of(document().getElementsByTagName("one"), "20260001"),
                Arguments.of(new String[] {"20260001"}, "20260001"),
                Arguments.of(List.of("20260001"), "20260001"),
                Arguments.of(
                        UUID.fromString("9a14962c-bdcf-49d1-8673-e75dfb48013f"),
                        "9a14962c-bdcf-49d1-8673-e75dfb48013f"));
    }

    @ParameterizedTest
    @MethodSource("references")
    void oneTextOrWholeNumberIsAReference(Object reference, String read) {
        for (int delivery = 0; delivery < 2; delivery++) {
            PURSE.succeed(capture(1000), null, Map.of(PurseConstants.MERCHANT_REFERENCE, reference));
        }
        assertThat(Json.parse(PURSE.requests().get(0).body())
                        .path("merchant_reference")
                        .textValue())
                .isEqualTo(read);
        assertThat(PURSE.sandbox().payment(payment).path("captures")).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("references")
    void oneTextOrWholeNumberIsAnOrderReference(Object reference, String read) {
        PURSE.succeed(LINK, null, Map.of(PurseConstants.ORDER_REFERENCE, reference));
        assertThat(PURSE.requestBody().at("/order/reference").textValue()).isEqualTo(read);
    }

    static Stream<Object> noReferences() throws Exception {
        return Stream.of(
                Arguments.of((Object) new String[] {"INV-1", "INV-2"}),
                Arguments.of((Object) new Object[] {"INV-1", 2}),
                List.of("INV-1", "INV-2"),
                List.of("INV-1").iterator(),
                Map.of("number", "INV-1"),
                document(),
                document().getDocumentElement(),
                document().getElementsByTagName("two"),
                new Opaque(),
                new Invoice("INV-1", BigDecimal.ONE),
                Optional.of("INV-1"),
                new int[] {1},
                true,
                new Date(0),
                20260001.5,
                Double.NaN,
                Double.POSITIVE_INFINITY,
                1e300,
                new BigDecimal("0.1"),
                new BigDecimal("1e999999999"),
                new byte[] {(byte) 0xc3, (byte) 0x28},
                List.of(List.of("INV-1", "INV-2")),
                new ByteArrayInputStream(new byte[] {65}),
                16_777_217f,
                9_007_199_254_740_993d,
                "Order \ud83d",
                "x".repeat(256),
                "x".repeat(1024 * 1024));
    }

    @ParameterizedTest
    @MethodSource("noReferences")
    void anythingElseIsRejectedByName(Object reference) {
        String message =
                PURSE.failValidation(capture(1000), null, Map.of(PurseConstants.MERCHANT_REFERENCE, reference));
        assertThat(message)
                .containsAnyOf("CamelPurseMerchantReference", "merchant_reference")
                .hasSizeLessThan(400);
    }

    /** How long an order reference or a URL may be is for Purse to say. */
    static Stream<Object> noTexts() throws Exception {
        return noReferences().filter(value -> !(value instanceof String text) || text.length() < 255);
    }

    @ParameterizedTest
    @MethodSource("noTexts")
    void anythingElseIsNoOrderReferenceOrRedirectionUrl(Object value) {
        for (String header : List.of(PurseConstants.ORDER_REFERENCE, PurseConstants.SHOPPER_REDIRECTION_URL)) {
            assertThat(PURSE.failValidation(LINK, null, Map.of(header, value)))
                    .contains(header)
                    .hasSizeLessThan(400);
        }
    }

    static Stream<Arguments> amounts() throws Exception {
        return Stream.of(
                Arguments.of("4299"),
                Arguments.of(" 4299 "),
                Arguments.of("4299.0"),
                Arguments.of("4299.00"),
                Arguments.of(4299.0),
                Arguments.of(4299f),
                Arguments.of(new BigDecimal("4299.000")),
                Arguments.of(new BigDecimal("4.299E3")),
                Arguments.of("4299".getBytes(StandardCharsets.UTF_8)),
                Arguments.of(gString("42${99}")),
                Arguments.of(document().getElementsByTagName("amount")),
                Arguments.of(document().getElementsByTagName("amount").item(0).getFirstChild()),
                Arguments.of(IntNode.valueOf(4299)),
                Arguments.of(List.of(4299)));
    }

    @ParameterizedTest
    @MethodSource("amounts")
    void aWholeNumberIsAnAmountOfMinorUnitsWhateverItsType(Object amount) {
        PURSE.succeed(capture(null), null, with(PurseConstants.AMOUNT, amount));
        assertThat(PURSE.requestBody().path("amount")).hasToString("4299");
    }

    @ParameterizedTest
    @MethodSource("amounts")
    void inABodyToo(Object amount) {
        if (amount instanceof Number || amount instanceof String) {
            PURSE.succeed(capture(null), Map.of("amount", amount), with("x", "y"));
            assertThat(PURSE.requestBody().path("amount")).hasToString("4299");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"42.99", "0.5"})
    void aRejectionAdvisesNothingThatChangesTheMagnitude(String amount) {
        assertThat(PURSE.failValidation(capture(null), null, with(PurseConstants.AMOUNT, amount)))
                .contains(amount, "minor units")
                .doesNotContain("amountUnit");
    }

    static Stream<Object> noAmounts() throws Exception {
        return Stream.of(
                document().getElementsByTagName("two"),
                Arguments.of((Object) new String[] {"1", "2"}),
                List.of(1, 2),
                new Opaque(),
                3e7f,
                1e17,
                Double.NaN,
                "available".getBytes(StandardCharsets.UTF_16),
                true);
    }

    @ParameterizedTest
    @MethodSource("noAmounts")
    void whatIsNotOneNumberIsNoAmount(Object amount) {
        assertThat(PURSE.failValidation(capture(null), null, with(PurseConstants.AMOUNT, amount)))
                .contains("CamelPurseAmount");
    }

    @Test
    void severalNodesSayHowToTakeOne() throws Exception {
        assertThat(PURSE.failValidation(
                        capture(null),
                        null,
                        with(PurseConstants.AMOUNT, document().getElementsByTagName("two"))))
                .contains("holds 2 values", "set resultType");
    }

    static Stream<Object> bodies() throws Exception {
        return Stream.of(
                JSON,
                "\ufeff" + JSON,
                gString("{\"amount\": ${1000}, \"merchant_reference\": \"INV-${1}\"}"),
                new StringBuilder(JSON),
                JSON.toCharArray(),
                JSON.getBytes(StandardCharsets.UTF_8),
                ByteBuffer.wrap(JSON.getBytes(StandardCharsets.UTF_8)),
                new StringReader(JSON),
                new StringReader("\ufeff" + JSON),
                new ByteArrayInputStream(JSON.getBytes(StandardCharsets.UTF_8)),
                new ByteArrayInputStream(("\ufeff" + JSON).getBytes(StandardCharsets.UTF_8)),
                Json.parse(JSON),
                Map.of("amount", 1000, "merchant_reference", "INV-1"),
                Map.of("amount", gString("${1000}"), "merchant_reference", gString("INV-${1}")),
                new CaptureBean());
    }

    /** A bean of a request. */
    public static final class CaptureBean {
        public int getAmount() {
            return 1000;
        }

        public CharSequence getMerchant_reference() {
            return new StringBuilder("INV-1");
        }
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void aBodyIsReadInWhateverFormItComes(Object body) {
        PURSE.succeed(capture(null), body, Map.of());
        assertThat(PURSE.requestBody()).isEqualTo(Json.parse(JSON));
    }

    static Stream<Object> noBodies() throws Exception {
        return Stream.of(
                new JSONObject(JSON),
                JsonParser.parseString(JSON),
                new JsonObject(),
                new Invoice("INV-1", BigDecimal.TEN),
                Map.of("number", "INV-1", "total", 10),
                "{\"Amount\": 1000, \"reference\": \"INV-1\"}",
                Map.of("amount", 1000, "order", new JSONObject("{\"shipments\": []}")),
                Map.of("amount", 1000, "order", Optional.of("x")),
                Map.of("amount", 1000, "order", List.of(1).iterator()),
                Map.of("order", Map.of("additional_data", new Opaque())),
                document(),
                new Opaque(),
                Thread.currentThread(),
                Optional.empty(),
                consumedStream(),
                consumedReader(),
                consumedBuffer());
    }

    @ParameterizedTest
    @MethodSource("noBodies")
    void whatIsNoRequestIsRejectedAndNothingIsCaptured(Object body) {
        Map<String, Object> headers = with(PurseConstants.AMOUNT, "available");
        assertThat(PURSE.failValidation(capture(null), body, headers)).contains("capturePayment: The body");
    }

    @Test
    void aConsumedStreamSaysSo() {
        assertThat(PURSE.failValidation(capture("available"), consumedStream(), with("x", "y")))
                .contains("nothing left to read", "stream caching");
    }

    @Test
    void aRedeliveryWithoutStreamCachingIsRejectedInsteadOfCapturingSomethingElse() throws Exception {
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(defaultErrorHandler().maximumRedeliveries(1).redeliveryDelay(0));
                from("direct:start").streamCache("false").to(capture("available") + "&maxRetries=0");
            }
        });
        PURSE.sandbox().faults().next("capturePayment", Fault.status(429));
        InputStream stream = new ByteArrayInputStream(JSON.getBytes(StandardCharsets.UTF_8));
        Exchange exchange = PURSE.send("direct:start", stream, Map.of());
        assertThat(exchange.getException()).isInstanceOf(PurseValidationException.class);
        assertThat(PURSE.sandbox().payment(payment).path("captures")).isEmpty();
    }

    @Test
    void datesInABodyAreIsoText() {
        Calendar calendar = Calendar.getInstance(TimeZone.getTimeZone("UTC"), Locale.ROOT);
        calendar.setTimeInMillis(0);
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("date", new Date(0));
        data.put("timestamp", new Timestamp(0));
        data.put("calendar", calendar);
        PURSE.succeed(
                capture(1000),
                Map.of("order", Map.of("additional_data", data), "merchant_reference", "INV-1"),
                Map.of());
        assertThat(PURSE.requestBody().at("/order/additional_data"))
                .hasSize(data.size())
                .allSatisfy(date -> assertThat(date.textValue()).startsWith("1970-01-01T00:00:00"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"paymentId=", "paymentId=%20"})
    void anEmptyIdInTheUriIsNotReplacedByTheHeaders(String option) {
        Map<String, Object> headers = with(PurseConstants.PAYMENT_ID, payment);
        assertThatThrownBy(() -> PURSE.failValidation("purse:capturePayment?amount=100&" + option, null, headers))
                .isInstanceOf(FailedToCreateProducerException.class)
                .hasMessageContaining("The option paymentId is empty");
        assertThat(PURSE.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"maxAmount=0", "maxAmount=-1", "maxAmount=abc"})
    void aSenselessGuardIsRejectedAtStart(String option) {
        assertThatThrownBy(() -> PURSE.failValidation(capture(1000) + "&" + option, null, with("x", "y")))
                .isInstanceOf(FailedToCreateProducerException.class)
                .hasMessageContaining("The option maxAmount is");
    }

    @ParameterizedTest
    @ValueSource(strings = {"maxAmount=", "maxAmount=%20", "currency=", "currency=%20"})
    void anEmptyGuardIsNotSwitchedOff(String option) {
        assertThat(PURSE.failValidation(capture(1000) + "&" + option, null, with("x", "y")))
                .contains("The option " + option.replaceAll("=.*", ""));
    }

    @Test
    void aPaymentIdInCapitalsIsTheSamePayment() {
        PURSE.succeed(capture(1000), null, with("x", "y"));
        payment = payment.toUpperCase(Locale.ROOT);
        PURSE.succeed(capture(1000), null, with("x", "y"));
        assertThat(PURSE.requests().stream()
                        .map(RecordedRequest::idempotencyKey)
                        .filter(key -> key != null)
                        .distinct())
                .hasSize(1);
        assertThat(PURSE.sandbox().payment(payment.toLowerCase(Locale.ROOT)).path("captures"))
                .hasSize(1);
    }

    private String capture(Object amount) {
        return "purse:capturePayment?paymentId=" + payment + (amount == null ? "" : "&amount=" + amount);
    }

    private static Map<String, Object> with(String header, Object value) {
        Map<String, Object> headers = new HashMap<>();
        headers.put(PurseConstants.MERCHANT_REFERENCE, "INV-1");
        headers.put(header, value);
        return headers;
    }

    /** What Groovy makes of a text with values in it. */
    private static GString gString(String text) throws Exception {
        Object made = new GroovyShell().evaluate("\"" + text.replace("\"", "\\\"") + "\"");
        assertThat(made).isInstanceOf(GString.class);
        return (GString) made;
    }

    private static Document document() throws Exception {
        String xml =
                "<invoice number='20260001'><one>20260001</one><two>1</two><two>2</two><amount>4299</amount></invoice>";
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    private static InputStream consumedStream() {
        InputStream stream = new ByteArrayInputStream(JSON.getBytes(StandardCharsets.UTF_8));
        try {
            stream.readAllBytes();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return stream;
    }

    private static StringReader consumedReader() throws Exception {
        StringReader reader = new StringReader(JSON);
        reader.skip(JSON.length());
        return reader;
    }

    private static ByteBuffer consumedBuffer() {
        return ByteBuffer.wrap(JSON.getBytes(StandardCharsets.UTF_8)).position(JSON.length());
    }
}
