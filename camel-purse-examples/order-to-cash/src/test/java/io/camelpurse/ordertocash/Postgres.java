package io.camelpurse.ordertocash;

import io.camelpurse.sandbox.FreePort;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;

/** A PostgreSQL server, which keeps its data over a restart. */
final class Postgres implements AutoCloseable {

    private final int port = FreePort.find();
    private final Path folder;
    private EmbeddedPostgres server;

    Postgres(Path folder) {
        this.folder = folder;
        start();
    }

    void start() {
        try {
            server = EmbeddedPostgres.builder()
                    .setPort(port)
                    .setDataDirectory(folder)
                    .setCleanDataDirectory(false)
                    .setServerConfig("fsync", "off")
                    .start();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /** Stops the server: connections break, and no new one is accepted. */
    void stop() {
        try {
            server.close();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /** What the application is configured with. */
    Map<String, String> settings() {
        return Map.of(
                "orderToCash.database", "jdbc:postgresql://127.0.0.1:" + port + "/postgres",
                "camel.beans.orderBook.username", "postgres",
                "camel.beans.orderBook.password", "postgres");
    }

    @Override
    public void close() {
        stop();
    }
}
