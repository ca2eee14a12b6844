package io.camelpurse.simulation;

import java.util.List;

/**
 * How a history went.
 *
 * @param violations what must not happen and did
 * @param events     how many there were
 * @param requests   how many requests were sent
 */
record Result(List<String> violations, long events, int requests) {

    boolean isExact() {
        return violations.isEmpty();
    }
}
