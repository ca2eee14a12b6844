package io.camelpurse.simulation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads {@code mutants.txt}: {@code =} and the file that the mutants after it change; {@code *} and a mutant's name;
 * {@code @} and the seed of a history that has found it; {@code -} and each line that it takes out; {@code +} and each
 * line that it puts in. Other lines are comments.
 */
final class Mutants {

    private final List<Mutant> mutants = new ArrayList<>();
    private String source;
    private String name;
    private long seed;
    private final StringBuilder before = new StringBuilder();
    private final StringBuilder after = new StringBuilder();

    private Mutants() {}

    static List<Mutant> all() {
        Mutants reader = new Mutants();
        text().lines().forEach(reader::read);
        reader.end();
        return List.copyOf(reader.mutants);
    }

    private static String text() {
        try (InputStream file = Mutants.class.getResourceAsStream("mutants.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(String line) {
        if (line.isEmpty()) {
            return;
        }
        String content = line.substring(1).strip();
        switch (line.charAt(0)) {
            case '=' -> {
                end();
                source = content;
            }
            case '*' -> {
                end();
                name = content;
                seed = Mutant.NONE;
            }
            case '@' -> seed = Long.parseLong(content);
            case '-' -> before.append(content).append('\n');
            case '+' -> after.append(content).append('\n');
            default -> {}
        }
    }

    private void end() {
        if (name != null) {
            mutants.add(new Mutant(
                    name, source, before.toString().strip(), after.toString().strip(), seed));
        }
        name = null;
        before.setLength(0);
        after.setLength(0);
    }
}
