package io.camelpurse.ordertocash;

import java.nio.file.Path;

class FileOnPostgresTest extends TransportTests {

    private Postgres postgres;

    @Override
    Stage start(Path root) {
        postgres = new Postgres(root.resolve("postgres"));
        return new Stage(root.resolve("application"), postgres.settings());
    }

    @Override
    void replayOnceMore() {
        stage().transport().replay(stage());
    }

    @Override
    void stop() {
        postgres.close();
    }
}
