package io.camelpurse.documentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.camelpurse.PurseComponent;
import io.camelpurse.PurseConfiguration;
import io.camelpurse.PurseEndpoint;
import io.camelpurse.documentation.Document.CodeBlock;
import io.camelpurse.sandbox.Fault;
import io.camelpurse.sandbox.PurseSandbox;
import io.camelpurse.sandbox.PurseSandboxExtension;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the documents promise of their routes comes true against the sandbox. */
class RunningExamplesTest {

    @RegisterExtension
    static final PurseSandboxExtension PURSE = new PurseSandboxExtension();

    private static final Map<String, Object> ORDER = Map.of("orderNumber", "ORD-1");

    private final DefaultCamelContext context = new DefaultCamelContext();
    private PurseSandbox sandbox;

    @BeforeEach
    void nameTheSandbox() {
        sandbox = PURSE.sandbox();
        PurseConfiguration purse =
                context.getComponent("purse", PurseComponent.class).getConfiguration();
        purse.setApiUrl(sandbox.apiUrl());
        purse.setClientId(sandbox.account().clientId());
        purse.setClientSecret(sandbox.account().clientSecret());
        purse.setEntityId(sandbox.account().entityId());
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void theFirstCallAsksForSolutions() throws Exception {
        start(
                "yaml",
                example("yaml", "first-call").code().replace("repeatCount: 1", "repeatCount: 1\n        delay: 0"));

        await().untilAsserted(() ->
                assertThat(sandbox.journal("getEligibleSolutions")).hasSize(1));
    }

    @Test
    void aSessionIsOpenedFollowedAndAborted() throws Exception {
        Message opened = run("open-session", null, ORDER);
        assertThat(opened.getHeaders())
                .containsEntry("CamelPurseStatus", "CREATED")
                .containsEntry("CamelPurseOrderReference", "ORD-1");
        assertThat(opened.getHeader("CamelPurseShopperUrl", String.class)).startsWith("http");

        Map<String, Object> session =
                Map.of("CamelPurseClientSessionId", opened.getHeader("CamelPurseClientSessionId"));
        assertThat(run("follow-session", null, session).getHeader("CamelPurseStatus"))
                .isEqualTo("CREATED");
        assertThat(run("abort-session", "what is left of an earlier step", session)
                        .getHeader("CamelPurseStatus"))
                .isEqualTo("ABORTED_BY_MERCHANT");
    }

    @Test
    void aSubmittedSessionLeadsToItsPayment() throws Exception {
        Message opened = run("open-session", null, ORDER);
        String session = opened.getHeader("CamelPurseClientSessionId", String.class);
        String payment = sandbox.shopper().pay(session);

        Message followed = run("follow-session", null, Map.of("CamelPurseClientSessionId", session));

        assertThat(followed.getHeaders())
                .containsEntry("CamelPursePaymentId", payment)
                .containsEntry("CamelPurseStatus", "AUTHORIZED");
    }

    @Test
    void theNextPeriodIsPaidAndRead() throws Exception {
        String first = sandbox.authorizedPayment(999, "EUR", "C-1-1");

        Message paid = run("next-period", null, Map.of("contract", "C-1", "period", "2", "firstPayment", first));
        assertThat(paid.getHeaders())
                .containsEntry("CamelPurseStatus", "AUTHORIZED")
                .containsEntry("CamelPurseOrderReference", "C-1-2");

        Message read = run("what-is-open", null, Map.of("CamelPursePaymentId", paid.getHeader("CamelPursePaymentId")));
        assertThat(read.getHeader("CamelPurseAvailableToCapture")).isEqualTo(999L);
    }

    @Test
    void anInvoiceIsCapturedInYamlAndInXml() throws Exception {
        String payment = sandbox.authorizedPayment(10_000, "EUR", "ORD-1");

        Message first =
                run("invoice-posted", Map.of("payment", payment, "total", "42.99", "invoice", "INV-1"), Map.of());
        context.getRouteController().stopRoute("invoice-posted");
        context.removeRoute("invoice-posted");
        Message second = runIn(
                "xml", "invoice-posted", Map.of("payment", payment, "total", "57.01", "invoice", "INV-2"), Map.of());

        assertThat(first.getHeaders())
                .containsEntry("CamelPurseOperationStatus", "SUCCESS")
                .containsEntry("CamelPurseAvailableToCapture", 5701L)
                .containsEntry("CamelPurseDuplicate", false);
        assertThat(second.getHeader("CamelPurseTotalCaptured")).isEqualTo(10_000L);
        sandbox.assertMovedExactlyOnce("ORD-1");
    }

    @Test
    void aCreditNoteIsRefundedAndTheRestOfAnOrderIsVoided() throws Exception {
        String payment = sandbox.authorizedPayment(10_000, "EUR", "ORD-1");
        run("invoice-posted", Map.of("payment", payment, "total", "60", "invoice", "INV-1"), Map.of());

        Message refunded =
                run("credit-note", null, Map.of("CamelPursePaymentId", payment, "cents", 1000, "creditNote", "CN-1"));
        assertThat(refunded.getHeader("CamelPurseTotalRefunded")).isEqualTo(1000L);

        Message closed = run("close-order", null, Map.of("CamelPursePaymentId", payment, "orderNumber", "ORD-1"));
        assertThat(closed.getHeader("CamelPurseTotalVoided")).isEqualTo(4000L);
        assertThat(run("close-order", null, Map.of("CamelPursePaymentId", payment, "orderNumber", "ORD-1"))
                        .getHeader("CamelPurseDuplicate"))
                .isEqualTo(true);
    }

    @Test
    void anOrderIsReversed() throws Exception {
        String payment = sandbox.authorizedPayment(10_000, "EUR", "ORD-1");
        run("invoice-posted", Map.of("payment", payment, "total", "60", "invoice", "INV-1"), Map.of());

        Message reversed = run("cancel-order", null, Map.of("CamelPursePaymentId", payment, "orderNumber", "ORD-1"));

        assertThat(reversed.getHeaders())
                .containsEntry("CamelPurseTotalVoided", 4000L)
                .containsEntry("CamelPurseTotalRefunded", 6000L);
        assertThat(sandbox.payment(payment).at("/refunds/0/merchant_reference").asText())
                .isEqualTo("ORD-1/cancel");
    }

    @Test
    void aPaymentLinkIsSentPaidAndCancelled() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:mail").to("mock:mail");
            }
        });
        Message sent = run("send-link", null, ORDER);
        String link = sent.getHeader("CamelPursePaymentLinkId", String.class);
        assertThat(sent.getBody(String.class)).matches("Please pay at http.+" + link);
        assertThat(sandbox.paymentLink(link).path("amount").asLong()).isEqualTo(12_000);

        assertThat(run("is-it-paid", null, Map.of("CamelPursePaymentLinkId", link))
                        .getHeader("CamelPurseStatus"))
                .isEqualTo("CREATED");
        String payment = sandbox.shopper().pay(link);
        assertThat(run("is-it-paid", null, Map.of("CamelPursePaymentLinkId", link))
                        .getHeaders())
                .containsEntry("CamelPursePaymentId", payment)
                .containsEntry("CamelPurseTotalAuthorized", 12_000L);

        Message other = run("send-link", null, Map.of("orderNumber", "ORD-2"));
        assertThat(run(
                                "cancel-link",
                                null,
                                Map.of("CamelPursePaymentLinkId", other.getHeader("CamelPursePaymentLinkId")))
                        .getHeader("CamelPurseStatus"))
                .isEqualTo("CANCELLED");
    }

    @Test
    void theWaysOfPayingAreSplit() throws Exception {
        Message asked = run("ways-of-paying", null, Map.of("orderNumber", "ORD-1", "CamelPurseAmount", 4299));

        assertThat(asked.getHeader("CamelPurseResourceCurrency")).isEqualTo("EUR");
    }

    @Test
    void aCaptureThatIsDoneInPartIsCaught() throws Exception {
        String payment = sandbox.authorizedPayment(10_000, "EUR", "ORD-1");
        sandbox.faults().next("capturePayment", Fault.conflict());

        Message caught = run(
                "capture-or-say-why",
                null,
                Map.of(
                        "CamelPursePaymentId",
                        payment,
                        "CamelPurseAmount",
                        10_000,
                        "CamelPurseMerchantReference",
                        "INV-1"));

        assertThat(caught.getHeader("CamelPurseOperationStatus")).isEqualTo("CONFLICT");
    }

    @Test
    void aSecretInAUriNeedsRawAndElsewhereNothing() throws Exception {
        context.getPropertiesComponent().addOverrideProperty("secret", "a&b+c%d");
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:a").to("purse:getPayment?clientSecret=RAW({{secret}})");
            }
        });
        start("yaml", """
                - from:
                    uri: direct:b
                    steps:
                      - to:
                          uri: purse:getClientSession
                          parameters:
                            clientSecret: "{{secret}}"
                """);

        assertThat(context.getEndpoints().stream()
                        .filter(endpoint -> endpoint instanceof PurseEndpoint)
                        .map(endpoint ->
                                ((PurseEndpoint) endpoint).getConfiguration().getClientSecret()))
                .containsExactlyInAnyOrder("a&b+c%d", "a&b+c%d");
        assertThat(context.getEndpoints().toString()).doesNotContain("b+c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a&b", "a+b", "a%2Bb"})
    void aSecretInAUriWithoutRawIsNotTheSecret(String secret) throws Exception {
        context.getPropertiesComponent().addOverrideProperty("secret", secret);
        context.start();

        assertThatThrownBy(() -> {
                    String uri = "purse:getPayment?clientSecret={{secret}}";
                    PurseEndpoint endpoint = context.getEndpoint(uri, PurseEndpoint.class);
                    assertThat(endpoint.getConfiguration().getClientSecret()).isEqualTo(secret);
                })
                .isNotNull();
    }

    @Test
    void aSecondComponentHasOptionsOfItsOwn() throws Exception {
        context.getPropertiesComponent().addOverrideProperty("purse.fr.id", "id-fr");
        context.getPropertiesComponent().addOverrideProperty("purse.fr.secret", "a&b+c%d");
        context.getPropertiesComponent().addOverrideProperty("purse.fr.entity", "entity-fr");

        start("yaml", example("yaml", "capture-in-france").code());

        PurseConfiguration france =
                context.getComponent("purse-fr", PurseComponent.class).getConfiguration();
        assertThat(france.getClientId()).isEqualTo("id-fr");
        assertThat(france.getClientSecret()).isEqualTo("a&b+c%d");
        assertThat(france.getEntityId()).isEqualTo("entity-fr");
    }

    private Message run(String id, Object body, Map<String, Object> headers) throws Exception {
        return runIn("yaml", id, body, headers);
    }

    private Message runIn(String language, String id, Object body, Map<String, Object> headers) throws Exception {
        if (context.getRoute(id) == null) {
            start(language, example(language, id).code());
        }
        Exchange exchange = context.createProducerTemplate().send("direct:" + id, sent -> {
            sent.getMessage().setBody(body);
            sent.getMessage().setHeaders(new HashMap<>(headers));
        });
        assertThat(exchange.getException()).isNull();
        return exchange.getMessage();
    }

    private void start(String language, String code) throws Exception {
        PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("example." + language, code));
        context.start();
    }

    private static CodeBlock example(String language, String id) {
        return Document.all().stream()
                .flatMap(document -> document.blocks(language).stream())
                .filter(block -> block.code().matches("(?s).*id(: |=\")" + id + "\\b.*"))
                .findFirst()
                .orElseThrow();
    }
}
