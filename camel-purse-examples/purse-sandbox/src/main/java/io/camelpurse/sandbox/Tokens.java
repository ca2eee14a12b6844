package io.camelpurse.sandbox;

import io.camelpurse.sandbox.state.Ids;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The access tokens in force. */
final class Tokens {
    private final Ids ids;
    private final Clock clock;
    private final Duration lifetime;
    private final Map<String, Grant> grants = new HashMap<>();

    private record Grant(Account account, Instant expiresAt) {}

    Tokens(Ids ids, Clock clock, Duration lifetime) {
        this.ids = ids;
        this.clock = clock;
        this.lifetime = lifetime;
    }

    String issue(Account account) {
        String token = ids.opaque(Ids.Kind.TOKEN) + ids.opaque(Ids.Kind.TOKEN);
        grants.put(token, new Grant(account, clock.instant().plus(lifetime)));
        return token;
    }

    Optional<Account> account(String token) {
        return Optional.ofNullable(grants.get(token))
                .filter(grant -> clock.instant().isBefore(grant.expiresAt()))
                .map(Grant::account);
    }

    Duration lifetime() {
        return lifetime;
    }

    void revokeAll() {
        grants.clear();
    }
}
