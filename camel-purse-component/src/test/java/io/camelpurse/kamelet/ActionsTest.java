package io.camelpurse.kamelet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camelpurse.PurseConstants;
import io.camelpurse.PurseInvalidRedirectionException;
import io.camelpurse.PurseOperation;
import io.camelpurse.fixture.Json;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.SampleCalls;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Message;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The Kamelets that create or read something, from a YAML route and from a Pipe. */
class ActionsTest {

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder()
            .sampleSandbox()
            .configure(configuration -> configuration.setEntityId(SampleCalls.ENTITY))
            .startedByTest()
            .build();

    @ParameterizedTest
    @EnumSource
    void aPaymentLinkIsCreatedAndItsAddressGoesOn(KameletUse use) throws Exception {
        use.load(PURSE, "purse-payment-link-action", Map.of("currency", "EUR"));
        ObjectNode request = SampleCalls.request(PurseOperation.createPaymentLink);
        request.remove("currency");
        PURSE.succeed("direct:in", request, Map.of());
        Message link = received();
        assertThat(link.getHeader(PurseConstants.PAYMENT_LINK_ID)).isNotNull();
        assertThat(link.getHeader(PurseConstants.SHOPPER_URL, String.class)).startsWith("http");
        assertThat(Json.parse(link.getBody(String.class)).path("currency").asText())
                .isEqualTo("EUR");
    }

    @ParameterizedTest
    @EnumSource
    void aClientSessionIsCreatedFromHeadersAndParameters(KameletUse use) throws Exception {
        use.load(
                PURSE,
                "purse-client-session-action",
                Map.of(
                        "currency",
                        "EUR",
                        "shopperRedirectionUrl",
                        "RAW(https://shop.example.org/return?order=${header.order}&lang=fr)"));
        PURSE.succeed(
                "direct:in",
                null,
                Map.of(PurseConstants.AMOUNT, 4299, PurseConstants.ORDER_REFERENCE, "ORD-1", "order", 1));
        Message session = received();
        assertThat(session.getHeader(PurseConstants.CLIENT_SESSION_ID)).isNotNull();
        assertThat(PURSE.requestBody().path("shopper_redirection_url").asText())
                .isEqualTo("https://shop.example.org/return?order=1&lang=fr");
    }

    @ParameterizedTest
    @EnumSource
    void aPaymentIsCreated(KameletUse use) throws Exception {
        use.load(PURSE, "purse-create-payment-action", Map.of());
        PURSE.succeed("direct:in", SampleCalls.request(PurseOperation.createPayment), Map.of());
        assertThat(received().getHeader(PurseConstants.PAYMENT_ID)).isNotNull();
    }

    /** A session or link has no payment before a shopper pays; a payment without 3-D Secure redirects nobody. */
    @ParameterizedTest
    @CsvSource({
        "purse-payment-link-action, createPaymentLink, CamelPursePaymentId",
        "purse-client-session-action, createClientSession, CamelPursePaymentId",
        "purse-create-payment-action, createPayment, CamelPurseShopperUrl",
        "purse-get-payment-action,,",
        "purse-verify-redirection-action,,"
    })
    void aKameletSetsTheHeadersThatItLists(String kamelet, PurseOperation operation, String absent) throws Exception {
        KameletUse.ROUTE.load(PURSE, kamelet, Map.of());
        String payment = PURSE.sandbox().authorizedPayment(4299, "EUR", "ORD-1");
        PURSE.succeed(
                "direct:in",
                operation == null ? redirectionData() : hostedPage(operation),
                Map.of(PurseConstants.PAYMENT_ID, payment));
        Set<String> listed =
                new HashSet<>(KameletFile.named(kamelet).headers("out").keySet());
        listed.remove(absent);
        assertThat(listed).isNotEmpty();
        assertThat(received().getHeaders()).containsKeys(listed.toArray(String[]::new));
    }

    private static ObjectNode hostedPage(PurseOperation operation) {
        ObjectNode request = SampleCalls.request(operation);
        return operation == PurseOperation.createClientSession
                ? request.put("integration_mode", "HOSTED_PAGE")
                : request;
    }

    private static String redirectionData() {
        return PURSE.sandbox()
                .sign(Map.of(
                        "client_session_id",
                        "cs-1",
                        "payment_id",
                        "p-1",
                        "authorization_status",
                        "AUTHORIZED",
                        "client_session_status",
                        "SUBMITTED"));
    }

    @ParameterizedTest
    @EnumSource
    void aPaymentIsReadByTheHeader(KameletUse use) throws Exception {
        use.load(PURSE, "purse-get-payment-action", Map.of("maxAge", "30s"));
        String payment = PURSE.sandbox().authorizedPayment(4299, "EUR", "ORD-1");
        PURSE.succeed("direct:in", "any text", Map.of(PurseConstants.PAYMENT_ID, payment));
        assertThat(received().getHeader(PurseConstants.STATUS)).isEqualTo("AUTHORIZED");
        assertThat(PURSE.request().headers().toString()).contains("max-age=30");
    }

    @ParameterizedTest
    @EnumSource
    void aPaymentIsReadByAnExpression(KameletUse use) throws Exception {
        use.load(PURSE, "purse-get-payment-action", Map.of("paymentId", "${jsonpath($.payment)}"));
        String payment = PURSE.sandbox().authorizedPayment(4299, "EUR", "ORD-1");
        PURSE.succeed("direct:in", "{\"payment\": \"" + payment + "\"}", Map.of(PurseConstants.PAYMENT_ID, "other"));
        assertThat(received().getHeader(PurseConstants.PAYMENT_ID)).isEqualTo(payment);
    }

    @ParameterizedTest
    @EnumSource
    void aRedirectionIsVerifiedForTheClientSessionThatIsExpected(KameletUse use) throws Exception {
        use.load(
                PURSE,
                "purse-verify-redirection-action",
                Map.of("redirectionExpectedClientSessionId", "${header.session}"));
        String data = PURSE.sandbox().sign(Map.of("client_session_id", "cs-1"));
        PURSE.succeed("direct:in", data, Map.of("session", "cs-1"));
        assertThat(received().getHeader(PurseConstants.CLIENT_SESSION_ID)).isEqualTo("cs-1");
        PURSE.fail(PurseInvalidRedirectionException.class, "direct:in", data, Map.of("session", "cs-2"));
        PURSE.fail(PurseInvalidRedirectionException.class, "direct:in", data, Map.of());
    }

    @ParameterizedTest
    @EnumSource
    void aRedirectionIsVerifiedForTheClientSessionInTheHeader(KameletUse use) throws Exception {
        use.load(PURSE, "purse-verify-redirection-action", Map.of());
        String data = PURSE.sandbox().sign(Map.of("client_session_id", "cs-1"));
        PURSE.fail(
                PurseInvalidRedirectionException.class,
                "direct:in",
                data,
                Map.of(PurseConstants.EXPECTED_CLIENT_SESSION_ID, "cs-2"));
        PURSE.succeed("direct:in", data, Map.of(PurseConstants.EXPECTED_CLIENT_SESSION_ID, "cs-1"));
    }

    private static Message received() {
        return PURSE.context()
                .getEndpoint("mock:out", MockEndpoint.class)
                .getReceivedExchanges()
                .get(0)
                .getMessage();
    }
}
