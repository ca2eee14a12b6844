package io.camelpurse.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReportTest {

    private final PrintedReport printed = new PrintedReport();

    @Test
    void aMissedBoundEndsTheReport() {
        printed.report().impossible("10,000 in flight", "too few files");

        assertThat(printed.report().end()).isFalse();
        assertThat(printed.text()).contains("MISSED       too few files");
    }
}
