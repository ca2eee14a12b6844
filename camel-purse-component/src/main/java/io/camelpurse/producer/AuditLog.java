package io.camelpurse.producer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camelpurse.AuditLogFormat;
import io.camelpurse.CallOutcome;
import io.camelpurse.PurseOperation;
import io.camelpurse.client.CallFailedException;
import io.camelpurse.client.MoneyOperationListener;
import io.camelpurse.client.MoneyRequest;
import io.camelpurse.client.MoneyResponse;
import io.camelpurse.client.ResponseAmount;
import io.camelpurse.client.TimeSource;
import io.camelpurse.model.JsonFields;
import io.camelpurse.model.OperationStatus;
import io.camelpurse.text.LoggableText;
import java.time.Duration;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one line for every capture, refund and void to the log {@code io.camelpurse.money}, without anything that
 * must not be logged, and counts what moved money. Name, order and form of the fields are an interface: programs read
 * them.
 */
final class AuditLog implements MoneyOperationListener {

    private static final Logger LOG = LoggerFactory.getLogger("io.camelpurse.money");
    private static final Pattern SEPARATORS = Pattern.compile("[\\s=\"\\p{C}\\p{Z}]");
    private static final String NO_VALUE = "";

    private final CallCounters counters;
    private final AuditLogFormat format;
    private final TimeSource time;
    private final long begin;

    /** @param time measures the call, which begins now */
    AuditLog(CallCounters counters, AuditLogFormat format, TimeSource time) {
        this.counters = counters;
        this.format = format;
        this.time = time;
        this.begin = time.nanoTime();
    }

    @Override
    public void moved(MoneyResponse response) {
        if (!response.status().equals(OperationStatus.FAILURE)) {
            counters.moved(response.duplicate());
        }
        if (!LOG.isInfoEnabled()) {
            return;
        }
        JsonNode payment = response.payment().json();
        JsonNode made = response.operation();
        MoneyRequest request = response.request();
        JsonNode amount = made.has(JsonFields.AMOUNT)
                ? made.path(JsonFields.AMOUNT)
                : request.body().path(JsonFields.AMOUNT);
        ObjectNode entry = JsonNodeFactory.instance
                .objectNode()
                .put("order", id(payment.path(JsonFields.ORDER_REFERENCE)))
                .put("payment", request.paymentId())
                .put("operation", PurseOperation.of(request.kind()).name())
                .put("operationId", id(made.path(JsonFields.ID)))
                .put(
                        "reference",
                        value(request.body().path(JsonFields.MERCHANT_REFERENCE).asText(NO_VALUE)));
        putAmount(entry, amount);
        write(
                request,
                entry.put("currency", code(payment.path(JsonFields.CURRENCY)))
                        .put("key", value(request.idempotencyKey()))
                        .put("attempts", response.attempts())
                        .put("duplicate", response.duplicate())
                        .put("status", code(made.path(JsonFields.STATUS))));
    }

    /** Only of money that may have moved: what was rejected or never sent moved none. */
    @Override
    public void failed(MoneyRequest request, CallFailedException failure) {
        if (failure.callOutcome() == CallOutcome.UNKNOWN && LOG.isInfoEnabled()) {
            ObjectNode entry = JsonNodeFactory.instance
                    .objectNode()
                    .put("payment", request.paymentId())
                    .put("operation", PurseOperation.of(request.kind()).name())
                    .put(
                            "reference",
                            value(request.body()
                                    .path(JsonFields.MERCHANT_REFERENCE)
                                    .asText(NO_VALUE)));
            putAmount(entry, request.body().path(JsonFields.AMOUNT));
            write(
                    request,
                    entry.put("key", value(request.idempotencyKey()))
                            .put("attempts", failure.attempts())
                            .put("status", "UNKNOWN"));
        }
    }

    /** As a number, unless it may be a card number. */
    private static void putAmount(ObjectNode entry, JsonNode amount) {
        String shown = amount.isMissingNode() ? NO_VALUE : ResponseAmount.shown(amount);
        ResponseAmount.of(amount).stream()
                .filter(minor -> shown.equals(String.valueOf(minor)))
                .mapToObj(LongNode::valueOf)
                .findFirst()
                .ifPresentOrElse(number -> entry.set("amount", number), () -> entry.put("amount", shown));
    }

    private void write(MoneyRequest request, ObjectNode entry) {
        entry.put("milliseconds", Duration.ofNanos(time.nanoTime() - begin).toMillis());
        entry.put("exchange", value(request.exchangeId()));
        request.logContext().write(() -> LOG.info(format == AuditLogFormat.json ? json(entry) : text(entry)));
    }

    private static String text(ObjectNode entry) {
        return entry.properties().stream()
                .map(field -> field.getKey() + "=" + field.getValue().asText())
                .collect(Collectors.joining(" "));
    }

    private static String json(ObjectNode entry) {
        ObjectNode withValues = JsonNodeFactory.instance.objectNode();
        entry.properties().stream()
                .filter(field -> !field.getValue().asText().equals(NO_VALUE))
                .forEach(field -> withValues.set(field.getKey(), field.getValue()));
        return withValues.toString();
    }

    private static String id(JsonNode node) {
        return node.isMissingNode() ? NO_VALUE : LoggableText.id(node.asText());
    }

    private static String code(JsonNode node) {
        return node.isMissingNode() ? NO_VALUE : LoggableText.code(node.asText());
    }

    /** What the route gave: on one line and without the characters that part the line into fields. */
    private static String value(String text) {
        return SEPARATORS.matcher(text).replaceAll("_");
    }
}
