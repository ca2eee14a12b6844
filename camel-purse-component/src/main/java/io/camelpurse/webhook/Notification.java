package io.camelpurse.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelpurse.message.Sha256;
import io.camelpurse.model.JsonFields;
import io.camelpurse.text.LoggableText;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * The notification in the payload of a webhook request.
 *
 * @param resource    type of the resource
 * @param id          of the resource
 * @param version     of the resource, or {@code null} if it has none
 * @param json        the resource
 * @param text        the resource as received, or {@code null} if it was fetched or received in an unusual encoding
 * @param deduplicationKey of resource, id, version and content, since it is not documented what {@code version} counts.
 *                         Always 49 characters: with the suffix of a claim it must fit into the 100 that Camel's JDBC
 *                         repository has for a key
 * @param exchangeId  of the webhook request, for the log
 */
public record Notification(
        WebhookResource resource,
        String id,
        Long version,
        JsonNode json,
        String text,
        String deduplicationKey,
        String exchangeId) {

    private static final Pattern INTEGER = Pattern.compile("\\d{1,18}");

    /**
     * Reads a resource.
     *
     * @param json  the parsed payload
     * @param bytes the payload as received
     * @param exchangeId of the webhook request
     * @return empty if it is not a known resource
     */
    public static Optional<Notification> of(JsonNode json, byte[] bytes, String exchangeId) {
        return WebhookResource.of(json).map(resource -> {
            String id = json.path(JsonFields.ID).textValue();
            Long version = version(json);
            String key = key(resource + ":" + id + ":" + version + ":" + checksum(bytes));
            return new Notification(resource, id, version, json, text(bytes), key, exchangeId);
        });
    }

    /**
     * The same notification with the current state of its resource.
     *
     * @param fetched the resource that was fetched
     * @throws IllegalArgumentException if it is another resource, or has a lower version than the payload
     */
    public Notification withCurrentState(JsonNode fetched) {
        boolean same = WebhookResource.of(fetched).filter(resource::equals).isPresent()
                && id.equals(fetched.path(JsonFields.ID).textValue());
        if (!same) {
            throw new IllegalArgumentException("the fetched resource is not this " + resource);
        }
        Long read = version(fetched);
        if (version != null && read != null && read < version) {
            throw new IllegalArgumentException("the fetched resource has the lower version " + loggable(read));
        }
        return new Notification(resource, id, read, fetched, null, deduplicationKey, exchangeId);
    }

    /** Key of the resource, whatever its version. Safe to log: a repository may quote it in its exceptions. */
    public String resourceKey() {
        String key = "purse:" + resource + ":" + id;
        return LoggableText.id(id).equals(id) ? key : key(key);
    }

    /** Key of the resource, whatever its version, short enough for the suffix of a claim. */
    public String claimKey() {
        return key(resourceKey());
    }

    /** The latest change of the payment; empty for other resources. */
    public Optional<WebhookChange> latestChange() {
        return resource == WebhookResource.payment ? WebhookChange.latestIn(json) : Optional.empty();
    }

    /**
     * The resource with id and version, without its content, and the exchange of the request, safe to log.
     */
    @Override
    public String toString() {
        return resource + " " + LoggableText.id(id) + " version " + loggable(version) + " (exchange " + exchangeId
                + ")";
    }

    private static String loggable(Long version) {
        return version == null ? "none" : LoggableText.amount(version);
    }

    private static String key(String text) {
        return "purse:" + Sha256.base64(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Long version(JsonNode json) {
        JsonNode version = json.path(JsonFields.VERSION);
        if (version.canConvertToExactIntegral() && version.canConvertToLong()) {
            return version.longValue();
        }
        return version.isTextual() ? version(version.textValue()) : null;
    }

    /** {@code null} if the text is not a version. */
    static Long version(String text) {
        return INTEGER.matcher(text).matches() ? Long.valueOf(text) : null;
    }

    /** UTF-8 if it begins like this, since it was parsed before. */
    private static String text(byte[] bytes) {
        return bytes.length > 1 && bytes[0] == '{' && bytes[1] != 0 ? new String(bytes, StandardCharsets.UTF_8) : null;
    }

    /**
     * Distinguishes different contents of one version of a resource. Only a sender with the token could forge content
     * with the same checksum, and it could send any content anyway; a digest would be the slowest step after parsing
     * the JSON.
     */
    private static long checksum(byte[] bytes) {
        CRC32 crc32 = new CRC32();
        crc32.update(bytes);
        CRC32C crc32c = new CRC32C();
        crc32c.update(bytes);
        return crc32.getValue() << Integer.SIZE | crc32c.getValue();
    }
}
