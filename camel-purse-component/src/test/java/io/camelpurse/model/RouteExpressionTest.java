package io.camelpurse.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.fixture.PurseExtension;
import org.apache.camel.Exchange;
import org.apache.camel.spi.Language;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What routes write, in the simple language, when the body is a payment. Tests {@link Payment}. */
class RouteExpressionTest {

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder().sharedContext().build();

    private static Exchange exchange;

    @BeforeAll
    static void start() {
        PURSE.template();
        exchange = new DefaultExchange(PURSE.context());
        exchange.getMessage().setBody(Samples.read("capture-response", Payment.class));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${body.authorization.status} == 'AUTHORIZED'",
                "${body.authorizationStatus} == 'AUTHORIZED'",
                "${body.amounts.availableToCapture} > 0",
                "${body.amounts.availableToCapture} == 1000",
                "${body.captures[0].final}",
                "${body.captures[0].kind} == 'CAPTURE'",
                "${body.split[0].parentPartnerReference} == '123456789'",
                "${body.customer} == null"
            })
    void aRouteBranchesOnIt(String predicate) {
        Language simple = PURSE.context().resolveLanguage("simple");

        assertThat(simple.createPredicate(predicate).matches(exchange)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "${body.captures[0].merchantReference}, CAP#1223445",
        "${body.links.voiding.method}, POST",
        "${body.webhook.headers[0].values[0]}, 123456789",
        "${body.authorization.partnerTransactions[0].partnerAdditionalData[opc]}, 3x002"
    })
    void aRouteReadsFromIt(String expression, String value) {
        Language simple = PURSE.context().resolveLanguage("simple");

        assertThat(simple.createExpression(expression).evaluate(exchange, String.class))
                .isEqualTo(value);
    }
}
