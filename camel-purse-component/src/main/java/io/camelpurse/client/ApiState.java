package io.camelpurse.client;

import java.time.Duration;
import java.time.Instant;

/**
 * What the calls of an account have shown of Purse.
 *
 * @param observedAt when a call ended last, or {@code null} if none has
 * @param problem    why the last call got no response of Purse, or {@code null} if it got one
 * @param rejection    why the account is not accepted, or {@code null} if it is, as far as is known
 * @param clockAhead how far Purse's clock is ahead of this machine's, negative if it is behind, or {@code null} if no
 *                   response has shown it
 */
public record ApiState(Instant observedAt, String problem, String rejection, Duration clockAhead) {

    static final ApiState UNKNOWN = new ApiState(null, null, null, null);

    ApiState responded(Instant now) {
        return new ApiState(now, null, null, clockAhead);
    }

    ApiState rejected(Instant now, String why) {
        return new ApiState(now, null, why, clockAhead);
    }

    ApiState unavailable(Instant now, String why) {
        return new ApiState(now, why, rejection, clockAhead);
    }

    ApiState showing(Duration ahead) {
        return new ApiState(observedAt, problem, rejection, ahead);
    }
}
