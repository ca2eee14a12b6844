package io.camelpurse.ordertocash;

import java.nio.file.Path;
import java.util.Map;

class FileOnH2Test extends TransportTests {

    @Override
    Stage start(Path root) {
        return new Stage(root, Map.of());
    }

    @Override
    void replayOnceMore() {
        stage().transport().replay(stage());
    }

    @Override
    void stop() {}
}
