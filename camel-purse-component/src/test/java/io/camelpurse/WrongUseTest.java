package io.camelpurse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.camelpurse.fixture.PurseExtension;
import java.util.Arrays;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A route that misuses the component fails at its start, with a message that names the correction. Tests
 * {@link OptionCheck}, {@link PurseEndpoint} and {@link UnknownParametersException}.
 */
class WrongUseTest {

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder()
            .configure(configuration -> {
                configuration.setClientId("client");
                configuration.setClientSecret("the-secret");
            })
            .build();

    @ParameterizedTest
    @EnumSource(value = PurseOperation.class, names = "webhook", mode = Mode.EXCLUDE)
    void anOperationInFromSaysWhereItBelongs(PurseOperation operation) throws Exception {
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("purse:" + operation).to("mock:never");
            }
        });
        assertThatThrownBy(PURSE::template)
                .rootCause()
                .hasMessageContaining("purse:" + operation + " calls Purse, so use it in to()")
                .hasMessageContaining("from()");
    }

    @Test
    void aWebhookInToSaysWhereItBelongs() {
        assertThat(started("purse:webhook"))
                .rootCause()
                .hasMessageContaining("purse:webhook receives notifications of Purse, so use it in from()");
    }

    @ParameterizedTest
    @ValueSource(strings = {"payPayment", "getpayment", "GetPayment", "getPayment/p-1", "get-payment", "*"})
    void anUnknownOperationNamesTheOnesThereAre(String operation) {
        Throwable failure = started("purse:" + operation);
        assertThat(failure).rootCause().hasMessageContaining("There is no operation '" + operation + "'");
        assertThat(Arrays.stream(PurseOperation.values()).map(Enum::name))
                .allMatch(name -> rootMessage(failure).contains(name));
    }

    @Test
    void anUnknownOptionIsNamed() {
        assertThat(started("purse:getPayment?paymentid=p-1&bogus=b1&wrong=w1"))
                .rootCause()
                .hasMessage("Unknown parameters of purse:getPayment: bogus, wrong."
                        + " Check whether they are spelled as the options");
    }

    @ParameterizedTest
    @CsvSource({
        "outputType, xml",
        "amountUnit, cents",
        "tokenAuthentication, digest",
        "maxConnections, many",
        "responseTimeout, soon"
    })
    void aValueThatAnOptionCannotTakeIsNamed(String option, String value) {
        assertThat(started("purse:getPayment?" + option + "=" + value)).hasStackTraceContaining(option + "=" + value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"clientId", "clientSecret"})
    void missingCredentialsSayWhatToSet(String option) {
        if (option.equals("clientId")) {
            PURSE.configuration().setClientId(null);
        } else {
            PURSE.configuration().setClientSecret(" ");
        }
        assertThat(started("purse:getPayment"))
                .rootCause()
                .hasMessageContaining("The option " + option + " is missing")
                .hasMessageContaining("camel.component.purse." + option)
                .hasMessageContaining("endpoint");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "api.purse-sandbox.com/payment",
                "ftp://api.example/payment",
                "https:///payment",
                "https://user:the-password@api.example/payment",
                "https://api.example/payment?x=the-password",
                "https://api.example/payment#x",
                "https://api example/payment",
                "mailto:somebody@example.org",
                "/payment",
                " "
            })
    void anAddressThatIsNoneStopsTheStart(String url) {
        PURSE.configuration().setApiUrl(url);
        assertThat(started("purse:getPayment"))
                .rootCause()
                .hasMessageContaining("The option apiUrl is ")
                .hasMessageNotContaining("the-password");
    }

    @ParameterizedTest
    @ValueSource(strings = {"not a url", "ftp://tokens.example/", "https://user:the-password@tokens.example/"})
    void aTokenAddressThatIsNoneStopsTheStart(String url) {
        PURSE.configuration().setTokenUrl(url);
        assertThat(started("purse:getPayment"))
                .rootCause()
                .hasMessageContaining("The option tokenUrl is ")
                .hasMessageNotContaining("the-password");
    }

    @ParameterizedTest
    @CsvSource({
        "connectTimeout, 0",
        "connectTimeout, -1",
        "responseTimeout, 0",
        "responseTimeout, -1",
        "totalTimeout, 0",
        "totalTimeout, -1",
        "maxConnections, 0",
        "maxConnections, -1",
        "maxResponseSize, 0",
        "maxResponseSize, -1"
    })
    void aLimitThatAllowsNothingStopsTheStart(String option, String value) {
        assertThat(started("purse:getPayment?" + option + "=" + value))
                .rootCause()
                .hasMessage("The option " + option + " is " + value + ": it must be greater than zero");
    }

    @Test
    void anHttpComponentThatIsNotThereIsNamed() {
        assertThat(rootMessage(started("purse:getPayment?httpComponent=https2")))
                .contains("https2");
    }

    @Test
    void anHttpComponentThatIsSomethingElseIsNamed() {
        assertThat(rootMessage(started("purse:getPayment?httpComponent=log")))
                .contains("httpComponent names 'log'")
                .contains("camel-http");
    }

    @Test
    void aClientThatIsNotInTheRegistryIsNamed() {
        assertThat(rootMessage(started("purse:getPayment?httpClient=#bean:gone")))
                .contains("gone");
    }

    @Test
    void whatIsConfiguredIsCheckedForTheTokenOperationToo() {
        PURSE.configuration().setClientId(null);
        assertThat(started("purse:getAccessToken")).rootCause().hasMessageContaining("The option clientId is missing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "clientSecret=first&second=third",
                "clientsecret=first&second",
                "apiKey=first&second&x=third",
                "webhookVerifyToken=RAW(first)&second)&x=third"
            })
    void whatFollowsTheAmpersandOfASecretIsNotShown(String parameters) {
        PURSE.context().getPropertiesComponent().addInitialProperty("parameters", parameters);

        Throwable failure = started("purse:getPayment?{{parameters}}");

        assertThat(failure).rootCause().hasMessageContaining("needs RAW(...)");
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            assertThat(cause.toString()).doesNotContain("first", "second", "third");
        }
    }

    @Test
    void noMessageOfAFailedStartHoldsTheSecret() {
        Throwable failure = started("purse:getPayment?clientSecret=RAW(the-secret)&bogus=1");
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            assertThat(cause.getMessage()).doesNotContain("the-secret");
        }
    }

    private Throwable started(String uri) {
        return catchThrowable(() -> {
            PURSE.context().addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:start").to(uri);
                }
            });
            PURSE.template();
        });
    }

    private static String rootMessage(Throwable failure) {
        assertThat(failure).as("a failure of the start").isNotNull();
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }
}
