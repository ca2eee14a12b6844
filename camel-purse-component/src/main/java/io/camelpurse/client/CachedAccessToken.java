package io.camelpurse.client;

import java.time.Instant;

/**
 * An OAuth2 access token.
 *
 * @param value     the token itself
 * @param refreshAt from when on a new one is to be fetched, while this one still serves
 * @param expiresAt from when on it no longer serves
 */
public record CachedAccessToken(String value, Instant refreshAt, Instant expiresAt) {

    boolean isUsableAt(Instant now) {
        return now.isBefore(expiresAt);
    }

    boolean isDueAt(Instant now) {
        return !now.isBefore(refreshAt);
    }

    /**
     * The times only.
     */
    @Override
    public String toString() {
        return "CachedAccessToken[refreshAt=" + refreshAt + ", expiresAt=" + expiresAt + "]";
    }
}
