package io.camelpurse;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.SampleCalls;
import io.camelpurse.sandbox.Account;
import java.util.Map;
import java.util.Properties;
import java.util.function.Supplier;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.http.HttpComponent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How options may be written in a URI. Tests {@link OptionConfigurer} and {@link PurseEndpoint}. */
class EndpointUriTest {

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder().sampleSandbox().build();

    private final SampleCalls samples = new SampleCalls(PURSE);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "purse:getPayment",
                "purse://getPayment",
                "purse:getPayment?",
                "purse:getPayment?lazyStartProducer=true"
            })
    void anOperationIsNamedInAnyOfCamelsWays(String uri) {
        PURSE.succeed(uri, null, Map.of(PurseConstants.PAYMENT_ID, samples.payment()));
        assertThat(PURSE.request().operation()).isEqualTo("getPayment");
    }

    @Test
    void everyValueMayBeAPlaceholder() {
        properties("op", "getPayment", "id", samples.payment(), "age", "30s");
        PURSE.succeed("purse:{{op}}?paymentId={{id}}&maxAge={{age}}", null, Map.of());
        assertThat(PURSE.request().headers()).containsEntry("cache-control", "max-age=30");
    }

    @Test
    void aPlaceholderWithoutAValueMayBeLeftOut() {
        PURSE.succeed("purse:getPayment?paymentId={{none:" + samples.payment() + "}}&maxAge={{?age}}", null, Map.of());
        assertThat(PURSE.request().headers()).doesNotContainKey("cache-control");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a+b", "a%2Bb", "a&b=c", "p@ss?word#1", "äöü"})
    void aRawValueIsTakenToTheLetter(String reference) {
        PURSE.succeed(
                "purse:capturePayment?amount=1&paymentId=" + samples.payment() + "&merchantReference=RAW(" + reference
                        + ")",
                null,
                Map.of());
        assertThat(PURSE.requestBody().path("merchant_reference").textValue()).isEqualTo(reference);
    }

    @Test
    void aSecretFromAPlaceholderIsTakenToTheLetterWhereItIsRaw() {
        var account = PURSE.sandbox().addAccount(new Account("entity-2", "client-2", "s+e&c=r%65t", "api-key-2"));
        properties("secret", account.clientSecret());
        PURSE.succeed("purse:getAccessToken?clientId=client-2&clientSecret=RAW({{secret}})", null, Map.of());
        assertThat(PURSE.sandbox().journal().get(0).entityId()).isEqualTo("entity-2");
    }

    @Test
    void optionsMayBeBeans() {
        Supplier<Credentials> vault = () -> new Credentials("client-1", "secret-1", "api-key-1");
        PURSE.context().getRegistry().bind("vault", vault);
        PURSE.context().addComponent("shopHttp", new HttpComponent());
        PURSE.succeed(
                "purse:getPayment?httpComponent=shopHttp&clientId=wrong&credentialsSource=#bean:vault&paymentId="
                        + samples.payment(),
                null,
                Map.of());
        assertThat(PURSE.request().headers()).containsKey("x-api-key");
    }

    @Test
    void aDynamicEndpointTakesIdsFromHeaders() throws Exception {
        dynamic("purse:getPayment?paymentId=${header.payment}");
        String first = samples.payment();
        String second = samples.payment();
        PURSE.succeed("direct:start", null, Map.of("payment", first));
        PURSE.succeed("direct:start", null, Map.of("payment", second));
        assertThat(PURSE.requests())
                .extracting(request -> request.path().substring(request.path().lastIndexOf('/') + 1))
                .containsExactly(first, second);
    }

    @Test
    void dynamicEndpointsShareOneToken() throws Exception {
        dynamic("purse:getPayment?paymentId=${header.payment}");
        for (int i = 0; i < 20; i++) {
            PURSE.succeed("direct:start", null, Map.of("payment", samples.payment()));
        }
        assertThat(PURSE.sandbox().tokenCalls()).isEqualTo(1);
    }

    @Test
    void aDynamicOperationIsCheckedLikeAnyOther() throws Exception {
        dynamic("purse:${header.operation}");
        assertThat(PURSE.send("direct:start", null, Map.of("operation", "emptyTheAccount"))
                        .getException())
                .hasMessageContaining("There is no operation 'emptyTheAccount'");
    }

    @Test
    void noHeaderChoosesTheOperation() {
        PURSE.succeed(
                "purse:getPayment?paymentId=" + samples.payment(),
                Map.of("amount", 1),
                Map.of(
                        "CamelPurseOperation", "refundPayment",
                        "operation", "refundPayment",
                        "CamelHttpPath", "/v2/payments/p/refunds",
                        "CamelHttpUri", "http://127.0.0.1:1/",
                        "CamelHttpMethod", "POST"));
        assertThat(PURSE.request().operation()).isEqualTo("getPayment");
    }

    private static void dynamic(String uri) throws Exception {
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:start").toD(uri);
            }
        });
    }

    private static void properties(String... namesAndValues) {
        Properties properties = new Properties();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            properties.setProperty(namesAndValues[i], namesAndValues[i + 1]);
        }
        PURSE.context().getPropertiesComponent().setOverrideProperties(properties);
    }
}
