package io.camelpurse.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests {@link WholeNumber} and {@link WholeNumberDeserializer}. */
class ValueFormsTest {

    @ParameterizedTest
    @ValueSource(strings = {"4299", "\"4299\"", "\" 4299 \"", "4299.00", "4.299e3", "\"4299.0\""})
    void anAmountIsReadFromAnyFormOfTheSameWholeNumber(String form) throws Exception {
        assertThat(payment("{\"amount\":" + form + "}").amount()).isEqualTo(4299L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "42.99",
                "\"42.99\"",
                "\"42,99\"",
                "\"NaN\"",
                "\"4299 EUR\"",
                "9223372036854775808",
                "\"9223372036854775808\"",
                "1e400",
                "1e-400",
                "\"1e999999999\"",
                "true",
                "[]",
                "{}"
            })
    void anAmountThatIsNoWholeNumberIsRejected(String form) {
        assertThatThrownBy(() -> payment("{\"amounts\":{\"total_captured\":" + form + "}}"))
                .isInstanceOf(JsonProcessingException.class)
                .hasMessageContaining("total_captured");
    }

    @Test
    void aLongTextIsRejectedAsAnAmount() {
        assertThatThrownBy(() -> payment("{\"amount\":\"" + "9".repeat(1_000_000) + "\"}"))
                .isInstanceOf(JsonMappingException.class);
    }

    @Test
    void absentNullAndEmptyAmountsAreNull() throws Exception {
        assertThat(payment("{}").amount()).isNull();
        assertThat(payment("{\"amount\":null}").amount()).isNull();
        assertThat(payment("{\"amount\":\"\"}").amount()).isNull();
    }

    @Test
    void theLargestAmountSurvives() throws Exception {
        assertThat(Samples.write(payment("{\"amount\":9223372036854775807}")).toString())
                .isEqualTo("{\"amount\":9223372036854775807}");
    }

    @Test
    void taxRatesAndQuantitiesMayHaveDecimals() throws Exception {
        String line = "{\"quantity\":1.25,\"tax_rate\":5.5}";

        ItemLine read = Samples.MAPPER.readValue(line, ItemLine.class);

        assertThat(read.taxRate()).isEqualByComparingTo("5.5");
        assertThat(Samples.MAPPER.writeValueAsString(read)).isEqualTo(line);
    }

    @ParameterizedTest
    @ValueSource(strings = {"12345", "\"12345\""})
    void aKeyIdIsTextOrNumber(String form) throws Exception {
        SigningKey key = read("{\"kid\":" + form + "}", SigningKey.class);

        assertThat(key.keyId()).isEqualTo("12345");
        assertWrittenAs("{\"kid\":" + form + "}", key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"123456789", "\"123456789\""})
    void aWebhookHeaderValueIsTextOrNumber(String form) throws Exception {
        String text = "{\"name\":\"x-order-id\",\"values\":[" + form + "]}";
        WebhookHeader header = read(text, WebhookHeader.class);

        assertThat(header.valueTexts()).containsExactly("123456789");
        assertWrittenAs(text, header);
    }

    @ParameterizedTest
    @ValueSource(strings = {"123456789", "\"123456789\""})
    void aParentReferenceIsTextOrNumber(String form) throws Exception {
        String text = "{\"parent_partner_reference\":" + form + "}";
        SplitItem split = read(text, SplitItem.class);

        assertThat(split.parentPartnerReferenceText()).isEqualTo("123456789");
        assertWrittenAs(text, split);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"PAYMENT_CAPTURE\"", "[\"PAYMENT_CAPTURE\"]"})
    void eventTypesAreTextOrArray(String form) throws Exception {
        String text = "{\"event_types\":" + form + "}";
        Webhook webhook = read(text, Webhook.class);

        assertThat(webhook.eventTypeList()).containsExactly(WebhookEventType.PAYMENT_CAPTURE);
        assertWrittenAs(text, webhook);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"24\"", "\"2029\"", "2029"})
    void anExpiryYearIsTextOrNumber(String form) throws Exception {
        String text = "{\"expiry_year\":" + form + "}";
        Card card = read(text, Card.class);

        assertThat(card.expiryYearText()).isEqualTo(form.replace("\"", ""));
        assertWrittenAs(text, card);
    }

    @Test
    void whatIsAbsentHasNoText() throws Exception {
        assertThat(read("{}", SigningKey.class).keyId()).isNull();
        assertThat(read("{}", Webhook.class).eventTypeList()).isEmpty();
        assertThat(read("{}", WebhookHeader.class).valueTexts()).isEmpty();
    }

    private static Payment payment(String json) throws JsonProcessingException {
        return read(json, Payment.class);
    }

    private static <T> T read(String json, Class<T> type) throws JsonProcessingException {
        return Samples.MAPPER.readValue(json, type);
    }

    private static void assertWrittenAs(String json, Object value) throws JsonProcessingException {
        JsonNode expected = Samples.MAPPER.readTree(json);
        assertThat(Samples.write(value)).isEqualTo(expected);
    }
}
