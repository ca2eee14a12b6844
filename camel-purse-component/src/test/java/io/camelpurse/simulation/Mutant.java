package io.camelpurse.simulation;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A deliberate fault in the protocol: a piece of source text, and what replaces it.
 *
 * @param name   what the protocol does wrong
 * @param source the file below {@code src/main/java}
 * @param before as it is in the source, however that breaks its lines
 * @param after  what replaces it; may be empty
 * @param seed   of a history that has found it, or {@link #NONE}
 */
record Mutant(String name, String source, String before, String after, long seed) {

    static final long NONE = -1;

    /**
     * The source with the fault.
     *
     * @throws IllegalStateException if the source does not contain the text exactly once
     */
    String of(String original) {
        Matcher matcher = pattern().matcher(original);
        long found = matcher.results().count();
        if (found != 1) {
            throw new IllegalStateException("Mutant \"" + name + "\": " + source + " contains this text " + found
                    + " times instead of once: " + before);
        }
        return matcher.replaceFirst(Matcher.quoteReplacement(after));
    }

    /** The same, as if no history had found it. */
    Mutant withoutSeed() {
        return new Mutant(name, source, before, after, NONE);
    }

    private Pattern pattern() {
        return Pattern.compile(
                Arrays.stream(before.strip().split("\\s+")).map(Pattern::quote).collect(Collectors.joining("\\s+")));
    }
}
