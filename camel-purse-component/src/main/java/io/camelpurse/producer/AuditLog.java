package io.camelpurse.producer;

import com.fasterxml.jackson.databind.JsonNode;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one line for every capture, refund and void to the log {@code io.camelpurse.money}, without anything that
 * must not be logged, and counts what moved money.
 */
final class AuditLog implements MoneyOperationListener {

    private static final Logger LOG = LoggerFactory.getLogger("io.camelpurse.money");
    private static final Pattern SEPARATORS = Pattern.compile("[\\s=\"\\p{C}\\p{Z}]");

    private final CallCounters counters;
    private final TimeSource time;
    private final long begin;

    /** @param time measures the call, which begins now */
    AuditLog(CallCounters counters, TimeSource time) {
        this.counters = counters;
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
        LOG.info(
                "order={} payment={} operation={} operationId={} reference={} amount={} currency={} key={} attempts={}"
                        + " duplicate={} status={} milliseconds={}",
                id(payment.path(JsonFields.ORDER_REFERENCE)),
                request.paymentId(),
                PurseOperation.of(request.kind()),
                id(made.path(JsonFields.ID)),
                value(request.body().path(JsonFields.MERCHANT_REFERENCE)),
                ResponseAmount.shown(
                        made.has(JsonFields.AMOUNT)
                                ? made.path(JsonFields.AMOUNT)
                                : request.body().path(JsonFields.AMOUNT)),
                code(payment.path(JsonFields.CURRENCY)),
                request.idempotencyKey(),
                response.attempts(),
                response.duplicate(),
                code(made.path(JsonFields.STATUS)),
                milliseconds());
    }

    /** Only of money that may have moved: what was rejected or never sent moved none. */
    @Override
    public void failed(MoneyRequest request, CallFailedException failure) {
        if (failure.callOutcome() == CallOutcome.UNKNOWN) {
            LOG.info(
                    "payment={} operation={} reference={} amount={} key={} attempts={} status=UNKNOWN milliseconds={}",
                    request.paymentId(),
                    PurseOperation.of(request.kind()),
                    value(request.body().path(JsonFields.MERCHANT_REFERENCE)),
                    value(request.body().path(JsonFields.AMOUNT)),
                    request.idempotencyKey(),
                    failure.attempts(),
                    milliseconds());
        }
    }

    private long milliseconds() {
        return Duration.ofNanos(time.nanoTime() - begin).toMillis();
    }

    private static String id(JsonNode node) {
        return node.isMissingNode() ? "" : LoggableText.id(node.asText());
    }

    private static String code(JsonNode node) {
        return node.isMissingNode() ? "" : LoggableText.code(node.asText());
    }

    /** What the route gave: on one line and without the characters that part the line into fields. */
    private static String value(JsonNode node) {
        return SEPARATORS.matcher(node.asText("")).replaceAll("_");
    }
}
