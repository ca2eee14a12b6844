package io.camelpurse.doctor;

/**
 * What one check of the diagnosis has found.
 *
 * @param check  its name, such as {@code tls}
 * @param status how serious it is
 * @param seen   what the check has seen, without secrets
 * @param remedy what to change, or {@code null} if nothing is to be changed
 */
public record Finding(String check, Status status, String seen, String remedy) {

    /** How serious a finding is, the least serious first. */
    public enum Status {
        /** Not checked, since it does not apply or another check failed. */
        SKIPPED,
        /** As it should be. */
        OK,
        /** Works, and is rarely intended. */
        WARNING,
        /** Calls or notifications fail. */
        FAILED
    }

    static Finding ok(String seen) {
        return new Finding(null, Status.OK, seen, null);
    }

    static Finding skipped(String seen) {
        return new Finding(null, Status.SKIPPED, seen, null);
    }

    static Finding warning(String seen, String remedy) {
        return new Finding(null, Status.WARNING, seen, remedy);
    }

    static Finding failed(String seen, String remedy) {
        return new Finding(null, Status.FAILED, seen, remedy);
    }

    Finding of(String name) {
        return new Finding(name, status, seen, remedy);
    }

    /** This finding and another of the same check, as serious as the worse. */
    Finding and(Finding other) {
        Finding worse = other.status.compareTo(status) > 0 ? other : this;
        return new Finding(check, worse.status, seen + "; " + other.seen, worse.remedy);
    }
}
