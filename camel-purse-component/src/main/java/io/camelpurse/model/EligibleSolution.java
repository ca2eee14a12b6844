package io.camelpurse.model;

import java.util.Map;

/**
 * A payment solution that is available for a session or an order ({@code eligible_solutions}).
 *
 * @param partner payment partner, such as {@code dalenys}
 * @param method payment method, such as {@code creditcard}
 * @param otherFields fields that are not listed here, by name, as they came; never null
 */
@PurseJson
public record EligibleSolution(
        String partner, String method, @OtherFields Map<String, Object> otherFields) {

    /** Copies what could change, so that the record never does. */
    public EligibleSolution {
        otherFields = UnmodifiableCopy.otherFields(otherFields);
    }
}
