package io.camelpurse.ordertocash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Documents, acknowledgements and dead letters as files. */
final class FileTransport implements Transport {

    private static final String REASON = ".reason.txt";

    private final Folders folders;
    private final Path deadLetters;

    FileTransport(Path root) {
        folders = new Folders(root);
        deadLetters = root.resolve("dead-letters");
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("orderToCash.intake", "file");
    }

    @Override
    public void deliver(String name, String order, byte[] document) {
        folders.deliver(name, document);
    }

    @Override
    public List<String> acknowledgements() {
        return Folders.files(folders.acknowledgements(), ".xml").stream()
                .map(Folders::text)
                .toList();
    }

    @Override
    public List<DeadLetter> deadLetters() {
        List<DeadLetter> found = new ArrayList<>();
        for (Path reason : Folders.files(deadLetters, REASON)) {
            Path letter = letter(reason);
            if (Files.exists(letter)) {
                found.add(new DeadLetter(
                        Folders.bytes(letter),
                        Folders.text(reason),
                        letter.getFileName().toString(),
                        ""));
            }
        }
        return found;
    }

    @Override
    public void replay(Stage stage) {
        for (Path reason : Folders.files(deadLetters, REASON)) {
            Path letter = letter(reason);
            if (Files.notExists(letter)) {
                continue;
            }
            try {
                Files.move(letter, folders.inbox().resolve(letter.getFileName()));
            } catch (IOException cause) {
                throw new UncheckedIOException(cause);
            }
        }
    }

    @Override
    public void close() {}

    private Path letter(Path reason) {
        String name = reason.getFileName().toString();
        return deadLetters.resolve(name.substring(0, name.length() - REASON.length()));
    }
}
