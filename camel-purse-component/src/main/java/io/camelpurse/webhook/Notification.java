package io.camelpurse.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * One webhook call's content, read but not believed yet.
 *
 * @param resource    what it is about
 * @param id          of the resource
 * @param version     of the resource, or {@code null} if it has none
 * @param json        the resource
 * @param contentHash of the bytes that arrived
 */
public record Notification(WebhookResource resource, String id, Long version, JsonNode json, String contentHash) {

    /**
     * Reads a resource.
     *
     * @param json  the parsed body
     * @param bytes the body as it arrived
     * @return empty if it is no resource that is known
     */
    public static Optional<Notification> of(JsonNode json, byte[] bytes) {
        return WebhookResource.of(json)
                .map(resource ->
                        new Notification(resource, json.path("id").textValue(), version(json), json, hash(bytes)));
    }

    /** The same notification of a resource that was read again. */
    public Notification confirmedBy(JsonNode truth) {
        return new Notification(resource, id, version(truth), truth, contentHash);
    }

    /** What tells this delivery's content from any other: what {@code version} counts is not documented. */
    public String deduplicationKey() {
        return "purse:" + resource + ":" + id + ":" + version + ":" + contentHash;
    }

    /** The resource across its versions. */
    public String resourceKey() {
        return "purse:" + resource + ":" + id;
    }

    /** The payment's latest change, if it is a payment. */
    public Optional<WebhookChange> latestChange() {
        return resource == WebhookResource.payment ? WebhookChange.latestIn(json) : Optional.empty();
    }

    /**
     * What it is about, without its content.
     */
    @Override
    public String toString() {
        return resource + " " + id + " version " + version;
    }

    private static Long version(JsonNode json) {
        JsonNode version = json.path("version");
        if (version.canConvertToExactIntegral() && version.canConvertToLong()) {
            return version.longValue();
        }
        return version.isTextual() && version.textValue().matches("\\d{1,18}")
                ? Long.valueOf(version.textValue())
                : null;
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
