package io.camelpurse.simulation;

import io.camelpurse.sandbox.state.OperationStatus;
import io.camelpurse.sandbox.state.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All that a history consists of, so that the same plan gives the same history.
 *
 * @param faults   by the number of the request
 * @param outcomes of operations, by the number of the execution; others succeed at once
 */
record Plan(
        long seed,
        Conditions conditions,
        int instances,
        List<Long> payments,
        List<Document> documents,
        List<Step> steps,
        Map<Integer, Fault> faults,
        Map<Integer, Outcome> outcomes) {

    Plan {
        steps = steps.stream().sorted(Comparator.comparingLong(Step::at)).toList();
        faults = new TreeMap<>(faults);
        outcomes = new TreeMap<>(outcomes);
    }

    /** All plans that are this one without one of its parts. */
    List<Plan> smaller() {
        List<Plan> smaller = new ArrayList<>();
        for (Step step : steps) {
            smaller.add(with(without(steps, step), faults, outcomes));
        }
        for (Integer number : faults.keySet()) {
            smaller.add(with(steps, without(faults, number), outcomes));
        }
        for (Integer number : outcomes.keySet()) {
            smaller.add(with(steps, faults, without(outcomes, number)));
        }
        return smaller;
    }

    /** Half of the faults, steps and outcomes each: the first big steps of shrinking. */
    List<Plan> halves() {
        return List.of(
                with(steps, half(faults, true), outcomes),
                with(steps, half(faults, false), outcomes),
                with(steps, Map.of(), outcomes),
                with(steps, faults, Map.of()));
    }

    /** Whether another system uses the reference of a document. */
    boolean sharesReferences() {
        return steps.stream()
                .anyMatch(step -> step instanceof Step.ForeignOperation foreign && foreign.reference() != null);
    }

    /** Whether a call can compare the time of an operation with its own. */
    boolean hasComparableClocks() {
        return conditions.showsDate()
                || conditions.clocksAgree()
                        && steps.stream()
                                .noneMatch(
                                        step -> step instanceof Step.ClockJump || step instanceof Step.PurseClockJump);
    }

    int size() {
        return steps.size() + faults.size() + outcomes.size();
    }

    private Plan with(List<Step> ofSteps, Map<Integer, Fault> ofFaults, Map<Integer, Outcome> ofOutcomes) {
        return new Plan(seed, conditions, instances, payments, documents, ofSteps, ofFaults, ofOutcomes);
    }

    private static <T> List<T> without(List<T> all, T one) {
        return all.stream().filter(element -> element != one).toList();
    }

    private static <V> Map<Integer, V> without(Map<Integer, V> all, Integer one) {
        Map<Integer, V> others = new TreeMap<>(all);
        others.remove(one);
        return others;
    }

    private static <V> Map<Integer, V> half(Map<Integer, V> all, boolean first) {
        Map<Integer, V> half = new TreeMap<>();
        int position = 0;
        for (Map.Entry<Integer, V> entry : all.entrySet()) {
            if (position++ < all.size() / 2 == first) {
                half.put(entry.getKey(), entry.getValue());
            }
        }
        return half;
    }

    static String text(Outcome outcome) {
        OperationStatus settled = outcome.settled();
        return outcome.first() + (settled == null ? "" : " and then " + settled);
    }
}
