package io.camelpurse.ordertocash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
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

/**
 * The pages as a person uses them. Their appearance is in {@code target/screenshots};
 * {@code ./mvnw test -pl camel-purse-examples/order-to-cash -am -Dtest=StatusPageInTheBrowserTest -Dscreenshots=docs
 * -Dsurefire.failIfNoSpecifiedTests=false} writes it to {@code docs/images}.
 */
class StatusPageInTheBrowserTest {

    private static final String TAB = "\uE004";
    private static final String ENTER = "\uE007";

    /** Texts whose contrast with what is behind them is less than 4.5 (WCAG 2, AA), and how much it is. */
    private static final String LOW_CONTRASTS = """
        const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
        const rgb = color => {
            canvas.clearRect(0, 0, 1, 1);
            canvas.fillStyle = color;
            canvas.fillRect(0, 0, 1, 1);
            return [...canvas.getImageData(0, 0, 1, 1).data];
        };
        const luminance = color => color.slice(0, 3).map(value => value / 255)
            .map(value => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
            .reduce((sum, value, index) => sum + value * [0.2126, 0.7152, 0.0722][index], 0);
        const behind = element => {
            const color = rgb(getComputedStyle(element).backgroundColor);
            return color[3] === 255 ? color : behind(element.parentElement);
        };
        const contrast = element => {
            const both = [rgb(getComputedStyle(element).color), behind(element)].map(luminance).sort((a, b) => b - a);
            return (both[0] + 0.05) / (both[1] + 0.05);
        };
        return [...document.body.querySelectorAll('*')]
            .filter(element => [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim() !== ''))
            .map(element => [contrast(element), element.textContent.trim()])
            .filter(text => text[0] < 4.5).map(text => text.join(' '));
        """;

    /** Parts of bars whose contrast with the white page is less than 3. */
    private static final String PALE_PARTS = LOW_CONTRASTS.replaceAll("(?s)return \\[\\.\\.\\.document.*", """
                return [...document.querySelectorAll('.bar span, .key span')]
                    .filter(part => 1.05 / (luminance(behind(part)) + 0.05) < 3).map(part => part.className);
                """);

    /** Elements that a screen reader cannot name or place. */
    private static final String UNNAMED = """
        const unnamed = {
            'a field': [...document.querySelectorAll('input')].filter(field => field.labels.length === 0),
            'a header cell': document.querySelectorAll('th:not([scope])'),
            'a table': [...document.querySelectorAll('table')].filter(table => !table.caption?.textContent),
            'a region': document.querySelectorAll('nav:not([aria-label]), [role=region]:not([aria-label])'),
            'a bar': document.querySelectorAll('.bar:not([role=img][aria-label])'),
            'a link': [...document.querySelectorAll('a, button')].filter(link => link.textContent.trim() === ''),
            'the page': document.documentElement.lang && document.title && document.querySelectorAll('h1').length === 1
                ? [] : [document]
        };
        return Object.keys(unnamed).filter(what => unnamed[what].length > 0);
        """;

    private static final String ELEMENTS_THAT_LOAD =
            "return document.querySelectorAll('script, img, link, iframe, object').length";

    @TempDir
    private static Path root;

    @TempDir
    private static Path profile;

    private static Browser browser;

    private static Stage stage;

    @BeforeAll
    static void start() throws Exception {
        browser = Browser.start(profile);
        stage = new Stage(
                root, Map.of("orderToCash.authorizationDays", "365000", "orderToCash.compareInterval", "100"));
        try (InputStream sql = StatusPageInTheBrowserTest.class.getResourceAsStream("/page/order-book.sql")) {
            for (String statement : new String(sql.readAllBytes(), StandardCharsets.UTF_8).split(";\n")) {
                stage.orderBook().execute(statement);
            }
        }
    }

    @AfterAll
    static void stop() throws IOException {
        if (browser != null) {
            browser.close();
        }
        if (stage != null) {
            stage.close();
        }
    }

    @BeforeEach
    void open() throws Exception {
        browser.resize(1200, 950);
        await().untilAsserted(() -> {
            browser.open(stage.page("/orders"));
            assertThat(browser.text("main")).contains("Differences: 1");
        });
    }

    @Test
    void ordersAreFilteredByAClick() throws Exception {
        browser.click("nav a[href*='state=rejected']");

        assertThat(browser.address()).endsWith("/orders?state=rejected#orders");
        assertThat(orders()).isEqualTo("ORD-2006");
        assertThat(browser.text("nav a[aria-current]")).isEqualTo("rejected");
    }

    @Test
    void ordersAreFilteredAndFoundByKeyboardAlone() throws Exception {
        browser.press(TAB);
        assertThat(focused()).isEqualTo("Skip to the content");
        assertThat(browser.evaluate("return document.activeElement.getBoundingClientRect().left")
                        .asInt())
                .as("visible where the focus is")
                .isGreaterThanOrEqualTo(0);
        browser.press(ENTER);
        tabTo("manual");
        assertThat(browser.evaluate("return getComputedStyle(document.activeElement).outlineStyle")
                        .asText())
                .isEqualTo("solid");
        browser.press(ENTER);
        assertThat(orders()).isEqualTo("ORD-2011");

        tabTo("done");
        browser.press(TAB);
        for (char key : "ORD-2003".toCharArray()) {
            browser.press(String.valueOf(key));
        }
        browser.press(ENTER);

        assertThat(orders()).isEqualTo("ORD-2003");
    }

    @Test
    void anOrdersTimelineIsOneClickAway() throws Exception {
        browser.click("a[href='/orders/ORD-2006']");

        assertThat(browser.text("h1")).isEqualTo("Order ORD-2006");
        assertThat(browser.text("main"))
                .containsSubsequence("Timeline", "Order ORD-2006", "paymentLink is PAID", "Invoice INV-7007: reject");
        browser.click("main a[href='/orders']");
        assertThat(browser.text("h1")).isEqualTo("Orders");
    }

    @Test
    void theBarShowsTheSharesOfTheAuthorizedAmount() throws Exception {
        JsonNode widths = browser.evaluate("""
            const row = [...document.querySelectorAll('tr')].find(row => row.innerText.startsWith('ORD-2003'));
            return [...row.querySelectorAll('.bar span')].map(part => part.className + ' ' + part.style.width);
            """);

        assertThat(widths).extracting(JsonNode::asText).containsExactly("captured 60%", "voided 40%");
    }

    @Test
    void whatAnErpSendsRunsNoScript() throws Exception {
        String nasty = "<img src=x onerror=document.title='x'>\"/'&amp;";
        stage.orderBook().execute("INSERT INTO order_event (order_number, event) VALUES (?, ?)", nasty, nasty);

        browser.open(stage.page("/orders/%3Cimg%20src=x%20onerror=document.title='x'%3E%22%2F'%26amp;"));

        assertThat(browser.text("h1")).isEqualTo("Order " + nasty);
        assertThat(browser.text("tbody td:last-child")).isEqualTo(nasty);
        assertThat(browser.evaluate(ELEMENTS_THAT_LOAD).asInt()).isZero();

        browser.open(stage.page("/orders?order=%22%3E%3Cscript%3Edocument.title='x'%3C/script%3E"));

        assertThat(browser.evaluate("return document.querySelector('#order').value")
                        .asText())
                .isEqualTo("\"><script>document.title='x'</script>");
        assertThat(browser.evaluate(ELEMENTS_THAT_LOAD).asInt()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/orders?state=open", "/orders/ORD-2006", "/orders/ORD-404"})
    void thePageIsAccessible(String path) throws Exception {
        browser.open(stage.page(path));

        assertThat(browser.evaluate(LOW_CONTRASTS)).isEmpty();
        assertThat(browser.evaluate(PALE_PARTS)).isEmpty();
        assertThat(browser.evaluate(UNNAMED)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/orders", "/orders/ORD-2006"})
    void onASmallScreenOnlyTheTablesAreScrolled(String path) throws Exception {
        browser.resize(500, 800);
        browser.open(stage.page(path));

        assertThat(browser.evaluate("return document.documentElement.scrollWidth - window.innerWidth")
                        .asInt())
                .isNotPositive();
    }

    @Test
    void screenshotsAreMade() throws Exception {
        Path orders = screenshot("orders");
        browser.open(stage.page("/orders/ORD-2006"));
        Path order = screenshot("order");

        assertThat(orders).isNotEmptyFile();
        assertThat(order).isNotEmptyFile();
    }

    private static Path screenshot(String name) throws IOException, InterruptedException {
        Path file = "docs".equals(System.getProperty("screenshots"))
                ? Path.of("../../docs/images/order-to-cash-" + name + ".png")
                : Path.of("target/screenshots/" + name + ".png");
        browser.screenshot(file);
        return file;
    }

    /** The numbers of the orders in the list. */
    private static String orders() throws IOException, InterruptedException {
        return browser.evaluate("return [...document.querySelectorAll('#orders ~ .scroll tbody th')]"
                        + ".map(cell => cell.innerText).join()")
                .asText();
    }

    private static void tabTo(String text) throws IOException, InterruptedException {
        for (int times = 0; times < 50 && !focused().equals(text); times++) {
            browser.press(TAB);
        }
        assertThat(focused()).isEqualTo(text);
    }

    private static String focused() throws IOException, InterruptedException {
        return browser.evaluate("return document.activeElement.textContent.trim()")
                .asText();
    }
}
