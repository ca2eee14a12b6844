package io.camelpurse.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.core5.http.message.BasicHttpResponse;
import org.junit.jupiter.api.Test;

class ApiObserverTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final ManualTime time = new ManualTime(Instant.parse("2026-11-27T10:00:00Z"), 0);
    private final ApiObserver observer = new ApiObserver(time);
    private final AtomicInteger reads = new AtomicInteger();

    @Test
    void aReadBeginsOnceInAnIntervalWhetherOrNotItEnds() {
        askedFor(3);
        assertThat(reads).hasValue(1);
        time.advance(MINUTE.plusMillis(1));
        askedFor(3);
        assertThat(reads).hasValue(2);
    }

    @Test
    void noReadBeginsWhileThereAreCalls() {
        observer.ended(null);
        askedFor(3);
        time.advance(MINUTE);
        askedFor(3);
        assertThat(reads).hasValue(0);
        time.advance(Duration.ofMillis(1));
        askedFor(3);
        assertThat(reads).hasValue(1);
    }

    @Test
    void aFailureWithoutAResponseIsAProblemUntilTheNextResponse() {
        observer.ended(CallFailedException.notExecuted("no connection could be made", null));
        assertThat(observer.state().problem()).isEqualTo("no connection could be made");
        observer.ended(CallFailedException.unreadable(200, "no JSON"));
        assertThat(observer.state().problem()).isNull();
        assertThat(observer.state().observedAt()).isEqualTo(time.instant());
    }

    @Test
    void theClockIsTheSameWithinTheTimeThatTheResponseTook() {
        Instant sentAt = time.instant();
        time.advance(Duration.ofSeconds(5));
        observer.responded(response("Fri, 27 Nov 2026 10:00:00 GMT"), sentAt);
        assertThat(observer.state().clockAhead()).isZero();
        observer.responded(response("Fri, 27 Nov 2026 10:00:05 GMT"), sentAt);
        assertThat(observer.state().clockAhead()).isZero();
    }

    @Test
    void aClockAheadIsPositiveAndOneBehindIsNegative() {
        observer.responded(response("Fri, 27 Nov 2026 10:02:00 GMT"), time.instant());
        assertThat(observer.state().clockAhead()).isEqualTo(Duration.ofMinutes(2));
        observer.responded(response("Fri, 27 Nov 2026 09:58:00 GMT"), time.instant());
        assertThat(observer.state().clockAhead()).isEqualTo(Duration.ofSeconds(-119));
    }

    @Test
    void whatIsNoDateShowsNoTime() {
        observer.responded(response("yesterday"), time.instant());
        observer.responded(new RawResponse(new BasicHttpResponse(200), new byte[0]), time.instant());
        assertThat(observer.state().clockAhead()).isNull();
    }

    private void askedFor(int times) {
        for (int i = 0; i < times; i++) {
            observer.readIfSilentFor(MINUTE, reads::incrementAndGet);
        }
    }

    private static RawResponse response(String date) {
        BasicHttpResponse head = new BasicHttpResponse(200);
        head.addHeader("Date", date);
        return new RawResponse(head, new byte[0]);
    }
}
