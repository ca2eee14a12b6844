package io.camelpurse.model;

import java.util.List;
import java.util.Map;

/**
 * The payment solutions that are available for an order.
 *
 * @param amount amount of the request, in minor units of the currency
 * @param currency ISO 4217 code
 * @param eligibleSolutions available payment solutions
 * @param otherFields fields that are not listed here, by name, as they came; never null
 */
@PurseJson
public record EligibleSolutions(
        @WholeNumber Long amount,
        String currency,
        List<EligibleSolution> eligibleSolutions,
        @OtherFields Map<String, Object> otherFields) {

    /** Copies what could change, so that the record never does. */
    public EligibleSolutions {
        eligibleSolutions = UnmodifiableCopy.list(eligibleSolutions);
        otherFields = UnmodifiableCopy.otherFields(otherFields);
    }
}
