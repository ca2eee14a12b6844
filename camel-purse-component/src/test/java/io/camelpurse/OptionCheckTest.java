package io.camelpurse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelpurse.fixture.Json;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.ScriptedServer;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.apache.camel.support.ExceptionHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A value that can never be meant stops the start, in words that name the option, the value and what to do. Tests
 * {@link OptionCheck}, {@link OptionConfigurer}, {@link OptionForm} and
 * {@link io.camelpurse.text.OptionValues}.
 */
class OptionCheckTest {

    private static final Map<String, BiConsumer<PurseConfiguration, String>> TEXTS = Map.ofEntries(
            Map.entry("apiUrl", PurseConfiguration::setApiUrl),
            Map.entry("tokenUrl", PurseConfiguration::setTokenUrl),
            Map.entry("tokenScope", PurseConfiguration::setTokenScope),
            Map.entry("clientId", PurseConfiguration::setClientId),
            Map.entry("clientSecret", PurseConfiguration::setClientSecret),
            Map.entry("apiKey", PurseConfiguration::setApiKey),
            Map.entry("entityId", PurseConfiguration::setEntityId),
            Map.entry("shopperRedirectionUrl", PurseConfiguration::setShopperRedirectionUrl),
            Map.entry("webhookUrl", PurseConfiguration::setWebhookUrl),
            Map.entry("webhookVerifyToken", PurseConfiguration::setWebhookVerifyToken),
            Map.entry("webhookTokenHeader", PurseConfiguration::setWebhookTokenHeader),
            Map.entry("webhookAddressHeader", PurseConfiguration::setWebhookAddressHeader));

    private static final Pattern UPPER_BOUND = Pattern.compile("at most ([0-9]+)");

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder()
            .configure(configuration -> {
                configuration.setClientId("client");
                configuration.setClientSecret("the-secret");
            })
            .build();

    static List<String> durations() throws Exception {
        return options("duration");
    }

    static List<String> integers() throws Exception {
        return options("integer");
    }

    private static List<String> options(String type) throws Exception {
        return options().properties().stream()
                .filter(option -> option.getValue().path("type").asText().equals(type))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static JsonNode options() throws Exception {
        try (InputStream json = OptionCheckTest.class.getResourceAsStream("/META-INF/io/camelpurse/purse.json")) {
            return Json.parse(new String(json.readAllBytes(), StandardCharsets.UTF_8))
                    .path("componentProperties");
        }
    }

    static Stream<Arguments> noDurations() throws Exception {
        return durations().stream()
                .flatMap(option -> Stream.of("abc", "1x", "5S", "30 seconds", "5s garbage", "1:30:00")
                        .map(value -> Arguments.of(option, value)));
    }

    @ParameterizedTest
    @MethodSource("noDurations")
    void whatIsNoDurationIsQuotedWithTheOption(String option, String value) {
        assertThat(started("purse:getPayment?" + option + "=RAW(" + value + ")"))
                .rootCause()
                .hasMessage("The option " + option + " is '" + value
                        + "', which is no duration: give it as 30s, 1m30s or PT30S, or as a number of milliseconds");
    }

    @ParameterizedTest
    @ValueSource(strings = {"total-timeout", "totalTimeout"})
    void whatIsNoDurationIsQuotedInAPropertyToo(String property) {
        Main main = new Main();
        main.addInitialProperty("camel.main.jmxEnabled", "false");
        main.addInitialProperty("camel.component.purse." + property, "abc");
        main.configure().addRoutesBuilder(route("purse:getPayment"));
        try {
            assertThatThrownBy(main::start)
                    .rootCause()
                    .hasMessageContaining("'abc', which is no duration: give it as 30s");
        } finally {
            main.stop();
        }
    }

    @ParameterizedTest
    @CsvSource({"45s, 45000", "1m30s, 90000", "PT2M, 120000", "1d, 86400000", "500, 500", "700ms, 700"})
    void aDurationIsReadInAnyOfItsForms(String text, long millis) {
        for (String option : List.of("totalTimeout", "connectTimeout")) {
            PurseConfiguration configuration = PURSE.context()
                    .getEndpoint("purse:getPayment?" + option + "=" + text, PurseEndpoint.class)
                    .getConfiguration();
            assertThat(
                            option.equals("totalTimeout")
                                    ? configuration.getTotalTimeout()
                                    : configuration.getConnectTimeout())
                    .isEqualTo(millis);
        }
    }

    static Stream<Arguments> noIntegers() throws Exception {
        return options("integer").stream()
                .flatMap(option -> Stream.of("abc", "", "  ", "1.5", "1e3", "5 ", "5\n", "0x10", "1,000")
                        .map(value -> Arguments.of(option, value)));
    }

    @ParameterizedTest
    @MethodSource("noIntegers")
    void whatIsNoIntegerIsQuotedWithTheOption(String option, String value) {
        String words = "is no integer: give it as digits, such as 5";
        assertThat(catchThrowable(() -> endpoint(Map.of(option, value))))
                .rootCause()
                .hasMessageStartingWith("The option " + option + " is '" + value.stripTrailing())
                .hasMessageEndingWith(words);
        PurseComponent component = PURSE.component();
        assertThatThrownBy(() -> component
                        .getComponentPropertyConfigurer()
                        .configure(PURSE.context(), component, option, value, true))
                .hasMessageStartingWith("The option " + option + " is '")
                .hasMessageEndingWith(words);
    }

    static Stream<Arguments> tooLarge() throws Exception {
        return options("integer").stream()
                .flatMap(option -> Stream.of("2147483648", "4294967297", "9223372036854775807")
                        .map(value -> Arguments.of(option, value)));
    }

    @ParameterizedTest
    @MethodSource("tooLarge")
    void anIntegerThatIsTooLargeForJavaIsRejectedByItsOwnBound(String option, String value) throws Exception {
        String bound = ": it must be at most " + upperBound(option);
        assertThat(started("purse:getPayment?" + option + "=" + value))
                .rootCause()
                .hasMessageStartingWith("The option " + option + " is ")
                .hasMessageEndingWith(bound);
        assertThat(catchThrowable(() -> endpoint(Map.of(option, Long.valueOf(value)))))
                .rootCause()
                .hasMessageEndingWith(bound);
    }

    @ParameterizedTest
    @CsvSource({
        "max-retries, abc, 'abc'', which is no integer'",
        "maxRetries, 4294967297, it must be at most 100",
        "max-connections, 1.5, which is no integer"
    })
    void whatIsNoIntegerIsQuotedInAPropertyToo(String property, String value, String words) {
        Main main = new Main();
        main.addInitialProperty("camel.main.jmxEnabled", "false");
        main.addInitialProperty("camel.component.purse." + property, value);
        main.configure().addRoutesBuilder(route("purse:getPayment"));
        try {
            assertThatThrownBy(main::start).rootCause().hasMessageContaining(words);
        } finally {
            main.stop();
        }
    }

    @Test
    void anIntegerIsReadAsItIsWritten() {
        PURSE.context().getRegistry().bind("five", 5);
        for (Object value : List.of("5", 5, 5L, "005", "#five")) {
            assertThat(endpoint(Map.of("maxRetries", value)).getConfiguration().getMaxRetries())
                    .isEqualTo(5);
        }
    }

    static Stream<Arguments> notPositive() {
        return Stream.of(
                        "retryDelay",
                        "maxRetryDelay",
                        "connectTimeout",
                        "responseTimeout",
                        "totalTimeout",
                        "maxConnections",
                        "maxResponseSize",
                        "webhookClaimTimeout",
                        "webhookMaxBodySize",
                        "webhookMaxConcurrency",
                        "redirectionSigningKeysCachePeriod",
                        "redirectionSigningKeysOutagePeriod")
                .flatMap(option -> Stream.of("0", "-5").map(value -> Arguments.of(option, value)));
    }

    @ParameterizedTest
    @MethodSource("notPositive")
    void whatMustBeGreaterThanZeroIsRejectedOtherwise(String option, String value) {
        assertThat(started("purse:getPayment?" + option + "=" + value))
                .rootCause()
                .hasMessage("The option " + option + " is " + value + ": it must be greater than zero");
    }

    @ParameterizedTest
    @ValueSource(strings = {"completionTimeout", "maxAge", "maxRetries", "retryBudget"})
    void whatMustNotBeNegativeIsRejectedIfItIs(String option) {
        assertThat(started("purse:getPayment?" + option + "=-5"))
                .rootCause()
                .hasMessage("The option " + option + " is -5: it must not be negative");
    }

    @ParameterizedTest
    @MethodSource("integers")
    void anIntegerHasTheUpperBoundThatItsDescriptionStates(String option) throws Exception {
        int largest = upperBound(option);
        assertThat(started("purse:getPayment?" + option + "=" + largest)).isNull();
        assertThat(started("purse:getPayment?" + option + "=" + (largest + 1)))
                .rootCause()
                .hasMessage("The option " + option + " is " + (largest + 1) + ": it must be at most " + largest);
    }

    private static int upperBound(String option) throws Exception {
        Matcher bound =
                UPPER_BOUND.matcher(options().path(option).path("description").asText());
        assertThat(bound.find()).isTrue();
        return Integer.parseInt(bound.group(1));
    }

    @ParameterizedTest
    @MethodSource("durations")
    void anAbsurdDurationStopsTheStart(String option) {
        assertThat(started("purse:getPayment?" + option + "=200000d"))
                .rootCause()
                .hasMessageStartingWith("The option " + option + " is 17280000000000: it must be at most ");
    }

    @ParameterizedTest
    @MethodSource("durations")
    void aDurationThatMillisecondsCannotCountIsRejectedByName(String option) {
        assertThat(started("purse:getPayment?" + option + "=PT9223372036854775807S"))
                .rootCause()
                .hasMessage("The option " + option + " is 'PTxxxxxxS', which is longer than any duration can be");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "completionTimeout=24h",
                "totalTimeout=1d",
                "connectTimeout=24h&responseTimeout=24h",
                "retryDelay=24h&maxRetryDelay=24h",
                "webhookClaimTimeout=30d",
                "redirectionSigningKeysCachePeriod=30d&redirectionSigningKeysOutagePeriod=30d",
                "maxAge=365d"
            })
    void theLongestDurationsAreFine(String options) {
        assertThat(started("purse:getPayment?" + options)).isNull();
    }

    static Stream<Arguments> noIds() {
        return Stream.of("paymentId", "clientSessionId", "paymentLinkId", "redirectionExpectedClientSessionId")
                .flatMap(option -> Stream.of("a%0Ab", "a%0A", "a%20b", "a/b", "%C3%A4", "-abc", "x".repeat(101))
                        .map(value -> Arguments.of(option, value)));
    }

    @ParameterizedTest
    @MethodSource("noIds")
    void whatIsNoIdStopsTheStartByName(String option, String value) {
        assertThat(started("purse:getPayment?" + option + "=" + value))
                .rootCause()
                .isInstanceOf(PurseValidationException.class)
                .hasMessageStartingWith("The option " + option + " holds ")
                .hasMessageContaining("which is no id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"paymentId", "clientSessionId", "paymentLinkId", "redirectionExpectedClientSessionId"})
    void anIdOfBlanksStopsTheStartByName(String option) {
        assertThat(started("purse:getPayment?" + option + "=%20"))
                .rootCause()
                .isInstanceOf(PurseValidationException.class)
                .hasMessageContaining("The option " + option + " is empty");
    }

    /** As a header that holds none: a route handles both in one place. */
    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "a b"})
    void whatIsNoIdInAUriThatARouteMakesIsHandledAsTheExceptionThatItIs(String id) throws Exception {
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                onException(PurseValidationException.class).handled(true).setBody(constant("handled"));
                from("direct:start").toD("purse:getPayment?paymentId=RAW(${header.id})");
            }
        });
        assertThat(PURSE.template().requestBodyAndHeader("direct:start", null, "id", id))
                .isEqualTo("handled");
    }

    @ParameterizedTest
    @ValueSource(strings = {"INV-1\n", "INV-1\r\nX: y", "INV\n1", " INV-1"})
    void aReferenceWithALineBreakStopsTheStart(String reference) {
        PURSE.configuration().setMerchantReference(reference);
        assertThat(started("purse:capturePayment"))
                .rootCause()
                .hasMessageStartingWith("The option merchantReference begins or ends with a blank");
    }

    @Test
    void aReferenceThatIsTooLongStopsTheStart() {
        PURSE.configuration().setMerchantReference("x".repeat(256));
        assertThat(started("purse:capturePayment"))
                .rootCause()
                .hasMessageStartingWith("The option merchantReference has 256 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"an entity", "a/b", "a\u00a0b"})
    void anEntityThatIsNoIdStopsTheStart(String entityId) {
        PURSE.configuration().setEntityId(entityId);
        assertThat(started("purse:createClientSession")).rootCause().hasMessageStartingWith("The option entityId is '");
    }

    @ParameterizedTest
    @ValueSource(strings = {",", "PAYMENT CAPTURE", "PAYMENT_CAPTURE;PAYMENT_REFUND", "[\"PAYMENT_CAPTURE\"]", "<all>"})
    void whatCanBeNoListOfEventTypesStopsTheStart(String webhookEventTypes) {
        PURSE.configuration().setWebhookEventTypes(webhookEventTypes);
        assertThat(started("purse:createClientSession"))
                .rootCause()
                .hasMessageStartingWith("The option webhookEventTypes is '");
    }

    /** The API reference does not say that those which it names are all. */
    @Test
    void anEventTypeThatIsNotDocumentedIsFine() {
        PURSE.configuration().setWebhookEventTypes("PAYMENT_CAPTURE, SOMETHING_NEW");
        assertThat(started("purse:createClientSession")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "webhookTokenHeader, x token",
        "webhookTokenHeader, x-token:",
        "webhookTokenHeader, ''",
        "webhookTokenHeader, ' '",
        "webhookTokenHeader, x-tökén",
        "webhookTokenHeader, CamelPurseToken",
        "webhookTokenHeader, camel-token",
        "webhookAddressHeader, x for",
        "webhookAddressHeader, ''",
        "webhookAddressHeader, CamelAddress"
    })
    void whatCanBeNoHeaderStopsTheStart(String option, String name) {
        TEXTS.get(option).accept(PURSE.configuration(), name);
        assertThat(started("purse:createClientSession"))
                .rootCause()
                .hasMessageStartingWith("The option " + option + " is '" + name.strip());
    }

    @ParameterizedTest
    @CsvSource({
        "maxAmount, abc, which is no number",
        "maxAmount, 0, it must be greater than zero",
        "maxAmount, -1, it must be greater than zero",
        "maxAmount, '1,000', which is no number",
        "amount, abc, which is no number",
        "amount, NaN, which is no number",
        "amount, all, which is no number",
        "currency, EURO, it must be an ISO 4217 code",
        "currency, eur, it must be an ISO 4217 code",
        "currency, QQQ, give an ISO 4217 code"
    })
    void anAmountOrCurrencyThatIsNoneStopsTheStart(String option, String value, String remedy) {
        assertThat(started("purse:capturePayment?" + option + "=" + value))
                .rootCause()
                .isInstanceOf(PurseValidationException.class)
                .hasMessageContaining("The option " + option + " is '" + value + "'")
                .hasMessageContaining(remedy);
    }

    static Stream<Arguments> brokenTexts() {
        return TEXTS.keySet().stream().flatMap(option -> Stream.of(
                        "%s\n", "%s\r\n", "%s ", " %s", "%s\t", "%s\u00a0", "%s\nX-Other: 1", "\ufeff%s")
                .map(form -> Arguments.of(option, form)));
    }

    @ParameterizedTest
    @MethodSource("brokenTexts")
    void aBlankOrLineBreakInACredentialIdOrUrlIsRejectedByName(String option, String form) {
        String value = option.endsWith("Url") ? "https://s3cret.example/path" : "s3cret";
        TEXTS.get(option).accept(PURSE.configuration(), form.formatted(value));
        Throwable failure = started("purse:createClientSession");
        assertThat(failure).rootCause().hasMessageStartingWith("The option " + option + " begins or ends with a blank");
        assertThat(ExceptionHelper.stackTraceToString(failure)).doesNotContain("s3cret");
    }

    @Test
    void aTokenOfAListThatEndsWithALineBreakIsRejected() {
        PURSE.configuration().setWebhookVerifyToken(List.of("fine", "s3cret\n"));
        Throwable failure = started("purse:createClientSession");
        assertThat(failure)
                .rootCause()
                .hasMessageStartingWith("The option webhookVerifyToken begins or ends with a blank");
        assertThat(ExceptionHelper.stackTraceToString(failure)).doesNotContain("s3cret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3cret\u200b,other", "other,\ufeffs3cret", "s3cret\u00a0,other"})
    void anInvisibleCharacterInAListOfTokensIsRejected(String tokens) {
        PURSE.configuration().setWebhookVerifyToken(tokens);
        Throwable failure = started("purse:createClientSession");
        assertThat(failure)
                .rootCause()
                .hasMessageStartingWith("The option webhookVerifyToken begins or ends with a blank");
        assertThat(ExceptionHelper.stackTraceToString(failure)).doesNotContain("s3cret");
    }

    @Test
    void anApiKeyThatNoHeaderCanCarryIsRejected() {
        PURSE.configuration().setApiKey("s3cr\u20act");
        Throwable failure = started("purse:createClientSession");
        assertThat(failure).rootCause().hasMessageStartingWith("The option apiKey has a character that is not ASCII");
        assertThat(ExceptionHelper.stackTraceToString(failure)).doesNotContain("s3cr");
    }

    @Test
    void aLineBreakFromACredentialsSourceIsNotSent() throws Exception {
        try (ScriptedServer server = ScriptedServer.with((request, socket, output) -> socket.close())) {
            PURSE.configuration().setApiUrl(server.url());
            PURSE.configuration().setCredentialsSource((Supplier<Credentials>)
                    () -> new Credentials("client", "s3cret", "k3y\r\nX-Other: 1"));
            Exception failure = PURSE.template()
                    .request("purse:getPayment?paymentId=p-1", exchange -> {})
                    .getException();
            assertThat(failure)
                    .isInstanceOf(PurseUnavailableException.class)
                    .hasMessageContaining(
                            "credentialsSource returned a client id, client secret or API key that begins or ends");
            assertThat(ExceptionHelper.stackTraceToString(failure)).doesNotContain("s3cret", "k3y");
            assertThat(server.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "apiUrl, http://purse.example/payment",
        "apiUrl, HTTP://purse.example/payment",
        "apiUrl, http://127.0.0.1.evil.example/payment",
        "apiUrl, http://localhost.evil.example/payment",
        "apiUrl, http://128.0.0.1/payment",
        "apiUrl, http://purse.localhost/payment",
        "apiUrl, http://localhost./payment",
        "apiUrl, http://127.0.0.010/payment",
        "tokenUrl, http://purse.example/token",
        "webhookUrl, http://erp.example/purse/webhook"
    })
    void plainHttpToAnotherMachineIsRejected(String option, String url) {
        PURSE.configuration().setWebhookVerifyToken("t0ken");
        TEXTS.get(option).accept(PURSE.configuration(), url);
        assertThat(started("purse:createClientSession"))
                .rootCause()
                .hasMessageContaining("The option " + option + " begins with http:")
                .hasMessageContaining("allowPlainHttp=true");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:8080/payment",
                "http://127.0.0.1:8080/payment",
                "http://127.1.2.3/payment",
                "http://[::1]:8080/payment",
                "https://purse.example/payment"
            })
    void plainHttpWithinTheMachineIsFine(String url) {
        PURSE.configuration().setApiUrl(url);
        PURSE.configuration().setWebhookVerifyToken("t0ken");
        PURSE.configuration().setWebhookUrl(url + "?of=purse");
        assertThat(started("purse:createClientSession")).isNull();
    }

    @Test
    void plainHttpCanBeAllowed() {
        PURSE.configuration().setApiUrl("http://purse.mesh/payment");
        PURSE.configuration().setTokenUrl("http://tokens.mesh/token");
        PURSE.configuration().setWebhookUrl("http://erp.mesh/purse/webhook");
        PURSE.configuration().setWebhookVerifyToken("t0ken");
        PURSE.configuration().setAllowPlainHttp(true);
        assertThat(started("purse:createClientSession")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"not a url", "erp.example/hook", "ftp://erp.example/hook"})
    void aWebhookUrlThatIsNoneIsRejected(String url) {
        PURSE.configuration().setWebhookVerifyToken("t0ken");
        PURSE.configuration().setWebhookUrl(url);
        assertThat(started("purse:createClientSession"))
                .rootCause()
                .hasMessageContaining("The option webhookUrl is not");
    }

    @Test
    void theServiceProtocolIsThatOfTheApiUrl() {
        assertThat(PURSE.context()
                        .getEndpoint("purse:getPayment", PurseEndpoint.class)
                        .getServiceProtocol())
                .isEqualTo("https");
        PURSE.configuration().setApiUrl("http://localhost:8080/payment");
        assertThat(PURSE.context()
                        .getEndpoint("purse:capturePayment", PurseEndpoint.class)
                        .getServiceProtocol())
                .isEqualTo("http");
    }

    @Test
    void theConsoleShowsNoNull() throws Exception {
        PURSE.context().getEndpoint("purse:webhook");
        PurseDevConsole console = new PurseDevConsole();
        console.setCamelContext(PURSE.context());
        for (PurseDevConsole.MediaType type : PurseDevConsole.MediaType.values()) {
            assertThat(console.call(type, Map.of()).toString())
                    .contains("processed", "purse://webhook")
                    .doesNotContain("null");
        }
    }

    private PurseEndpoint endpoint(Map<String, Object> options) {
        return (PurseEndpoint) PURSE.context().getEndpoint("purse:getPayment", options);
    }

    private Throwable started(String uri) {
        return catchThrowable(() -> {
            PURSE.context().addRoutes(route(uri));
            PURSE.template();
        });
    }

    private static RouteBuilder route(String uri) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:start").to(uri);
            }
        };
    }
}
