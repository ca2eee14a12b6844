package io.camelpurse.sandbox.state;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The part of a payment that one solution pays.
 *
 * @param solution who pays
 * @param amount in minor units
 * @param saveToken whether the card is to be remembered
 * @param parent what the part refers to in an earlier payment: the {@code parent_*} members, may be empty
 */
public record SplitPart(Solution solution, long amount, boolean saveToken, ObjectNode parent) {
    /**
     * A part that refers to nothing.
     *
     * @param solution who pays
     * @param amount in minor units
     */
    public SplitPart(Solution solution, long amount) {
        this(solution, amount, false, JsonNodeFactory.instance.objectNode());
    }

    ObjectNode json() {
        return solution.json().put("amount", amount).setAll(parent);
    }
}
