package io.camelpurse.sandbox;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Says which requests meet a fault.
 *
 * @param operation name of an operation, {@code *} for all of the API, {@code webhook} for deliveries
 * @param method HTTP method, or {@code null} for any
 * @param path regular expression that the path must contain, or {@code null} for any
 * @param nth the first matching request that meets the fault, from 1
 * @param count how many requests meet it; 0 means no limit
 * @param probability how likely each of them meets it, above 0 and up to 1
 * @param seed of the probability and of the choice among several faults
 * @param faults one of them is chosen each time
 */
public record FaultRule(
        String operation,
        String method,
        String path,
        int nth,
        int count,
        double probability,
        long seed,
        List<Fault> faults) {
    /**
     * Checks the rule.
     *
     * @param operation name of an operation, {@code *} or {@code webhook}
     * @param method HTTP method, or {@code null}
     * @param path regular expression, or {@code null}
     * @param nth at least 1
     * @param count at least 0
     * @param probability above 0 and up to 1
     * @param seed any number
     * @param faults at least one
     * @throws IllegalArgumentException if a part of it cannot be right
     */
    public FaultRule {
        ApiOperation.checkLabel(operation);
        faults = List.copyOf(faults);
        if (faults.isEmpty()) {
            throw new IllegalArgumentException("A rule needs a fault");
        }
        if (nth < 1 || count < 0 || !(probability > 0 && probability <= 1)) {
            throw new IllegalArgumentException("A rule needs nth >= 1, count >= 0 and 0 < probability <= 1, not nth="
                    + nth + ", count=" + count + ", probability=" + probability);
        }
        if (path != null) {
            Pattern.compile(path);
        }
    }

    /**
     * A rule that every request of an operation meets; the other methods narrow it.
     *
     * @param operation name of an operation, {@code *}, or {@code webhook}
     * @param faults one of them is chosen each time
     * @return the rule
     */
    public static FaultRule on(String operation, Fault... faults) {
        return new FaultRule(operation, null, null, 1, 0, 1, 0, List.of(faults));
    }

    /**
     * The same for one HTTP method.
     *
     * @param only the method
     * @return a new rule
     */
    public FaultRule withMethod(String only) {
        return new FaultRule(operation, only, path, nth, count, probability, seed, faults);
    }

    /**
     * The same for some paths.
     *
     * @param containing regular expression that the path must contain
     * @return a new rule
     */
    public FaultRule withPath(String containing) {
        return new FaultRule(operation, method, containing, nth, count, probability, seed, faults);
    }

    /**
     * The same for some requests by their number.
     *
     * @param first the first matching request that meets a fault, from 1
     * @param atMost how many meet one; 0 means no limit
     * @return a new rule
     */
    public FaultRule withTurns(int first, int atMost) {
        return new FaultRule(operation, method, path, first, atMost, probability, seed, faults);
    }

    /**
     * The same by chance.
     *
     * @param chance above 0 and up to 1
     * @param chosenSeed the same seed and order of requests give the same faults
     * @return a new rule
     */
    public FaultRule withProbability(double chance, long chosenSeed) {
        return new FaultRule(operation, method, path, nth, count, chance, chosenSeed, faults);
    }
}
