package io.camelpurse.model;

import java.util.Map;

/**
 * A payment's 3-D Secure authentication, where Purse runs it ({@code authentication}).
 *
 * @param status state of the authentication
 * @param flow such as {@code CHALLENGE}
 * @param eci electronic commerce indicator
 * @param challengeData opaque data for the browser if a challenge is required
 * @param otherFields fields that are not listed here, by name, as they came; never null
 */
@PurseJson
public record Authentication(
        String status,
        String flow,
        String eci,
        Object challengeData,
        @OtherFields Map<String, Object> otherFields) {

    /** Copies what could change, so that the record never does. */
    public Authentication {
        challengeData = UnmodifiableCopy.value(challengeData);
        otherFields = UnmodifiableCopy.otherFields(otherFields);
    }

    @Override
    public String toString() {
        return "Authentication[status=" + status + ", flow=" + flow + ", eci=" + eci + "]";
    }
}
