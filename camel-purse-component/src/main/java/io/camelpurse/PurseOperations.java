package io.camelpurse;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Finds an operation by the name that stands in a URI. */
final class PurseOperations {

    private PurseOperations() {}

    static PurseOperation named(String name) {
        return Arrays.stream(PurseOperation.values())
                .filter(operation -> operation.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no operation " + Quoted.of(name)
                        + ": purse:<operation> takes one of "
                        + Arrays.stream(PurseOperation.values()).map(Enum::name).collect(Collectors.joining(", "))));
    }
}
