package io.camelpurse.client;

import io.camelpurse.client.CallFailedException.ErrorCategory;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.client5.http.utils.DateUtils;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;

/**
 * Observes the calls of an account: whether Purse responds, accepts the account, and what time it has. Where there are
 * no calls, a read of its own shows the same, at most one in an interval.
 */
final class ApiObserver {

    /** {@code Date} has no fractions of a second. */
    private static final Duration RESOLUTION_OF_DATE = Duration.ofSeconds(1);

    private final TimeSource time;
    private final AtomicReference<ApiState> state = new AtomicReference<>(ApiState.UNKNOWN);
    private final AtomicReference<Instant> lastRead = new AtomicReference<>(Instant.MIN);
    private volatile ParsedDate lastDate = new ParsedDate("", null);

    /** Many responses have the same date, and parsing it costs as much as parsing a small body. */
    private record ParsedDate(String text, Instant date) {}

    ApiObserver(TimeSource time) {
        this.time = time;
    }

    ApiState state() {
        return state.get();
    }

    /** Reads where no call and no other read has begun within the interval. */
    void readIfSilentFor(Duration interval, Runnable read) {
        Instant now = time.instant();
        Instant last = lastRead.get();
        Instant observed = state.get().observedAt();
        boolean isSilent = observed == null || observed.plus(interval).isBefore(now);
        if (isSilent
                && (last == Instant.MIN || last.plus(interval).isBefore(now))
                && lastRead.compareAndSet(last, now)) {
            read.run();
        }
    }

    void ended(Throwable failure) {
        Instant now = time.instant();
        if (failure == null) {
            state.updateAndGet(seen -> seen.responded(now));
            return;
        }
        CallFailedException failed = CallFailures.ofCall(failure);
        if (failed.category() == ErrorCategory.CREDENTIALS) {
            state.updateAndGet(seen -> seen.rejected(now, failed.getMessage()));
        } else if (failed.httpStatus() / 100 == 4 || failed.httpStatus() / 100 == 2) {
            state.updateAndGet(seen -> seen.responded(now));
        } else {
            state.updateAndGet(seen -> seen.unavailable(now, failed.getMessage()));
        }
    }

    /**
     * Purse has created the date between these two times.
     *
     * @return the server's time when it responded, or {@code null} if it did not say
     */
    Instant responded(RawResponse response, Instant sentAt) {
        Instant date = date(response);
        if (date == null) {
            return null;
        }
        Instant now = time.instant();
        Instant earliest = sentAt.minus(RESOLUTION_OF_DATE);
        Duration ahead = date.isAfter(now)
                ? Duration.between(now, date)
                : date.isBefore(earliest) ? Duration.between(earliest, date) : Duration.ZERO;
        state.updateAndGet(seen -> seen.showing(ahead));
        return date;
    }

    private Instant date(RawResponse response) {
        Header header = response.head().getFirstHeader(HttpHeaders.DATE);
        if (header == null || header.getValue() == null) {
            return null;
        }
        ParsedDate last = lastDate;
        if (!last.text().equals(header.getValue())) {
            last = new ParsedDate(header.getValue(), DateUtils.parseStandardDate(header.getValue()));
            lastDate = last;
        }
        return last.date();
    }
}
