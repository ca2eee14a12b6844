package io.camelpurse.doctor;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camelpurse.doctor.Finding.Status;
import java.util.List;
import java.util.Locale;

/**
 * What the checks have found. It contains no secret.
 *
 * @param findings one for each check, in the order of the checks
 */
public record Diagnosis(List<Finding> findings) {

    /**
     * The most serious status.
     *
     * @return {@code FAILED} if any check failed
     */
    public Status status() {
        return findings.stream().map(Finding::status).max(Status::compareTo).orElse(Status.SKIPPED);
    }

    /**
     * The exit code of the command.
     *
     * @return 1 if any check failed, else 0
     */
    public int exitCode() {
        return status() == Status.FAILED ? 1 : 0;
    }

    /**
     * The finding of a check.
     *
     * @param check its name, such as {@code tls}
     * @return the finding
     * @throws IllegalArgumentException if there is no such check
     */
    public Finding finding(String check) {
        return findings.stream()
                .filter(finding -> finding.check().equals(check))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no check " + check));
    }

    /**
     * For people: one line for each check, and the remedy below it.
     *
     * @return lines, each with a line feed at its end
     */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (Finding finding : findings) {
            text.append(String.format("%-8s %-14s %s%n", word(finding.status()), finding.check(), finding.seen()));
            if (finding.remedy() != null) {
                text.append(String.format("%24s%s%n", "-> ", finding.remedy()));
            }
        }
        long failed = count(Status.FAILED);
        long warnings = count(Status.WARNING);
        return text.append(String.format("Checks: %d, failed: %d, warnings: %d%n", findings.size(), failed, warnings))
                .toString()
                .replace(System.lineSeparator(), "\n");
    }

    /**
     * For programs: {@code status}, and {@code checks} with {@code name}, {@code status}, {@code seen} and
     * {@code remedy}.
     *
     * @return one JSON object
     */
    public String json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("status", word(status()));
        ArrayNode checks = json.putArray("checks");
        for (Finding finding : findings) {
            checks.addObject()
                    .put("name", finding.check())
                    .put("status", word(finding.status()))
                    .put("seen", finding.seen())
                    .put("remedy", finding.remedy());
        }
        return json.toString();
    }

    private long count(Status status) {
        return findings.stream().filter(finding -> finding.status() == status).count();
    }

    private static String word(Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }
}
