package io.camelpurse.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelpurse.PurseValidationException;
import io.camelpurse.client.Json;
import io.camelpurse.documentation.Document.CodeBlock;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.sandbox.PurseSandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The routes of {@code operations-reference.adoc} do what the page says, in YAML, in Java and in XML. */
class OperationsReferenceTest {

    @RegisterExtension
    static final PurseExtension PURSE =
            PurseExtension.builder().sandbox().startedByTest().build();

    private static final Map<String, Object> ORDER = Map.of("orderNumber", "ORD-1");

    /** A name with all that has a meaning in JSON and in the simple language. */
    private static final String AWKWARD = "O\"Neill, \"net_amount\": 1, ${body} 'x') \\";

    private final PurseSandbox sandbox = PURSE.sandbox();

    @TempDir
    Path classes;

    @BeforeEach
    void start() throws Exception {
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:mail").to("mock:mail");
            }
        });
        PURSE.template();
    }

    @ParameterizedTest
    @ValueSource(strings = {"yaml", "java"})
    void aSessionIsOpenedFollowedAndAborted(String language) throws Exception {
        Message opened = run(language, "open-session", null, ORDER);
        assertThat(opened.getHeaders())
                .containsEntry("CamelPurseStatus", "CREATED")
                .containsEntry("CamelPurseResourceOrderReference", "ORD-1");
        assertThat(opened.getHeader("CamelPurseShopperUrl", String.class)).startsWith("http");

        Map<String, Object> session =
                Map.of("CamelPurseClientSessionId", opened.getHeader("CamelPurseClientSessionId"));
        assertThat(run(language, "follow-session", null, session).getHeader("CamelPurseStatus"))
                .isEqualTo("CREATED");
        assertThat(run(language, "abort-session", "what is left of an earlier step", session)
                        .getHeader("CamelPurseStatus"))
                .isEqualTo("ABORTED_BY_MERCHANT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"yaml", "java"})
    void aSubmittedSessionLeadsToItsPayment(String language) throws Exception {
        Message opened = run(language, "open-session", null, ORDER);
        String session = opened.getHeader("CamelPurseClientSessionId", String.class);
        String payment = sandbox.shopper().pay(session);

        Message followed = run(language, "follow-session", null, Map.of("CamelPurseClientSessionId", session));

        assertThat(followed.getHeaders())
                .containsEntry("CamelPursePaymentId", payment)
                .containsEntry("CamelPurseStatus", "AUTHORIZED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"yaml", "java"})
    void aMapTakesAnyTextForAValue(String language) throws Exception {
        run(
                language,
                "order-to-session",
                null,
                Map.of(
                        "orderNumber",
                        AWKWARD,
                        "CamelPurseAmount",
                        4299,
                        "shopperNumber",
                        AWKWARD,
                        "lastName",
                        AWKWARD,
                        "email",
                        "a@example.org"));

        JsonNode sent = Json.mapper()
                .readTree(sandbox.journal("createClientSession").get(0).body());
        assertThat(sent.at("/order/reference").asText()).isEqualTo(AWKWARD);
        assertThat(sent.at("/order/net_amount").asInt()).isEqualTo(4299);
        assertThat(sent.at("/customer/last_name").asText()).isEqualTo(AWKWARD);
        assertThat(sent.at("/integration_mode").asText()).isEqualTo("HOSTED_PAGE");
    }

    @Test
    void aTemplateTakesAQuotationMarkForTheEndOfTheText() throws Exception {
        template();
        Exchange rejected = send("template", null, Map.of("orderNumber", "O\"Neill"));

        assertThat(rejected.getException()).isInstanceOf(PurseValidationException.class);
        assertThat(sandbox.journal("createClientSession")).isEmpty();
    }

    @Test
    void aTemplateTakesFieldsFromAValue() throws Exception {
        template();
        send("template", null, Map.of("orderNumber", "ORD-1\", \"additional_data\": {\"a\": 1}, \"x\": \""));

        JsonNode sent = Json.mapper()
                .readTree(sandbox.journal("createClientSession").get(0).body());
        assertThat(sent.at("/order/additional_data/a").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yaml", "java"})
    void theNextPeriodIsPaidAndRead(String language) throws Exception {
        String first = sandbox.authorizedPayment(999, "EUR", "C-1-1");

        Message paid =
                run(language, "next-period", null, Map.of("contract", "C-1", "period", "2", "firstPayment", first));
        assertThat(paid.getHeaders())
                .containsEntry("CamelPurseStatus", "AUTHORIZED")
                .containsEntry("CamelPurseResourceOrderReference", "C-1-2");

        Message read = run(
                language, "what-is-open", null, Map.of("CamelPursePaymentId", paid.getHeader("CamelPursePaymentId")));
        assertThat(read.getHeader("CamelPurseAvailableToCapture")).isEqualTo(999L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yaml", "java", "xml"})
    void invoicesAreCaptured(String language) throws Exception {
        String payment = sandbox.authorizedPayment(10_000, "EUR", "ORD-1");

        Message first = run(
                language, "invoice-posted", Map.of("payment", payment, "total", "42.99", "invoice", "INV-1"), Map.of());
        Message second = run(
                language, "invoice-posted", Map.of("payment", payment, "total", "57.01", "invoice", "INV-2"), Map.of());

        assertThat(first.getHeaders())
                .containsEntry("CamelPurseOperationStatus", "SUCCESS")
                .containsEntry("CamelPurseAvailableToCapture", 5701L)
                .containsEntry("CamelPurseDuplicate", false);
        assertThat(second.getHeader("CamelPurseTotalCaptured")).isEqualTo(10_000L);
        sandbox.assertMovedExactlyOnce("ORD-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"yaml", "java"})
    void aCreditNoteIsRefundedAndTheRestOfAnOrderIsVoided(String language) throws Exception {
        String payment = sandbox.authorizedPayment(10_000, "EUR", "ORD-1");
        run(language, "invoice-posted", Map.of("payment", payment, "total", "60", "invoice", "INV-1"), Map.of());

        Message refunded = run(
                language,
                "credit-note",
                null,
                Map.of("CamelPursePaymentId", payment, "cents", 1000, "creditNote", "CN-1"));
        assertThat(refunded.getHeader("CamelPurseTotalRefunded")).isEqualTo(1000L);

        Map<String, Object> order = Map.of("CamelPursePaymentId", payment, "orderNumber", "ORD-1");
        assertThat(run(language, "close-order", null, order).getHeader("CamelPurseTotalVoided"))
                .isEqualTo(4000L);
        assertThat(run(language, "close-order", null, order).getHeader("CamelPurseDuplicate"))
                .isEqualTo(true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yaml", "java"})
    void anOrderIsReversed(String language) throws Exception {
        String payment = sandbox.authorizedPayment(10_000, "EUR", "ORD-1");
        run(language, "invoice-posted", Map.of("payment", payment, "total", "60", "invoice", "INV-1"), Map.of());

        Message reversed =
                run(language, "cancel-order", null, Map.of("CamelPursePaymentId", payment, "orderNumber", "ORD-1"));

        assertThat(reversed.getHeaders())
                .containsEntry("CamelPurseTotalVoided", 4000L)
                .containsEntry("CamelPurseTotalRefunded", 6000L);
        assertThat(sandbox.payment(payment).at("/refunds/0/merchant_reference").asText())
                .isEqualTo("ORD-1/cancel");
    }

    @ParameterizedTest
    @ValueSource(strings = {"yaml", "java"})
    void aPaymentLinkIsSentPaidAndCancelled(String language) throws Exception {
        Message sent = run(language, "send-link", null, ORDER);
        String link = sent.getHeader("CamelPursePaymentLinkId", String.class);
        assertThat(sent.getBody(String.class)).matches("Please pay at http.+" + link);
        assertThat(sandbox.paymentLink(link).path("amount").asLong()).isEqualTo(12_000);

        Map<String, Object> id = Map.of("CamelPursePaymentLinkId", link);
        assertThat(run(language, "is-it-paid", null, id).getHeader("CamelPurseStatus"))
                .isEqualTo("CREATED");
        String payment = sandbox.shopper().pay(link);
        assertThat(run(language, "is-it-paid", null, id).getHeaders())
                .containsEntry("CamelPursePaymentId", payment)
                .containsEntry("CamelPurseTotalAuthorized", 12_000L);

        Message other = run(language, "send-link", null, Map.of("orderNumber", "ORD-2"));
        Map<String, Object> otherId = Map.of("CamelPursePaymentLinkId", other.getHeader("CamelPursePaymentLinkId"));
        assertThat(run(language, "cancel-link", null, otherId).getHeader("CamelPurseStatus"))
                .isEqualTo("CANCELLED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"yaml", "java"})
    void aSimpleLinkIsSentFromHeadersAlone(String language) throws Exception {
        Message sent = run(
                language,
                "send-simple-link",
                "what is left of an earlier step",
                Map.of("orderNumber", "ORD-1", "total", "42.99"));

        String link = sent.getHeader("CamelPursePaymentLinkId", String.class);
        assertThat(sent.getBody(String.class)).matches("Please pay at http.+" + link);
        assertThat(sandbox.paymentLink(link).path("amount").asLong()).isEqualTo(4299);
        assertThat(sandbox.payment(sandbox.shopper().pay(link))
                        .path("order_reference")
                        .asText())
                .isEqualTo("ORD-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"yaml", "java"})
    void theWaysOfPayingAreSplit(String language) throws Exception {
        Message asked = run(language, "ways-of-paying", null, Map.of("orderNumber", "ORD-1", "CamelPurseAmount", 4299));

        assertThat(asked.getHeader("CamelPurseResourceCurrency")).isEqualTo("EUR");
    }

    @Test
    void everyOperationHasAnExampleInYamlAndInJava() {
        Document page = page();
        assertThat(OperationFacts.all())
                .filteredOn(operation -> page.anchors().contains(operation.name()))
                .hasSize(14)
                .allSatisfy(operation -> {
                    assertThat(page.blocks("yaml"))
                            .anyMatch(block -> block.code().contains("uri: purse:" + operation.name() + "\n"));
                    assertThat(page.blocks("java"))
                            .anyMatch(block -> block.code().contains(".to(\"purse:" + operation.name()));
                });
    }

    /** What the page advises against. */
    private void template() throws Exception {
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:template")
                        .setBody(simple("{\"amount\": 4299, \"currency\": \"EUR\","
                                + " \"shopper_redirection_url\": \"https://shop.example.org/return\","
                                + " \"order\": {\"reference\": \"${header.orderNumber}\", \"net_amount\": 4299}}"))
                        .to("purse:createClientSession");
            }
        });
    }

    private Message run(String language, String id, Object body, Map<String, Object> headers) throws Exception {
        if (PURSE.context().getRoute(id) == null) {
            load(language, example(language, id));
        }
        Exchange exchange = send(id, body, headers);
        assertThat(exchange.getException()).isNull();
        return exchange.getMessage();
    }

    private Exchange send(String id, Object body, Map<String, Object> headers) {
        return PURSE.template().send("direct:" + id, sent -> {
            sent.getMessage().setBody(body);
            sent.getMessage().setHeaders(new HashMap<>(headers));
        });
    }

    private void load(String language, CodeBlock example) throws Exception {
        if (language.equals("java")) {
            PURSE.context().addRoutes(JavaExample.routes(example, Files.createTempDirectory(classes, "example")));
        } else {
            PluginHelper.getRoutesLoader(PURSE.context())
                    .loadRoutes(ResourceHelper.fromString("example." + language, example.code()));
        }
    }

    private static CodeBlock example(String language, String id) {
        return page().blocks(language).stream()
                .filter(block -> block.code().matches("(?s).*(id: |id=\"|routeId\\(\")" + id + "\\b.*"))
                .findFirst()
                .orElseThrow();
    }

    private static Document page() {
        return Document.page("operations-reference.adoc");
    }
}
