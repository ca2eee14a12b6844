package io.camelpurse.sandbox;

import io.camelpurse.sandbox.state.Settings;
import java.time.Duration;

/** How a sandbox is set up. */
record SandboxOptions(
        String host,
        int port,
        long seed,
        boolean apiKeyRequired,
        Duration tokenLifetime,
        int journalLimit,
        int webhookAttempts,
        Duration webhookBackOff,
        Duration webhookTimeout,
        Settings settings) {}
