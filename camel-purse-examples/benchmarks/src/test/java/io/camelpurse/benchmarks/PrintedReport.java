package io.camelpurse.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** A report and what it has printed. */
final class PrintedReport {

    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private final Report report = new Report(new PrintStream(text, true, StandardCharsets.UTF_8));

    Report report() {
        return report;
    }

    String text() {
        return text.toString(StandardCharsets.UTF_8);
    }
}
