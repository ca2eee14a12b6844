package io.camelpurse.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.CallOutcome;
import java.util.concurrent.CompletionException;
import org.apache.camel.support.ExceptionHelper;
import org.junit.jupiter.api.Test;

class CallFailuresTest {

    private final CallFailedException failed = CallFailedException.notExecuted("no connection", null);

    @Test
    void whatAFutureWrapsAroundAFailureIsTakenOff() {
        assertThat(CallFailures.rootOf(new CompletionException(failed))).isSameAs(failed);
        assertThat(CallFailures.rootOf(failed)).isSameAs(failed);
        assertThat(CallFailures.ofCall(new CompletionException(failed))).isSameAs(failed);
    }

    @Test
    void nobodyKnowsWhatAFaultOfOursDid() {
        CallFailedException unexpected = CallFailures.ofCall(new IllegalStateException("s3cret"));
        assertThat(unexpected.callOutcome()).isEqualTo(CallOutcome.UNKNOWN);
        assertThat(unexpected)
                .hasMessage("unexpected failure: java.lang.IllegalStateException")
                .hasStackTraceContaining("IllegalStateException");
        assertThat(ExceptionHelper.stackTraceToString(unexpected)).doesNotContain("s3cret");
    }
}
