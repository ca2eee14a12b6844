package io.camelpurse;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelpurse.client.CallFailedException;
import io.camelpurse.client.CallPhase;
import io.camelpurse.client.Failures;
import io.camelpurse.client.MoneyAnswer;
import io.camelpurse.client.MoneyRequest;
import java.time.Duration;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line for every movement of money, in the log of its own named {@code io.camelpurse.money}: what auditors look for,
 * and nothing that must not be logged.
 */
final class Evidence {

    private static final Logger LOG = LoggerFactory.getLogger("io.camelpurse.money");
    private static final Pattern SEPARATORS = Pattern.compile("[\\s=\"\\p{Cntrl}]");

    private final long begin = System.nanoTime();

    void moved(MoneyAnswer answer) {
        if (!LOG.isInfoEnabled()) {
            return;
        }
        JsonNode payment = answer.payment().json();
        JsonNode made = answer.operation();
        MoneyRequest request = answer.request();
        LOG.info(
                "order={} payment={} operation={} operationId={} amount={} currency={} key={} attempts={} duplicate={}"
                        + " status={} milliseconds={}",
                value(payment.path("order_reference")),
                request.paymentId(),
                PurseOperation.of(request.kind()),
                value(made.path("id")),
                value(made.has("amount") ? made.path("amount") : request.body().path("amount")),
                value(payment.path("currency")),
                request.idempotencyKey(),
                answer.attempts(),
                answer.duplicate(),
                value(made.path("status")),
                milliseconds());
    }

    /** Only of money that may have moved: what was refused or never left is no movement. */
    void failed(Throwable failure, PurseOperation operation, String paymentId, String idempotencyKey) {
        if (failure != null
                && Failures.rootOf(failure) instanceof CallFailedException failed
                && failed.phase() == CallPhase.MAYBE_EXECUTED) {
            LOG.info(
                    "payment={} operation={} key={} attempts={} status=UNKNOWN milliseconds={}",
                    paymentId,
                    operation,
                    idempotencyKey,
                    failed.attempts(),
                    milliseconds());
        }
    }

    private long milliseconds() {
        return Duration.ofNanos(System.nanoTime() - begin).toMillis();
    }

    /** On one line and without the characters that part the line into fields. */
    private static String value(JsonNode node) {
        return SEPARATORS.matcher(node.asText("")).replaceAll("_");
    }
}
