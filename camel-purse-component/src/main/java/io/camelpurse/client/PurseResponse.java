package io.camelpurse.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * A successful response.
 *
 * @param status   the HTTP status code, any 2xx
 * @param text     the body as Purse sent it, except for secrets; possibly empty
 * @param json     the body as a tree; a missing node where there is no body
 * @param attempts how often the request was sent
 * @param date     the server's time when it responded, or {@code null} if it did not say
 */
public record PurseResponse(int status, String text, JsonNode json, int attempts, Instant date) {

    PurseResponse after(int sent) {
        return new PurseResponse(status, text, json, sent, date);
    }

    /**
     * The status only: a body may hold card and personal data.
     */
    @Override
    public String toString() {
        return "HTTP " + status;
    }
}
