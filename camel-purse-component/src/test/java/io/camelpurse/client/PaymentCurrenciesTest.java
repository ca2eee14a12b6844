package io.camelpurse.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class PaymentCurrenciesTest {

    private static final String ID = "1a14962c-5f1b-4f1f-8f0e-0123456789ab";

    private final PaymentCurrencies currencies = new PaymentCurrencies();

    @Test
    void theCurrencyOfAPaymentIsKnownOnceAResponseHasShownIt() {
        assertThat(currencies.of(ID)).isEmpty();
        currencies.keep(JsonNodeFactory.instance.objectNode().put("id", ID).put("currency", "JPY"));
        assertThat(currencies.of(ID)).contains("JPY");
        assertThat(currencies.of(ID.toUpperCase(Locale.ROOT))).contains("JPY");
    }

    @Test
    void aResponseWithoutTextForBothShowsNone() {
        currencies.keep(JsonNodeFactory.instance.objectNode().put("id", ID).put("currency", 978));
        currencies.keep(JsonNodeFactory.instance.objectNode().put("id", ID));
        currencies.keep(JsonNodeFactory.instance.objectNode().put("currency", "JPY"));
        assertThat(currencies.of(ID)).isEmpty();
    }
}
