package io.camelpurse.documentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelpurse.PurseConstants;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.WebhookClient;
import io.camelpurse.fixture.WebhookEngine;
import io.camelpurse.fixture.WebhookPayloads;
import io.camelpurse.sandbox.PurseSandbox;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The routes and Pipes of {@code kamelets.adoc}, as the page shows them, with queues in memory. */
class KameletsPageTest {

    @RegisterExtension
    static final PurseExtension PURSE =
            PurseExtension.builder().sandbox().startedByTest().build();

    private static final String ROUTE = "    id: ";
    private static final String PIPE = "  name: ";

    private final PurseSandbox sandbox = PURSE.sandbox();
    private StubQueues queues;
    private String payment;

    @BeforeEach
    void start() throws Exception {
        payment = sandbox.authorizedPayment(10_000, "EUR", "ORD-1");
        queues = new StubQueues(PURSE.context(), "links", "payment-events");
    }

    @ParameterizedTest
    @ValueSource(strings = {ROUTE, PIPE})
    void anInvoiceIsCapturedOnce(String kind) throws Exception {
        load(kind, "capture-invoices");
        String invoice = "{\"payment\":\"" + payment + "\",\"total\":42.99,\"number\":\"INV-1\"}";
        PURSE.template().sendBody("jms:queue:invoices", invoice);
        PURSE.template().sendBody("jms:queue:invoices", invoice);

        await().until(() -> sandbox.journal("capturePayment").size() == 2);
        await().until(() -> PURSE.context().getInflightRepository().size() == 0);
        assertThat(sandbox.payment(payment).path("captures")).hasSize(1);
        assertThat(PURSE.amount(payment, "total_captured")).isEqualTo(4299);
        assertThat(queues.failures()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {ROUTE, PIPE})
    void anInvoiceWithoutANumberIsRejected(String kind) throws Exception {
        load(kind, "capture-invoices");
        PURSE.template().sendBody("jms:queue:invoices", "{\"payment\":\"" + payment + "\",\"total\":42.99}");

        await().until(() -> !queues.failures().isEmpty());
        assertThat(queues.failures()).allSatisfy(failure -> assertThat(failure).hasStackTraceContaining("number"));
        assertThat(sandbox.journal("capturePayment")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {ROUTE, PIPE})
    void anOrderBecomesALink(String kind) throws Exception {
        load(kind, "send-links");
        PURSE.template().sendBody("jms:queue:orders", order("ORD-7"));

        await().until(() -> queues.received("links").size() == 1);
        String url = queues.received("links").element().getHeader(PurseConstants.SHOPPER_URL, String.class);
        assertThat(queues.received("links").element().getBody(String.class)).contains(url);
        assertThat(sandbox.journal("createPaymentLink")).singleElement().satisfies(request -> assertThat(request.body())
                .contains("\"shopper_redirection_url\":\"https://shop.example.org/return?order=ORD-7\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {ROUTE, PIPE})
    void anOrderWithoutAReferenceBecomesNone(String kind) throws Exception {
        load(kind, "send-links");
        PURSE.template().sendBody("jms:queue:orders", order("ORD-7").replace("\"reference\":\"ORD-7\",", ""));

        await().until(() -> !queues.failures().isEmpty());
        assertThat(queues.failures()).allSatisfy(failure -> assertThat(failure).hasStackTraceContaining("reference"));
        assertThat(sandbox.journal("createPaymentLink")).isEmpty();
        assertThat(queues.received("links")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {ROUTE, PIPE})
    void aNotificationBecomesACloudEventWithTheCurrentState(String kind) throws Exception {
        PURSE.listenOn(WebhookEngine.VERTX);
        load(kind, "receive-notifications");

        assertThat(PURSE.webhooks().post(WebhookClient.PATH, WebhookClient.HEADER, "another-token"))
                .isEqualTo(401);
        assertThat(PURSE.webhooks().post(WebhookPayloads.payment())).isEqualTo(503);
        assertThat(PURSE.webhooks().post(WebhookPayloads.payment(payment, 1))).isEqualTo(200);

        await().until(() -> queues.received("payment-events").size() == 1);
        assertThat(queues.received("payment-events").element().getHeader("CamelCloudEventSubject"))
                .isEqualTo(payment);
        assertThat(queues.received("payment-events").element().getHeader(PurseConstants.TOTAL_CAPTURED))
                .isEqualTo(0L);
    }

    private static String order(String reference) {
        return "{\"amount\":4299,\"currency\":\"EUR\",\"order\":{\"reference\":\"" + reference
                + "\",\"net_amount\":4299}}";
    }

    private static void load(String kind, String id) throws Exception {
        String code = Document.page("kamelets.adoc").blocks("yaml").stream()
                .map(Document.CodeBlock::code)
                .filter(block -> block.contains(kind + id + "\n"))
                .findFirst()
                .orElseThrow();
        PluginHelper.getRoutesLoader(PURSE.context()).loadRoutes(ResourceHelper.fromString(id + ".yaml", code));
        PURSE.template();
    }
}
