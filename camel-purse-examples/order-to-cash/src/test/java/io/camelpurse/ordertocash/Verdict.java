package io.camelpurse.ordertocash;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/** Whether money, acknowledgements and order book are as the documents want them. */
final class Verdict {

    private final Settlement settlement;
    private final Acknowledgements acknowledgements;
    private final Map<String, Set<String>> expected;
    private final List<Map<String, Object>> differences;

    /**
     * @param expected the codes by which the documents have to be acknowledged
     * @param differences between order book and Purse
     */
    Verdict(
            Settlement settlement,
            Acknowledgements acknowledgements,
            Map<String, Set<String>> expected,
            List<Map<String, Object>> differences) {
        this.settlement = settlement;
        this.acknowledgements = acknowledgements;
        this.expected = expected;
        this.differences = differences;
    }

    boolean isGood() {
        return settlement.agrees()
                && acknowledgements.codes().equals(expected)
                && acknowledgements.contradictions().isEmpty()
                && differences.isEmpty();
    }

    @Override
    public String toString() {
        StringJoiner text = new StringJoiner(System.lineSeparator());
        long agreeing =
                settlement.lines().stream().filter(Settlement.Line::agrees).count();
        text.add("%d orders, %d of them agree with their documents to the minor unit"
                .formatted(settlement.lines().size(), agreeing));
        settlement.lines().stream().filter(line -> !line.agrees()).forEach(line -> text.add("  DIFFERS: " + line));
        text.add("%d documents acknowledged, %d expected, %d acknowledgements with two contents"
                .formatted(
                        acknowledgements.codes().size(),
                        expected.size(),
                        acknowledgements.contradictions().size()));
        if (!acknowledgements.codes().equals(expected)) {
            text.add("  ACKNOWLEDGED OTHERWISE: " + Acknowledgements.differences(expected, acknowledgements.codes()));
        }
        acknowledgements.contradictions().forEach(id -> text.add("  CONTRADICTION: " + id));
        text.add("%d differences between the order book and Purse".formatted(differences.size()));
        differences.forEach(difference -> text.add("  DIFFERENCE: " + difference));
        return text.add(isGood() ? "Purse agrees." : "PURSE DIFFERS.").toString();
    }
}
