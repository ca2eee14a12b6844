package io.camelpurse;

import io.camelpurse.message.WebhookTokens;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The secrets that a component and its endpoints are configured with, so that no response and no webhook shows one. */
final class ConfiguredSecrets {

    /** More than an application has, so that endpoints that a route makes without end do not fill the memory. */
    private static final int MOST = 1_000;

    private final CopyOnWriteArrayList<String> secrets = new CopyOnWriteArrayList<>();

    void add(PurseConfiguration configuration) {
        WebhookTokens.of(configuration).forEach(this::add);
        add(configuration.getClientSecret());
        add(configuration.getApiKey());
    }

    /** Grows with what is added. */
    List<String> all() {
        return Collections.unmodifiableList(secrets);
    }

    private void add(String secret) {
        if (secret != null && !secret.isBlank() && secrets.addIfAbsent(secret) && secrets.size() > MOST) {
            secrets.remove(0);
        }
    }
}
