package io.camelpurse.ordertocash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The folders that the application works in, as the ERP and the shoppers see them. */
record Folders(Path root) {

    Path inbox() {
        return root.resolve("inbox");
    }

    Path received() {
        return root.resolve("received");
    }

    /** The files that were received under a name, in order of arrival. */
    List<Path> received(String name) {
        return files(received(), "-" + name);
    }

    Path acknowledgements() {
        return root.resolve("acknowledgements");
    }

    Path shoppers() {
        return root.resolve("shoppers");
    }

    /** Starts with empty folders. */
    void clear() {
        if (Files.exists(root)) {
            try (Stream<Path> paths = Files.walk(root)) {
                for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            } catch (IOException cause) {
                throw new UncheckedIOException(cause);
            }
        }
    }

    /** Puts a document into the inbox in one rename, as an ERP should. */
    void deliver(Path document) {
        deliver(document.getFileName().toString(), bytes(document));
    }

    /** The same with a document that is in no file. */
    void deliver(String name, byte[] document) {
        try {
            Files.createDirectories(inbox());
            Path written = Files.write(root.resolve("." + name + ".part"), document);
            Files.move(written, inbox().resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /** The files of a folder by name, without what is still being written; none when there is no such folder. */
    static List<Path> files(Path folder, String ending) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(ending))
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /** A file in UTF-8. */
    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }
}
