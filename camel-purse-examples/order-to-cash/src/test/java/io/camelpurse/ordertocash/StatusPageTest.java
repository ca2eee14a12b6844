package io.camelpurse.ordertocash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The order book as pages, over HTTP. */
class StatusPageTest {

    private static final String NASTY = "<script>alert(\"1\")</script>&amp;' {{env:PATH}} ${sysenv.PATH} /ü+%41?#";
    private static final String NASTY_IN_HTML = "&lt;script&gt;alert(\"1\")&lt;/script&gt;&amp;amp;' {{env:PATH}}";

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    private static Path root;

    private static Stage stage;

    @BeforeAll
    static void start() {
        stage = new Stage(root, Map.of("orderToCash.compareInterval", "100"));
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    @BeforeEach
    void emptyOrderBook() {
        for (String table : new String[] {"business_document", "sales_order", "orphan_link", "order_event"}) {
            stage.orderBook().execute("DELETE FROM " + table);
        }
    }

    @Test
    void whatAnErpSendsIsShownAsTextOnEveryPage() throws Exception {
        document("Invoice", NASTY, NASTY, "manual", NASTY);
        document("Invoice", "2" + NASTY, NASTY, "rejected", NASTY);
        stage.orderBook().execute("INSERT INTO orphan_link (link_id, order_number) VALUES (?, ?)", NASTY, NASTY);
        stage.orderBook()
                .execute("INSERT INTO order_event (order_number, event) VALUES (?, ?)", NASTY, "notified: " + NASTY);
        String number = URLEncoder.encode(NASTY, StandardCharsets.UTF_8).replace("+", "%20");

        await().untilAsserted(() -> assertThat(page("/orders")).contains("Differences: 1"));
        String orders = page("/orders?state=" + number + "&order=" + number + "&refresh=" + number);
        String order = page("/orders/" + number + "?refresh=" + number);

        assertThat(page("/orders"))
                .as("the order, the document, its reason and its remedy; the difference")
                .contains("<a href=\"/orders/" + number + "\">" + NASTY_IN_HTML)
                .contains("<th scope=\"row\">Invoice " + NASTY_IN_HTML)
                .contains("<td>" + NASTY_IN_HTML, "<small>" + NASTY_IN_HTML, "<td>payment link " + NASTY_IN_HTML);
        assertThat(order)
                .contains("<h1>Order " + NASTY_IN_HTML, "<title>Order " + NASTY_IN_HTML)
                .contains("<td>notified: " + NASTY_IN_HTML, "<small>" + NASTY_IN_HTML);
        for (String page : new String[] {orders, page("/orders"), order}) {
            assertThat(page).doesNotContain("<script>", "\"1\")<", System.getenv("PATH"));
        }
    }

    @Test
    void controlCharactersDoNotBreakThePage() throws Exception {
        document("Invoice", "INV-1", "ORD-1", "manual", "before\u0001\u0085\uFFFEafter");

        assertThat(page("/orders")).contains("before", "after").doesNotContain("\u0001", "\u0085");
        assertThat(page("/orders/ORD-1")).contains("before", "after").doesNotContain("\u0001", "\u0085");
    }

    @Test
    void whatWaitsForAPersonComesFirstThenTheDifferences() throws Exception {
        document("Invoice", "INV-1", "ORD-1", "manual", "ended in CONFLICT");
        document("Invoice", "INV-2", "ORD-2", "open", "the operation is PENDING");
        document("Invoice", "INV-3", "ORD-3", "open", "the order is not paid yet");
        stage.orderBook()
                .execute("UPDATE business_document SET unresolved_since = CURRENT_TIMESTAMP WHERE number = 'INV-2'");
        stage.orderBook().execute("INSERT INTO orphan_link (link_id, order_number) VALUES ('pl_9', 'ORD-4')");
        await().untilAsserted(() -> assertThat(page("/orders")).contains("Differences: 1"));

        String page = page("/orders");

        assertThat(section(page, "Worklist: 2", "Differences"))
                .contains("Invoice INV-1", "ended in CONFLICT", "/orders/ORD-1", "Invoice INV-2", "is PENDING")
                .doesNotContain("INV-3");
        assertThat(section(page, "Differences: 1", "Orders by newest document"))
                .doesNotContain("0.00")
                .contains("payment link pl_9", "purse:cancelPaymentLink");
        assertThat(section(page, "Orders by newest document", "</main>"))
                .contains("ORD-1", "ORD-2", "ORD-3", "the order is not paid yet");
    }

    @Test
    void withoutAnythingToShowThePageSaysSo() {
        await().untilAsserted(() -> assertThat(page("/orders"))
                .contains("No document needs a decision", "as read last, agree: compared <time", "There is none.")
                .doesNotContain("<table"));
    }

    @Test
    void theHistoryOfAnOrderHasItsCallsBetweenItsDocumentsAndTheirOutcomes() throws Exception {
        stage.paidOrder("ORD-31", "EUR", "10.00");
        stage.deliver("1.xml", Documents.finalInvoice("INV-31", "ORD-31", "EUR", "6.00"));
        stage.deliver("2.xml", Documents.creditNote("CN-31", "ORD-31", "EUR", "2.00", "INV-31"));
        stage.awaitDone("2.xml");

        assertThat(page("/orders/ORD-31"))
                .containsSubsequence(
                        "<td>call</td>",
                        "createPaymentLink for Order ORD-31",
                        "Order ORD-31: done",
                        "<td>call</td>",
                        "capturePayment for Invoice INV-31",
                        "Invoice INV-31: done",
                        "<td>call</td>",
                        "voidPayment for FinalInvoice INV-31",
                        "FinalInvoice INV-31: done",
                        "<td>call</td>",
                        "refundPayment for CreditNote CN-31",
                        "CreditNote CN-31: done");
    }

    @Test
    void ordersAreFilteredByTheStateOfTheirDocuments() throws Exception {
        document("Invoice", "INV-1", "ORD-1", "done", null);
        document("Invoice", "INV-2", "ORD-2", "rejected", "too much");
        document("Invoice", "INV-3", "ORD-2", "done", null);

        assertThat(orders("?state=rejected"))
                .contains("ORD-2", "1 rejected", "1 done")
                .doesNotContain("ORD-1");
        assertThat(orders("?state=rejected")).contains("aria-current=\"true\">rejected<");
        assertThat(orders("?state=done")).contains("ORD-1", "ORD-2");
        assertThat(orders("?state=open")).contains("There is none.").doesNotContain("ORD-1", "ORD-2");
        assertThat(orders("")).contains("ORD-1", "ORD-2", "aria-current=\"true\">all<");
    }

    @Test
    void anOrderIsFoundByItsNumber() throws Exception {
        document("Invoice", "INV-1", "ORD-1", "done", null);
        document("Invoice", "INV-2", "ORD-10", "done", null);

        assertThat(orders("?order=ORD-1"))
                .contains("/orders/ORD-1\"", "value=\"ORD-1\"")
                .doesNotContain("ORD-10");
        assertThat(orders("?order=&state=")).contains("/orders/ORD-1\"", "/orders/ORD-10\"");
    }

    @Test
    void anOrdersPageShowsWhatHappened() throws Exception {
        stage.paidOrder("ORD-1", "EUR", "42.99");
        stage.deliver("1.xml", Documents.invoice("INV-1", "ORD-1", "EUR", "30.00"));
        stage.awaitDone("1.xml");
        stage.deliver("2.xml", Documents.creditNote("CN-1", "ORD-1", "EUR", "12.00", "INV-1"));
        stage.awaitDone("2.xml");
        await().untilAsserted(() ->
                assertThat(page("/orders/ORD-1")).contains("<td>acknowledgement</td><td>CreditNote CN-1: done</td>"));

        String page = page("/orders/ORD-1");

        assertThat(page)
                .containsPattern("<dt>Captured</dt>\\s*<dd>30.00 EUR</dd>")
                .contains("aria-label=\"42.99 EUR authorized: 18.00 EUR captured and not refunded, "
                        + "12.00 EUR captured and refunded, 0.00 EUR voided, 12.99 EUR open\"");
        assertThat(section(page, "<h2>Timeline</h2>", "</main>"))
                .contains("<td>notification</td><td>notified: paymentLink is PAID</td>")
                .containsSubsequence(
                        "<td>document received</td><td>Order ORD-1</td>",
                        "<td>payment link</td><td>created</td>",
                        "<td>document received</td><td>Invoice INV-1</td>",
                        "<td>document received</td><td>CreditNote CN-1</td>",
                        "<td>acknowledgement</td><td>CreditNote CN-1: done</td>")
                .containsSubsequence(
                        "<td>payment</td><td>authorized</td>",
                        "<td>decision</td><td>Invoice INV-1: done, the operation is SUCCESS</td>");
        assertThat(section(page, "<h2>Documents</h2>", "<h2>Timeline</h2>"))
                .containsSubsequence("Order ORD-1", "Invoice INV-1", "30.00 EUR", "SUCCESS", "CreditNote CN-1");
    }

    @Test
    void anAmountOfACurrencyWithoutMinorUnitHasNoDecimals() throws Exception {
        document("Order", "ORD-1", "ORD-1", "done", null);
        stage.orderBook().execute("""
            INSERT INTO sales_order (number, currency, decimals, amount, link_id, link_status, payment_status,
                authorized, captured, voided, refunded)
            VALUES ('ORD-1', 'JPY', 0, 27500, 'pl_1', 'PAID', 'AUTHORIZED', 27500, 27500, 0, 0)
            """);

        assertThat(orders("")).contains(">27500 JPY<", ">27500<").doesNotContain("27500.00", "275.00");
    }

    @Test
    void anOrderThatNobodyKnowsIsNotFound() throws Exception {
        HttpResponse<String> response = send("GET", "/orders/ORD-404");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).contains("<h1>Order ORD-404</h1>", "There is no such order.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/orders", "/orders/ORD-404"})
    void aPageIsNeitherStoredNorFramedAndLoadsNothing(String path) throws Exception {
        HttpResponse<String> response = send("GET", path);

        assertThat(response.headers().firstValue("Content-Type")).contains("text/html;charset=UTF-8");
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(response.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(response.headers().firstValue("Content-Security-Policy"))
                .contains("default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'");
        assertThat(response.headers().map()).doesNotContainKey("x-from-the-caller");
        assertThat(response.body())
                .startsWith("<!DOCTYPE")
                .contains("<html lang=\"en\">")
                .doesNotContain("src=", "<link", "@import", "url(");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
    void thePagesAreReadOnly(String method) throws Exception {
        assertThat(send(method, "/orders").statusCode()).isEqualTo(405);
        assertThat(send(method, "/orders/ORD-1").statusCode()).isEqualTo(405);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "state=' OR '1'='1",
                "order=' OR '1'='1",
                "state=done&state=open",
                "before=1) OR (1=1",
                "before=x",
                "CamelSqlQuery=DELETE FROM business_document",
                "CamelXsltResourceUri=file:/etc/passwd",
                "view=/etc/passwd"
            })
    void aParameterIsDataAndNeverCode(String query) throws Exception {
        document("Invoice", "INV-1", "ORD-1", "done", null);

        assertThat(page("/orders?" + query.replace(" ", "%20"))).contains("<h1>Orders</h1>");
        assertThat(orders("")).contains("ORD-1");
    }

    @Test
    void thePageShowsTheNewest200DocumentsAndLeadsToOlderOnes() throws Exception {
        for (int number = 1; number <= 201; number++) {
            document("Invoice", "INV-" + number, "ORD-" + number, "manual", "ended in CONFLICT");
        }

        String newest = page("/orders");

        assertThat(section(newest, "Worklist: 100 or more", "Differences"))
                .contains("The ones that have waited longest are shown, 100 of them.", "INV-1<", "INV-100<")
                .doesNotContain("INV-101<");
        assertThat(section(newest, "Orders by newest document", "</main>"))
                .contains("200 shown: those of the newest 200 documents.", "/orders/ORD-201\"", "/orders/ORD-2\"")
                .doesNotContain("/orders/ORD-1\"");
        String older = newest.replaceFirst("(?s).*<a href=\"([^\"#]*)#orders\">Older documents.*", "$1");
        assertThat(orders(older.replace("&amp;", "&")))
                .contains("1 shown: those of the next 1 documents.", "/orders/ORD-1\"")
                .doesNotContain("/orders/ORD-2\"", "Older documents");
    }

    @Test
    void theTimelineIsLimitedToo() throws Exception {
        document("Invoice", "INV-1", "ORD-1", "done", null);
        for (int number = 1; number <= 200; number++) {
            stage.orderBook()
                    .execute(
                            "INSERT INTO order_event (order_number, event) VALUES ('ORD-1', ?)",
                            "event " + number + ".");
        }

        assertThat(page("/orders/ORD-1"))
                .contains("The newest 200 entries are shown.", "event 200.", "event 2.")
                .doesNotContain("<td>document received</td>");
    }

    @Test
    void thePageRefreshesUnlessThatIsSwitchedOff() throws Exception {
        assertThat(page("/orders?state=open"))
                .contains("<meta http-equiv=\"refresh\" content=\"30\">", "href=\"?state=open&amp;refresh=off\"");
        assertThat(page("/orders?state=open&refresh=off"))
                .doesNotContain("http-equiv=\"refresh\"")
                .contains("href=\"?state=open\"", "href=\"?state=done&amp;refresh=off#orders\"");
    }

    @Test
    void aFailureShowsNothingOfTheInside() throws Exception {
        stage.orderBook().execute("ALTER TABLE order_event RENAME TO order_event_gone");
        try {
            HttpResponse<String> response = send("GET", "/orders/ORD-1");

            assertThat(response.statusCode()).isEqualTo(500);
            assertThat(response.body()).isEmpty();
        } finally {
            stage.orderBook().execute("ALTER TABLE order_event_gone RENAME TO order_event");
        }
    }

    @Test
    void thePagesCanBeSwitchedOff(@TempDir Path elsewhere) throws Exception {
        try (Stage without = new Stage(elsewhere, Map.of("orderToCash.statusPage", "false"))) {
            for (String path : new String[] {"/orders", "/orders/ORD-1"}) {
                HttpRequest request =
                        HttpRequest.newBuilder(URI.create(without.page(path))).build();
                assertThat(CLIENT.send(request, HttpResponse.BodyHandlers.discarding())
                                .statusCode())
                        .isEqualTo(404);
            }
        }
    }

    /** A document that nobody works on, and that was acknowledged. */
    private static void document(String kind, String number, String order, String state, String reason) {
        stage.orderBook().execute("""
            INSERT INTO business_document (identity, kind, number, order_number, currency, amount, content, digest,
                state, reason, remedy, due_at, outcome_at, acknowledged_at)
            VALUES (?, ?, ?, ?, 'EUR', 42.99, ?, '', ?, ?, ?, CURRENT_TIMESTAMP + INTERVAL '1' DAY, CURRENT_TIMESTAMP,
                CURRENT_TIMESTAMP)
            """, kind + " " + number, kind, number, order, new byte[0], state, reason, reason);
    }

    /** The list of orders on the page. */
    private static String orders(String query) throws IOException, InterruptedException {
        return section(page("/orders" + query), "Orders by newest document", "</main>");
    }

    private static String section(String page, String from, String to) {
        assertThat(page).containsSubsequence(from, to);
        return page.substring(page.indexOf(from), page.indexOf(to, page.indexOf(from)));
    }

    private static String page(String path) throws IOException, InterruptedException {
        HttpResponse<String> response = send("GET", path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body();
    }

    private static HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(stage.page(path.replace("'", "%27"))))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .header("X-From-The-Caller", "1")
                .build();
        return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
