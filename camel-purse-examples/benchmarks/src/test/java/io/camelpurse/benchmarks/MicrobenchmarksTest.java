package io.camelpurse.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.options.TimeValue;

/** A small run: what is measured has to work; its speed does not matter here. */
class MicrobenchmarksTest {

    private final PrintedReport printed = new PrintedReport();

    @Test
    void everyPieceOfACallIsMeasured() throws Exception {
        printed.report().pieces(new Microbenchmarks(0, 1, TimeValue.milliseconds(20)).run());

        assertThat(printed.text()).contains("requestFromText", "readResponse", "deriveKey");
    }
}
