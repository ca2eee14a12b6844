package io.camelpurse.message;

import io.camelpurse.AmountUnit;
import io.camelpurse.PurseValidationException;
import java.math.BigDecimal;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The conversion of an amount. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class AmountMicrobenchmark {

    private final MinorUnits majorEuros = new MinorUnits(AmountUnit.major, "EUR");
    private final BigDecimal price = new BigDecimal("42.99");

    /** A decimal amount to minor units. */
    @Benchmark
    public long majorToMinor() throws PurseValidationException {
        return majorEuros.of("amount", price);
    }
}
