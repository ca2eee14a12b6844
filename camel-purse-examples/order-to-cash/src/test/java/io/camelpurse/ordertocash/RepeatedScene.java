package io.camelpurse.ordertocash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The demo's documents and shoppers several times over, each time under numbers of their own. */
final class RepeatedScene {

    private static final List<String> DAYS = List.of("day-1", "day-2");
    private static final Pattern NUMBER = Pattern.compile("\\b(ORD|INV|CAN|CN|DES)-\\d{4}\\b");

    private final Path folder;
    private final int rounds;

    /**
     * @param scene the demo's
     * @param folder where to write the copies
     */
    RepeatedScene(Path scene, Path folder, int rounds) throws IOException {
        this.folder = folder;
        this.rounds = rounds;
        for (String day : DAYS) {
            Files.createDirectories(folder.resolve(day));
        }
        StringBuilder shoppers = new StringBuilder();
        for (int round = 1; round <= rounds; round++) {
            for (String day : DAYS) {
                for (Path document : Folders.files(scene.resolve(day), ".xml")) {
                    String name = numbered(document.getFileName().toString().replace(".xml", ""), round);
                    Files.writeString(
                            folder.resolve(day).resolve("%s-%d.xml".formatted(name, round)),
                            numbered(Files.readString(document), round));
                }
            }
            shoppers.append(numbered(Files.readString(scene.resolve("shoppers.properties")), round));
        }
        Files.writeString(shoppers(), shoppers);
    }

    /** Round by round. */
    List<Path> day(String day) {
        return IntStream.rangeClosed(1, rounds)
                .mapToObj(round -> Folders.files(folder.resolve(day), "-%d.xml".formatted(round)))
                .flatMap(List::stream)
                .toList();
    }

    List<Path> documents() {
        return DAYS.stream().flatMap(day -> day(day).stream()).toList();
    }

    Path shoppers() {
        return folder.resolve("shoppers.properties");
    }

    private static String numbered(String text, int round) {
        return NUMBER.matcher(text).replaceAll("$0x%02d".formatted(round));
    }
}
