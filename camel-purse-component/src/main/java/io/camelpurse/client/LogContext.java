package io.camelpurse.client;

import io.camelpurse.PurseOperation;
import io.camelpurse.text.SafeText;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.MDC;

/**
 * What a call is about, in the logging context (MDC) while the lines about it are written.
 *
 * @param exchangeId of the call
 * @param operation  of the call
 * @param paymentId  of the call, or {@code null}
 * @param reference  the merchant reference, or {@code null}
 */
public record LogContext(String exchangeId, PurseOperation operation, String paymentId, String reference) {

    /**
     * Writes with this context, which the thread has no longer afterwards.
     *
     * @param log writes the lines
     */
    public void write(Runnable log) {
        Map<String, String> before = new LinkedHashMap<>();
        values().forEach((name, value) -> {
            before.put(name, MDC.get(name));
            MDC.put(name, value);
        });
        try {
            log.run();
        } finally {
            before.forEach((name, value) -> {
                if (value == null) {
                    MDC.remove(name);
                } else {
                    MDC.put(name, value);
                }
            });
        }
    }

    private Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        // The name under which Camel has it too.
        values.put("camel.exchangeId", exchangeId);
        values.put("purse.operation", operation.name());
        if (paymentId != null) {
            values.put("purse.payment", paymentId);
        }
        if (reference != null) {
            values.put("purse.reference", SafeText.line(reference));
        }
        return values;
    }
}
