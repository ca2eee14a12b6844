package io.camelpurse.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camelpurse.PurseOperation;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class LogContextTest {

    @AfterEach
    void clear() {
        MDC.clear();
    }

    @Test
    void aLineIsWrittenWithWhatTheCallIsAbout() {
        Map<String, String> written = new HashMap<>();
        new LogContext("exchange-1", PurseOperation.capturePayment, "payment-1", "INV-1")
                .write(() -> written.putAll(MDC.getCopyOfContextMap()));
        assertThat(written)
                .isEqualTo(Map.of(
                        "purse.operation",
                        "capturePayment",
                        "purse.payment",
                        "payment-1",
                        "purse.reference",
                        "INV-1",
                        "camel.exchangeId",
                        "exchange-1"));
    }

    @Test
    void theThreadHasTheContextOfBeforeAgainAfterAFailureToo() {
        MDC.put("purse.payment", "another");
        MDC.put("camel.exchangeId", "outer");
        LogContext context = new LogContext("inner", PurseOperation.voidPayment, "payment-1", null);
        assertThatThrownBy(() -> context.write(() -> {
                    throw new IllegalStateException();
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(MDC.getCopyOfContextMap())
                .isEqualTo(Map.of("purse.payment", "another", "camel.exchangeId", "outer"));
    }

    @Test
    void aReferenceStaysOnItsLine() {
        Map<String, String> written = new HashMap<>();
        new LogContext("exchange-1", PurseOperation.refundPayment, null, "INV-1\nforged")
                .write(() -> written.putAll(MDC.getCopyOfContextMap()));
        assertThat(written).containsEntry("purse.reference", "INV-1 forged").doesNotContainKey("purse.payment");
    }
}
