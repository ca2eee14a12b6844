package io.camelpurse.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
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
 * @param text        the resource as it arrived, or {@code null} if it was read again or arrived in an unusual encoding
 * @param contentHash of the bytes that arrived
 */
public record Notification(
        WebhookResource resource, String id, Long version, JsonNode json, String text, String contentHash) {

    /**
     * Reads a resource.
     *
     * @param json  the parsed body
     * @param bytes the body as it arrived
     * @return empty if it is no resource that is known
     */
    public static Optional<Notification> of(JsonNode json, byte[] bytes) {
        return WebhookResource.of(json)
                .map(resource -> new Notification(
                        resource, json.path("id").textValue(), version(json), json, text(bytes), hash(bytes)));
    }

    /**
     * The same notification of a resource that was read again.
     *
     * @param truth what was read
     * @throws IllegalArgumentException if that is another resource, or older than what was told
     */
    public Notification confirmedBy(JsonNode truth) {
        boolean same = WebhookResource.of(truth).filter(resource::equals).isPresent()
                && id.equals(truth.path("id").textValue());
        if (!same) {
            throw new IllegalArgumentException("what was read is not this " + resource);
        }
        Long read = version(truth);
        if (version != null && read != null && read < version) {
            throw new IllegalArgumentException("what was read has the lower version " + read);
        }
        return new Notification(resource, id, read, truth, null, contentHash);
    }

    /**
     * What tells this delivery's content from any other: what {@code version} counts is not documented. Always 70
     * characters: with a claim's suffix it must fit into the 100 that Camel's JDBC repository has for a key.
     */
    public String deduplicationKey() {
        String content = resource + ":" + id + ":" + version + ":" + contentHash;
        return "purse:" + hash(content.getBytes(StandardCharsets.UTF_8));
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

    /** Parsed before, so that it is UTF-8 if it begins like that. */
    private static String text(byte[] bytes) {
        return bytes.length > 1 && bytes[0] == '{' && bytes[1] != 0 ? new String(bytes, StandardCharsets.UTF_8) : null;
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
