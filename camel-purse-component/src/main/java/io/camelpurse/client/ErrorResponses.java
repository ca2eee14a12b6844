package io.camelpurse.client;

import io.camelpurse.CallOutcome;
import io.camelpurse.model.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.apache.hc.client5.http.utils.DateUtils;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;

/** Classifies error responses, as far as Purse documents them. */
final class ErrorResponses {

    private static final int MOST_DIGITS = 9;

    /** Beyond every deadline, and small enough to be added to any time. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1_000_000_000);

    private ErrorResponses() {}

    /** @param secrets hidden where the response repeats them */
    static CallFailedException failure(RawResponse response, List<String> secrets, InstantSource clock) {
        int status = response.head().getCode();
        Problem problem = ProblemReader.read(status, response.head().getReasonPhrase(), response.body(), secrets);
        return CallFailedException.responded(outcome(status), problem, retryAfter(response, clock));
    }

    private static CallOutcome outcome(int status) {
        return switch (status) {
            case 425, 429 -> CallOutcome.NOT_EXECUTED;
            case 408 -> CallOutcome.UNKNOWN;
            // 503 too: a gateway sends it for requests that have reached Purse.
            default -> status >= 400 && status < 500 ? CallOutcome.REJECTED : CallOutcome.UNKNOWN;
        };
    }

    /** Seconds or a date (RFC 9110, section 10.2.3); what is neither asks for nothing. */
    private static Duration retryAfter(RawResponse response, InstantSource clock) {
        Header header = response.head().getFirstHeader(HttpHeaders.RETRY_AFTER);
        if (header == null || header.getValue() == null) {
            return null;
        }
        String value = header.getValue().strip();
        if (value.matches("\\d+")) {
            return value.length() > MOST_DIGITS ? LONGEST_WAIT : Duration.ofSeconds(Long.parseLong(value));
        }
        Instant date = DateUtils.parseStandardDate(value);
        if (date == null) {
            return null;
        }
        Duration wait = Duration.between(clock.instant(), date);
        return wait.isNegative() ? Duration.ZERO : wait;
    }
}
