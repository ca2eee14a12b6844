package io.camelpurse.ordertocash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Documents and acknowledgements as files; one instance at a time reads the inbox. */
final class FileChannel implements ErpChannel {

    private final Folders folders;
    private int taken;

    FileChannel(Folders folders) {
        this.folders = folders;
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("orderToCash.intake", "file", "orderToCash.inbox", "master:inbox:file:" + folders.inbox());
    }

    @Override
    public void deliver(Path document) {
        folders.deliver(document);
    }

    @Override
    public boolean isReceived() {
        return Folders.files(folders.inbox(), ".xml").isEmpty();
    }

    @Override
    public List<String> takeAcknowledgements() {
        try {
            Path folder = Files.createDirectories(folders.root().resolve("taken"));
            List<String> acknowledgements = new ArrayList<>();
            for (Path file : Folders.files(folders.acknowledgements(), ".xml")) {
                // Moved first: the application may resend the same at this moment.
                Path mine = folder.resolve(++taken + "-" + file.getFileName());
                acknowledgements.add(Folders.text(Files.move(file, mine, StandardCopyOption.ATOMIC_MOVE)));
            }
            return acknowledgements;
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    @Override
    public void close() {}
}
