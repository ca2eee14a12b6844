package io.camelpurse.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelpurse.PurseConstants;
import io.camelpurse.PurseOperation;
import io.camelpurse.PurseValidationException;
import io.camelpurse.fixture.PurseExtension;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplatedRequestTest {

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder().sharedContext().build();

    private final Exchange exchange = new DefaultExchange(PURSE.context());
    private final TemplatedRequest request = new TemplatedRequest();

    @BeforeEach
    void capture() {
        request.setOperation(PurseOperation.capturePayment);
    }

    @Test
    void ofADocumentOnlyWhatNoExpressionSaysIsUsed() throws Exception {
        request.setAmount("${header.total}");
        request.setMerchantReference("INV-${header.number}");
        exchange.getMessage().setHeader("total", "42.99");
        exchange.getMessage().setHeader("number", 7);
        exchange.getMessage().setBody("{\"anything\": true, \"payment_id\": \"p-1\", \"currency\": \"EUR\"}");

        request.process(exchange);

        assertThat(exchange.getMessage().getBody(JsonNode.class).toString())
                .isEqualTo("{\"currency\":\"EUR\",\"amount\":\"42.99\",\"merchant_reference\":\"INV-7\"}");
        assertThat(exchange.getMessage().getHeader(PurseConstants.PAYMENT_ID)).isEqualTo("p-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"amount\": 500}", "{\"amount\": 500, \"amount\": 500}", "{\"amount\": 42.99", "{}x"})
    void aDocumentThatDiffersOrCannotBeReadIsRejected(String document) {
        request.setAmount("42.99");
        exchange.getMessage().setBody(document);

        assertThatThrownBy(() -> request.process(exchange)).isInstanceOf(PurseValidationException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"amount\": 42.990}", "{\"amount\": {\"value\": 42.99}}", "<a/>", "a,b", "[1]", "42.99", ""})
    void aDocumentThatSaysTheSameOrNothingIsRead(String document) throws Exception {
        request.setAmount("42.99");
        exchange.getMessage().setBody(document);

        request.process(exchange);

        assertThat(exchange.getMessage().getBody(JsonNode.class).toString()).isEqualTo("{\"amount\":\"42.99\"}");
    }

    @Test
    void aStreamThatIsConsumedIsRejected() {
        request.setMerchantReference("${bodyAs(String)}");
        exchange.getMessage().setBody(new ByteArrayInputStream("INV-7".getBytes(StandardCharsets.UTF_8)));

        assertThatThrownBy(() -> request.process(exchange))
                .isInstanceOf(PurseValidationException.class)
                .hasMessageContaining("has nothing left to read");
    }

    @Test
    void aReferenceThatDiffersIsRejected() {
        request.setMerchantReference("INV-7");
        exchange.getMessage().setBody("{\"merchant_reference\": \"INV-8\"}");

        assertThatThrownBy(() -> request.process(exchange)).hasMessageContaining("INV-8");
    }

    @Test
    void thePaymentOfTheBodyBecomesTheHeader() throws Exception {
        exchange.getMessage().setBody("{\"payment_id\": \"p-1\", \"amount\": 100}");

        request.process(exchange);

        assertThat(exchange.getMessage().getHeader(PurseConstants.PAYMENT_ID)).isEqualTo("p-1");
        assertThat(exchange.getMessage().getBody(JsonNode.class).toString()).isEqualTo("{\"amount\":100}");
    }

    @Test
    void twoPaymentsThatDifferAreRejected() {
        exchange.getMessage().setHeader(PurseConstants.PAYMENT_ID, "p-2");
        exchange.getMessage().setBody("{\"payment_id\": \"p-1\", \"amount\": 100}");

        assertThatThrownBy(() -> request.process(exchange))
                .isInstanceOf(PurseValidationException.class)
                .hasMessageContaining("p-1")
                .hasMessageContaining("p-2");
    }

    @Test
    void anExpressionWithoutAValueIsRejected() {
        request.setAmount("${header.total}");

        assertThatThrownBy(() -> request.process(exchange))
                .isInstanceOf(PurseValidationException.class)
                .hasMessageContaining("${header.total}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%24%7Bheader.total%7D", "%24simple%7Bheader.total%7D", "https%3A%2F%2Fshop.example.org"})
    void anEncodedExpressionStopsTheStart(String encoded) {
        assertThatThrownBy(() -> request.setAmount(encoded)).hasMessageContaining("RAW(...)");
    }
}
