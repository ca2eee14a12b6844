package io.camelpurse.benchmarks;

/** What a measurement has to come to. */
record Bound(double limit, boolean isUpper) {

    /** What a measurement says of the bound. */
    enum Verdict {
        /** The median keeps it. */
        KEPT,
        /** The median misses it, and so do three quarters of the turns, on a machine that did nothing else. */
        MISSED,
        /** The median misses it, but the turns differ too much, or the machine was too busy, to decide. */
        INCONCLUSIVE
    }

    static Bound atMost(double limit) {
        return new Bound(limit, true);
    }

    static Bound atLeast(double limit) {
        return new Bound(limit, false);
    }

    Verdict judge(Spread measured, boolean machineIsBusy) {
        if (holds(measured.median())) {
            return Verdict.KEPT;
        }
        boolean aQuarterKeepsIt = holds(isUpper ? measured.lower() : measured.upper());
        return aQuarterKeepsIt || machineIsBusy ? Verdict.INCONCLUSIVE : Verdict.MISSED;
    }

    private boolean holds(double value) {
        return isUpper ? value <= limit : value >= limit;
    }
}
