package io.camelpurse.model;

import java.util.Map;

/**
 * Requested 3-D Secure handling.
 *
 * @param challengeIndicator such as {@code NO_CHALLENGE_REQUESTED} or {@code CHALLENGE_REQUESTED_BY_MERCHANT}
 * @param challengeExemption such as {@code LOW_VALUE}
 * @param otherFields fields that are not listed here, by name, as they came; never null
 */
@PurseJson
public record ThreeDsAuthenticationOptions(
        String challengeIndicator,
        String challengeExemption,
        @OtherFields Map<String, Object> otherFields) {

    /** Copies what could change, so that the record never does. */
    public ThreeDsAuthenticationOptions {
        otherFields = UnmodifiableCopy.otherFields(otherFields);
    }
}
