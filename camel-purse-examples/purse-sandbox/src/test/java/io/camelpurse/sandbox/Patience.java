package io.camelpurse.sandbox;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * How long a test waits for an event: so long that a busy machine makes no test fail, and only an event that never
 * comes does. JUnit registers it for every test ({@code META-INF/services}), so that {@code await()} has the same
 * patience.
 */
public final class Patience implements BeforeAllCallback {

    /** In seconds. */
    static final long PATIENCE = 45;

    @Override
    public void beforeAll(ExtensionContext test) {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(PATIENCE));
    }
}
