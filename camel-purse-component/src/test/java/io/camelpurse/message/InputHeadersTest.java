package io.camelpurse.message;

import static org.apache.camel.support.builder.ExpressionBuilder.constantExpression;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camelpurse.PurseConstants;
import io.camelpurse.PurseOperation;
import io.camelpurse.fixture.Json;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.SampleCalls;
import io.camelpurse.sandbox.RecordedRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.ProcessorDefinition;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every header that a route sets counts the same, however it is set and whatever an earlier response left. Tests
 * {@link TextValue}, {@link RequestedId} and {@link io.camelpurse.ResourceId}.
 */
class InputHeadersTest {

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder().sampleSandbox().build();

    /** What the last call of the route set. */
    private static Message last;

    private final SampleCalls samples = new SampleCalls(PURSE);

    /** A header, a value, and how it shows that it counted. */
    private enum Input {
        ENTITY_ID(PurseConstants.ENTITY_ID),
        PAYMENT_ID(PurseConstants.PAYMENT_ID),
        CLIENT_SESSION_ID(PurseConstants.CLIENT_SESSION_ID),
        PAYMENT_LINK_ID(PurseConstants.PAYMENT_LINK_ID),
        AMOUNT(PurseConstants.AMOUNT),
        CURRENCY(PurseConstants.CURRENCY),
        ORDER_REFERENCE(PurseConstants.ORDER_REFERENCE),
        SHOPPER_REDIRECTION_URL(PurseConstants.SHOPPER_REDIRECTION_URL),
        MERCHANT_REFERENCE(PurseConstants.MERCHANT_REFERENCE),
        IDEMPOTENCY_KEY(PurseConstants.IDEMPOTENCY_KEY),
        MAX_AGE(PurseConstants.MAX_AGE),
        REDIRECTION_DATA(PurseConstants.REDIRECTION_DATA),
        EXPECTED_CLIENT_SESSION_ID(PurseConstants.EXPECTED_CLIENT_SESSION_ID);

        private final String header;

        Input(String header) {
            this.header = header;
        }
    }

    /** How a route sets a header behind an earlier call. */
    private enum Way {
        CONSTANT,
        PROPERTY,
        VARIABLE,
        SIMPLE,
        TEXT_OF_ANOTHER_CLASS,
        COPIED_EXCHANGE,
        SET_BEFORE_THE_EARLIER_CALL,
        SAME_OBJECT_SET_AGAIN,
        EQUAL_TEXT,
        BYTES,
        CHARACTERS,
        LIST_OF_ONE;

        ProcessorDefinition<?> before(ProcessorDefinition<?> route, String header, String value) {
            return this == SET_BEFORE_THE_EARLIER_CALL || this == SAME_OBJECT_SET_AGAIN
                    ? route.setHeader(header, constantExpression(value))
                    : route;
        }

        ProcessorDefinition<?> behind(ProcessorDefinition<?> route, String header, String value) {
            return switch (this) {
                case SET_BEFORE_THE_EARLIER_CALL -> route;
                case SAME_OBJECT_SET_AGAIN, PROPERTY ->
                    route.setProperty("kept", constantExpression(value))
                            .process(exchange -> exchange.getMessage().setHeader(header, exchange.getProperty("kept")));
                case VARIABLE ->
                    route.setVariable("kept", constantExpression(value))
                            .process(exchange -> exchange.getMessage().setHeader(header, exchange.getVariable("kept")));
                case SIMPLE ->
                    route.setVariable("kept", constantExpression(value)).process(exchange -> exchange.getMessage()
                            .setHeader(
                                    header,
                                    exchange.getContext()
                                            .resolveLanguage("simple")
                                            .createExpression("${variable.kept}")
                                            .evaluate(exchange, Object.class)));
                case TEXT_OF_ANOTHER_CLASS -> set(route, header, new StringBuilder(value));
                case BYTES -> set(route, header, value.getBytes(StandardCharsets.UTF_8));
                case CHARACTERS -> set(route, header, value.toCharArray());
                case LIST_OF_ONE -> set(route, header, List.of(value));
                case CONSTANT, COPIED_EXCHANGE -> set(route, header, value);
                case EQUAL_TEXT -> set(route, header, String.valueOf(value.toCharArray()));
            };
        }

        private static ProcessorDefinition<?> set(ProcessorDefinition<?> route, String header, Object value) {
            return route.process(exchange -> exchange.getMessage().setHeader(header, value));
        }
    }

    static Stream<Arguments> inputs() {
        return Arrays.stream(Input.values()).flatMap(input -> Arrays.stream(Way.values())
                // A repeated parameter of a URL is rejected, so that a list is no single value there.
                .filter(way -> input != Input.REDIRECTION_DATA || way != Way.LIST_OF_ONE && way != Way.CHARACTERS)
                .map(way -> Arguments.of(input, way)));
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void aHeaderCountsHoweverItIsSet(Input input, Way way) throws Exception {
        String payment = PURSE.sandbox().authorizedPayment(5000, "EUR", "ORD-1");
        String earlier = PURSE.sandbox().authorizedPayment(5000, "JPY", "ORD-2");
        String value = value(input, payment);
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                ProcessorDefinition<?> route = way.before(from("direct:start"), input.header, value);
                // Leaves a currency, ids and a key in the headers, of another payment.
                route = route.to("purse:getPayment?paymentId=" + earlier)
                        .process(exchange -> exchange.getMessage().setBody(requestBody(input)));
                if (input != Input.PAYMENT_ID) {
                    route = route.process(
                            exchange -> exchange.getMessage().setHeader(PurseConstants.PAYMENT_ID, payment));
                }
                route = way.behind(route, input.header, value);
                if (way == Way.COPIED_EXCHANGE) {
                    route.multicast().to("direct:call");
                    from("direct:call").to(uri(input)).process(InputHeadersTest::keep);
                } else {
                    route.to(uri(input)).process(InputHeadersTest::keep);
                }
            }
        });
        PURSE.startRecording();
        last = null;
        if (input == Input.PAYMENT_ID && way == Way.SET_BEFORE_THE_EARLIER_CALL) {
            // A response sets the id of its payment, so that calls chain.
            PURSE.succeed("direct:start", null, Map.of());
            assertThat(sent().path()).endsWith(earlier);
            return;
        }
        PURSE.succeed("direct:start", null, Map.of());
        assertThat(counted(input)).isEqualTo(value);
    }

    private static void keep(Exchange exchange) {
        last = exchange.getMessage();
    }

    private String value(Input input, String payment) {
        return switch (input) {
            case ENTITY_ID -> SampleCalls.ENTITY;
            case PAYMENT_ID -> payment;
            case CLIENT_SESSION_ID -> samples.clientSession();
            case PAYMENT_LINK_ID -> samples.paymentLink();
            case AMOUNT -> "1234";
            case CURRENCY -> "GBP";
            case ORDER_REFERENCE -> "ORD-7";
            case SHOPPER_REDIRECTION_URL -> "https://shop.example.org/return/7";
            case MERCHANT_REFERENCE -> "INV-7";
            case IDEMPOTENCY_KEY -> "key-of-the-route";
            case MAX_AGE -> "7000";
            case REDIRECTION_DATA -> PURSE.sandbox().sign(Map.of("client_session_id", "cs-7"));
            case EXPECTED_CLIENT_SESSION_ID -> "cs-7";
        };
    }

    private Object requestBody(Input input) {
        ObjectNode link = SampleCalls.request(PurseOperation.createPaymentLink);
        return switch (input) {
            case ENTITY_ID -> link.without("entity_id");
            case CURRENCY -> link.without("currency");
            case ORDER_REFERENCE -> link.without("order");
            case SHOPPER_REDIRECTION_URL -> link.without("shopper_redirection_url");
            case EXPECTED_CLIENT_SESSION_ID -> PURSE.sandbox().sign(Map.of("client_session_id", "cs-7"));
            default -> null;
        };
    }

    private static String uri(Input input) {
        return switch (input) {
            case ENTITY_ID, CURRENCY, ORDER_REFERENCE, SHOPPER_REDIRECTION_URL -> "purse:createPaymentLink";
            case PAYMENT_ID, MAX_AGE -> "purse:getPayment";
            case CLIENT_SESSION_ID -> "purse:getClientSession";
            case PAYMENT_LINK_ID -> "purse:getPaymentLink";
            case AMOUNT -> "purse:capturePayment?merchantReference=INV-1&amount=1";
            case MERCHANT_REFERENCE -> "purse:capturePayment?amount=1&merchantReference=of-endpoint";
            case IDEMPOTENCY_KEY -> "purse:capturePayment?amount=1&merchantReference=INV-1";
            case REDIRECTION_DATA, EXPECTED_CLIENT_SESSION_ID -> "purse:verifyRedirection";
        };
    }

    private static String counted(Input input) {
        return switch (input) {
            case ENTITY_ID -> body().path("entity_id").asText();
            case CURRENCY -> body().path("currency").asText();
            case ORDER_REFERENCE -> body().at("/order/reference").asText();
            case SHOPPER_REDIRECTION_URL ->
                body().path("shopper_redirection_url").asText();
            case PAYMENT_ID, CLIENT_SESSION_ID, PAYMENT_LINK_ID -> sent().path().replaceAll(".*/", "");
            case AMOUNT -> body().path("amount").asText();
            case MERCHANT_REFERENCE -> body().path("merchant_reference").asText();
            case IDEMPOTENCY_KEY -> sent().idempotencyKey();
            case MAX_AGE -> sent().headers().get("cache-control").replaceAll("max-age=(\\d+)", "$1") + "000";
            case REDIRECTION_DATA -> {
                assertThat(last.getHeader(PurseConstants.CLIENT_SESSION_ID)).isEqualTo("cs-7");
                yield PURSE.sandbox().sign(Map.of("client_session_id", "cs-7"));
            }
            case EXPECTED_CLIENT_SESSION_ID -> last.getHeader(PurseConstants.CLIENT_SESSION_ID, String.class);
        };
    }

    private static RecordedRequest sent() {
        List<RecordedRequest> requests = PURSE.requests();
        return requests.get(requests.size() - 1);
    }

    private static JsonNode body() {
        return Json.parse(sent().body());
    }
}
