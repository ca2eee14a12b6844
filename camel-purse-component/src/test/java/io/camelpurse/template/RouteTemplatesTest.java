package io.camelpurse.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.camelpurse.PurseConstants;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.WebhookEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Message;
import org.apache.camel.component.mock.MockEndpoint;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every route template of the jar, used from Java, XML and YAML. */
class RouteTemplatesTest {

    private static final Map<String, String> PAGES = Map.of(
            "from", "direct:in",
            "redirectionExpectedClientSessionId", "${header.session}",
            "paid", "/thank-you",
            "unpaid", "/pay-again",
            "unknown", "/payment-status");

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder()
            .sandbox()
            .configure(configuration -> configuration.setMaxRetries(0))
            .startedByTest()
            .build();

    private final JdbcDataSource database = new JdbcDataSource();
    private Connection connection;
    private MockEndpoint out;

    @BeforeEach
    void start() throws SQLException, IOException {
        database.setUrl("jdbc:h2:mem:templates");
        connection = database.getConnection();
        execute(table());
        PURSE.context().getRegistry().bind("database", database);
        out = PURSE.context().getEndpoint("mock:out", MockEndpoint.class);
    }

    @AfterEach
    void stop() throws SQLException {
        connection.close();
    }

    static Stream<Arguments> money() {
        return Stream.of(
                        List.of("invoice-to-capture", "captures"),
                        List.of("cancellation-to-void", "voids"),
                        List.of("credit-note-to-refund", "refunds"))
                .flatMap(template -> Arrays.stream(TemplateUse.values())
                        .map(use -> arguments(template.get(0), template.get(1), use)));
    }

    @ParameterizedTest
    @MethodSource("money")
    void aDocumentMovesItsAmountOnce(String template, String operations, TemplateUse use) throws Exception {
        use.start(
                PURSE,
                template,
                Map.of(
                        "from", "direct:in",
                        "to", "mock:out",
                        "paymentId", "${jsonpath($.payment)}",
                        "amount", "${jsonpath($.total)}",
                        "merchantReference", "${jsonpath($.number)}",
                        "amountUnit", "major"));
        String payment = payment(operations);
        String document = "{\"payment\": \"%s\", \"total\": 10.00, \"number\": \"DOC-7\"}".formatted(payment);
        PURSE.succeed("direct:in", document, Map.of());
        PURSE.succeed("direct:in", document, Map.of());
        assertMoved(payment, operations, 1000);
        assertThat(out.getReceivedExchanges())
                .extracting(exchange -> exchange.getMessage().getHeader(PurseConstants.DUPLICATE))
                .containsExactly(false, true);
    }

    @ParameterizedTest
    @MethodSource("money")
    void headersSayWhatNoParameterSays(String template, String operations, TemplateUse use) throws Exception {
        use.start(PURSE, template, Map.of("from", "direct:in", "to", "mock:out"));
        String payment = payment(operations);
        boolean all = operations.equals("voids");
        PURSE.succeed(
                "direct:in",
                null,
                all
                        ? Map.of(PurseConstants.PAYMENT_ID, payment, PurseConstants.MERCHANT_REFERENCE, "DOC-7")
                        : Map.of(
                                PurseConstants.PAYMENT_ID,
                                payment,
                                PurseConstants.MERCHANT_REFERENCE,
                                "DOC-7",
                                PurseConstants.AMOUNT,
                                1000));
        assertMoved(payment, operations, all ? 4299 : 1000);
    }

    @ParameterizedTest
    @MethodSource("money")
    void theBodySaysWhatNoParameterSays(String template, String operations, TemplateUse use) throws Exception {
        use.start(PURSE, template, Map.of("from", "direct:in", "to", "mock:out"));
        String payment = payment(operations);
        PURSE.succeed("direct:in", body(payment, 500), Map.of());
        assertMoved(payment, operations, 500);
    }

    @ParameterizedTest
    @MethodSource("money")
    void theBodySaysWhatTheExpressionsDoNotSay(String template, String operations, TemplateUse use) throws Exception {
        use.start(
                PURSE,
                template,
                Map.of("from", "direct:in", "to", "mock:out", "merchantReference", "${header.document}"));
        String payment = payment(operations);
        PURSE.succeed(
                "direct:in",
                "{\"payment_id\": \"%s\", \"amount\": 500}".formatted(payment),
                Map.of("document", "DOC-7"));
        assertMoved(payment, operations, 500);
    }

    @ParameterizedTest
    @MethodSource("money")
    void anAmountOfTheBodyThatDiffersFromTheExpressionIsRejected(String template, String operations, TemplateUse use)
            throws Exception {
        use.start(PURSE, template, Map.of("from", "direct:in", "to", "mock:out", "amount", "available"));
        assertThat(PURSE.failValidation("direct:in", body("p-1", 500), Map.of()))
                .contains("amount is '500' in the body and 'available' in the parameter amount");
        assertThat(PURSE.requests()).isEmpty();
    }

    @Test
    void aCancellationVoidsTheAmountOfTheHeader() throws Exception {
        TemplateUse.JAVA.start(PURSE, "cancellation-to-void", Map.of("from", "direct:in", "to", "mock:out"));
        String payment = payment("voids");
        PURSE.succeed(
                "direct:in",
                null,
                Map.of(
                        PurseConstants.PAYMENT_ID,
                        payment,
                        PurseConstants.MERCHANT_REFERENCE,
                        "DOC-7",
                        PurseConstants.AMOUNT,
                        1000));
        assertMoved(payment, "voids", 1000);
    }

    @Test
    void aCancellationOfAnotherAmountThanTheHeaderSaysIsRejected() throws Exception {
        TemplateUse.JAVA.start(
                PURSE, "cancellation-to-void", Map.of("from", "direct:in", "to", "mock:out", "amount", "available"));
        assertThat(PURSE.failValidation(
                        "direct:in",
                        null,
                        Map.of(
                                PurseConstants.PAYMENT_ID, "p-1",
                                PurseConstants.MERCHANT_REFERENCE, "DOC-7",
                                PurseConstants.AMOUNT, 1000)))
                .contains("amount is 'available' in the body and '1000' in the header CamelPurseAmount");
    }

    @ParameterizedTest
    @EnumSource
    void anOrderBecomesALink(TemplateUse use) throws Exception {
        use.start(PURSE, "order-to-link", Map.of("from", "direct:in", "to", "mock:out"));
        PURSE.succeed(
                "direct:in",
                null,
                Map.of(
                        PurseConstants.AMOUNT, 4299,
                        PurseConstants.CURRENCY, "EUR",
                        PurseConstants.SHOPPER_REDIRECTION_URL, "https://shop.example.org/return",
                        PurseConstants.ORDER_REFERENCE, "ORD-1"));
        assertThat(received().getHeader(PurseConstants.SHOPPER_URL, String.class))
                .startsWith("http");
    }

    @ParameterizedTest
    @EnumSource
    void aNotificationIsStoredAndAnOlderOneChangesNothing(TemplateUse use) throws Exception {
        PURSE.listenOn(WebhookEngine.VERTX);
        PURSE.context().getRegistry().bind("database", database);
        PURSE.configuration().setWebhookDropStale(false);
        use.start(PURSE, "notification-to-table", Map.of("dataSource", "database", "webhookVerification", "none"));
        String payment = PURSE.sandbox().authorizedPayment(4299, "EUR", "ORD-1");
        String authorized = PURSE.sandbox().payment(payment).toString();
        assertThat(PURSE.webhooks().post(authorized)).isBetween(200, 299);
        assertThat(rows()).containsExactly(payment + " AUTHORIZED 0");
        capture(payment);
        assertThat(PURSE.webhooks().post(PURSE.sandbox().payment(payment).toString()))
                .isBetween(200, 299);
        assertThat(PURSE.webhooks().post(authorized.replace("}}", "} }"))).isBetween(200, 299);
        assertThat(rows()).containsExactly(payment + " AUTHORIZED 1000");
    }

    @Test
    void aNotificationIsStoredAsPurseHasThePayment() throws Exception {
        PURSE.listenOn(WebhookEngine.VERTX);
        PURSE.context().getRegistry().bind("database", database);
        TemplateUse.YAML.start(PURSE, "notification-to-table", Map.of("dataSource", "database"));
        String payment = PURSE.sandbox().authorizedPayment(4299, "EUR", "ORD-1");
        String authorized = PURSE.sandbox().payment(payment).toString();
        capture(payment);
        assertThat(PURSE.webhooks().post(authorized)).isBetween(200, 299);
        assertThat(rows()).containsExactly(payment + " AUTHORIZED 1000");
    }

    @Test
    void aRowThatTheApplicationMadeIsFilled() throws Exception {
        PURSE.listenOn(WebhookEngine.VERTX);
        PURSE.context().getRegistry().bind("database", database);
        TemplateUse.YAML.start(PURSE, "notification-to-table", Map.of("dataSource", "database"));
        String payment = PURSE.sandbox().authorizedPayment(4299, "EUR", "ORD-1");
        execute("insert into purse_payment (id) values ('" + payment + "')");
        assertThat(PURSE.webhooks().post(PURSE.sandbox().payment(payment).toString()))
                .isBetween(200, 299);
        assertThat(rows()).containsExactly(payment + " AUTHORIZED 0");
    }

    @Test
    void aNotificationThatCannotBeStoredIsNotAcknowledged() throws Exception {
        PURSE.listenOn(WebhookEngine.VERTX);
        PURSE.context().getRegistry().bind("database", database);
        TemplateUse.YAML.start(
                PURSE, "notification-to-table", Map.of("dataSource", "database", "table", "no_such_table"));
        String payment = PURSE.sandbox().authorizedPayment(4299, "EUR", "ORD-1");
        assertThat(PURSE.webhooks().post(PURSE.sandbox().payment(payment).toString()))
                .isEqualTo(500);
    }

    @ParameterizedTest
    @EnumSource
    void aPaymentWithoutANotificationIsRead(TemplateUse use) throws Exception {
        String payment = PURSE.sandbox().authorizedPayment(4299, "EUR", "ORD-1");
        execute("insert into purse_payment (id, updated_at) values ('" + payment
                + "', current_timestamp - interval '11' minute)");
        String old = "select id from purse_payment where updated_at < current_timestamp - interval '10' minute";
        use.start(
                PURSE,
                "missed-notifications",
                Map.of("dataSource", "database", "query", old, "to", "mock:out", "delay", "600000"));
        await().until(() -> out.getReceivedCounter() > 0);
        assertThat(received().getHeader(PurseConstants.PAYMENT_ID)).isEqualTo(payment);
        assertThat(received().getHeader(PurseConstants.STATUS)).isEqualTo("AUTHORIZED");
    }

    @ParameterizedTest
    @EnumSource
    void aShopperIsSentToThePageOfThePayment(TemplateUse use) throws Exception {
        use.start(PURSE, "shopper-return", PAGES);
        String paid = session();
        PURSE.sandbox().shopper().pay(paid);
        assertThat(page(PURSE.sandbox().shopper().redirectionData(paid), paid)).isEqualTo("/thank-you");
        String declined = session();
        PURSE.sandbox().shopper().refuse(declined);
        assertThat(page(PURSE.sandbox().shopper().redirectionData(declined), declined))
                .isEqualTo("/pay-again");
        assertThat(page(PURSE.sandbox().shopper().redirectionData(paid), declined))
                .isEqualTo("/payment-status");
        assertThat(page("forged", paid)).isEqualTo("/payment-status");
    }

    private static String page(String data, String session) {
        Message response = PURSE.succeed(
                "direct:in", null, Map.of("purse-redirection-data", data, "session", session, "cookie", "secret"));
        assertThat(response.getHeaders()).containsOnlyKeys("CamelHttpResponseCode", "Location");
        return response.getHeader("Location", String.class);
    }

    private static String session() {
        return PURSE.succeed(
                        "purse:createClientSession",
                        null,
                        Map.of(
                                PurseConstants.AMOUNT, 4299,
                                PurseConstants.CURRENCY, "EUR",
                                PurseConstants.SHOPPER_REDIRECTION_URL, "https://shop.example.org/return",
                                PurseConstants.ORDER_REFERENCE, "ORD-1"))
                .getHeader(PurseConstants.CLIENT_SESSION_ID, String.class);
    }

    private static String payment(String operations) {
        String payment = PURSE.sandbox().authorizedPayment(4299, "EUR", "ORD-1");
        if (operations.equals("refunds")) {
            capture(payment);
        }
        return payment;
    }

    private static String body(String payment, long amount) {
        return "{\"payment_id\": \"%s\", \"amount\": %d, \"merchant_reference\": \"DOC-7\"}".formatted(payment, amount);
    }

    private static void capture(String payment) {
        PURSE.succeed("purse:capturePayment?amount=1000&merchantReference=INV-1&paymentId=" + payment);
    }

    private static void assertMoved(String payment, String operations, long amount) {
        assertThat(PURSE.sandbox().payment(payment).path(operations)).hasSize(1);
        assertThat(PURSE.sandbox()
                        .payment(payment)
                        .path(operations)
                        .get(0)
                        .path("amount")
                        .asLong())
                .isEqualTo(amount);
        PURSE.sandbox().assertEverythingMovedExactlyOnce();
    }

    private Message received() {
        return out.getReceivedExchanges().get(0).getMessage();
    }

    private List<String> rows() throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("select id, status, captured from purse_payment")) {
            while (found.next()) {
                rows.add(found.getString(1) + " " + found.getString(2) + " " + found.getLong(3));
            }
        }
        return rows;
    }

    /** As the page on route templates has it. */
    private static String table() throws IOException {
        String page = Files.readString(
                Path.of("").toAbsolutePath().getParent().resolve("docs").resolve("route-templates.adoc"));
        String start = "[source,sql]\n----\n";
        String sql = page.substring(page.indexOf(start) + start.length());
        return sql.substring(0, sql.indexOf("----"));
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
