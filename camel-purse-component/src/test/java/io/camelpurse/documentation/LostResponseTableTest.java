package io.camelpurse.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelpurse.PurseConstants;
import io.camelpurse.client.Json;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.sandbox.Fault;
import io.camelpurse.sandbox.PurseSandbox;
import io.camelpurse.sandbox.RecordedRequest;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The table of {@code exactly-once.adoc}: Purse executes a capture and the response is lost, or the request never
 * arrives, and the source delivers the message once more.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class LostResponseTableTest {

    @RegisterExtension
    static final PurseExtension PURSE =
            PurseExtension.builder().sandbox().startedByTest().build();

    private final PurseSandbox sandbox = PURSE.sandbox();
    private String payment;

    @BeforeEach
    void start() throws Exception {
        payment = sandbox.authorizedPayment(10_000, "EUR", "ORD-1");
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                handMade("direct:hand-made-forgetting", true);
                handMade("direct:hand-made-remembering", false);
                from("direct:purse").to("purse:capturePayment");
                from("direct:purse-without-retries").to("purse:capturePayment?maxRetries=0");
            }

            private void handMade(String uri, boolean removeOnFailure) {
                from(uri)
                        .idempotentConsumer(
                                header("JMSMessageID"), MemoryIdempotentRepository.memoryIdempotentRepository())
                        .removeOnFailure(removeOnFailure)
                        .setBody(simple("{\"amount\": ${header.CamelPurseAmount},"
                                + " \"merchant_reference\": \"${header.CamelPurseMerchantReference}\"}"))
                        .setHeader("x-idempotency-key", () -> UUID.randomUUID().toString())
                        .setHeader(Exchange.HTTP_METHOD, constant("POST"))
                        .setHeader(Exchange.CONTENT_TYPE, constant("application/json"))
                        .toD(sandbox.apiUrl() + "/v2/payments/${header.CamelPursePaymentId}/captures")
                        .convertBodyTo(String.class);
            }
        });
        PURSE.template();
    }

    @ParameterizedTest
    @CsvSource({
        "hand-made-forgetting, DROP_RESPONSE, 2, 2, another capture",
        "hand-made-remembering, DROP_RESPONSE, 1, 1, nothing",
        "purse, DROP_RESPONSE, 1, 1, the capture",
        "purse-without-retries, DROP_RESPONSE, 1, 1, the capture",
        "hand-made-forgetting, RESET, 1, 2, the capture",
        "hand-made-remembering, RESET, 0, 1, nothing",
        "purse, RESET, 1, 1, the capture",
        "purse-without-retries, RESET, 1, 1, the capture"
    })
    void theTableInTheDocumentIsTrue(String route, String fault, int captures, int keys, String seen) throws Exception {
        String response = PURSE.template().requestBody("purse:getAccessToken", null, String.class);
        String token = Json.mapper().readTree(response).path("access_token").asText();
        sandbox.faults()
                .next("capturePayment", fault.equals("DROP_RESPONSE") ? Fault.dropResponse() : Fault.resetBefore());

        deliver("direct:" + route, token);
        Exchange again = deliver("direct:" + route, token);

        JsonNode made = sandbox.payment(payment).path("captures");
        assertThat(made).hasSize(captures);
        assertThat(sandbox.journal("capturePayment").stream()
                        .map(RecordedRequest::idempotencyKey)
                        .distinct())
                .hasSize(keys);
        assertThat(seen(again, made)).isEqualTo(seen);
        assertThat(Document.page("exactly-once.adoc").text())
                .contains("// " + route + ", " + fault + "\n| ")
                .containsPattern("// " + route + ", " + fault + "\n\\| [^\n]+\n\\| " + captures + "\n\\| " + keys
                        + "\n\\| " + seen + "\n");
    }

    private Exchange deliver(String route, String token) {
        return PURSE.template().send(route, exchange -> {
            exchange.getMessage().setHeader("JMSMessageID", "ID:1");
            exchange.getMessage().setHeader("Authorization", "Bearer " + token);
            exchange.getMessage().setHeader(PurseConstants.PAYMENT_ID, payment);
            exchange.getMessage().setHeader(PurseConstants.AMOUNT, 4000);
            exchange.getMessage().setHeader(PurseConstants.MERCHANT_REFERENCE, "INV-1");
        });
    }

    /** What the route knows after the redelivery. */
    private static String seen(Exchange exchange, JsonNode made) throws Exception {
        assertThat(exchange.getException()).isNull();
        String body = exchange.getMessage().getBody(String.class);
        if (body == null || made.isEmpty()) {
            return "nothing";
        }
        JsonNode captures = Json.mapper().readTree(body).path("captures");
        String id = exchange.getMessage().getHeader(PurseConstants.OPERATION_ID, String.class);
        String last =
                id != null ? id : captures.path(captures.size() - 1).path("id").asText();
        return last.equals(made.path(0).path("id").asText()) ? "the capture" : "another capture";
    }
}
