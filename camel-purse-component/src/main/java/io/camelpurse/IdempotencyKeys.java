package io.camelpurse;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * Idempotency keys that name the business document, so that a redelivered document has the same key.
 *
 * <p>A key is a name-based UUID, version 5 (RFC 9562, section 5.5), in the namespace
 * {@code 8523ed32-9b84-5528-9207-c2042b937022} (the version 5 name of {@code urn:camel-purse:idempotency-key} among
 * URLs); the name is the UTF-8 form of payment id, operation and merchant
 * reference, joined by line feeds. Neither of the first two can hold a line feed, so that no two documents share a
 * name. A payment id that is a UUID is used in lower case.
 */
public final class IdempotencyKeys {

    private static final UUID NAMESPACE = UUID.fromString("8523ed32-9b84-5528-9207-c2042b937022");

    private IdempotencyKeys() {}

    /**
     * The key of one business document.
     *
     * @param paymentId         the payment that the money is moved on
     * @param operation         the operation's name, such as {@code capturePayment}
     * @param merchantReference the business document, such as an invoice number
     * @return 36 characters, no personal data
     */
    public static String derive(String paymentId, String operation, String merchantReference) {
        String name = ResourceId.canonical(paymentId) + '\n' + operation + '\n' + merchantReference;
        return nameBased(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /**
     * A random key.
     *
     * @return 36 characters
     */
    public static String random() {
        return UUID.randomUUID().toString();
    }

    private static UUID nameBased(byte[] name) {
        MessageDigest sha1;
        try {
            sha1 = MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-1", impossible);
        }
        sha1.update(ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(NAMESPACE.getMostSignificantBits())
                .putLong(NAMESPACE.getLeastSignificantBits())
                .flip());
        ByteBuffer hash = ByteBuffer.wrap(sha1.digest(name));
        long high = hash.getLong() & 0xffff_ffff_ffff_0fffL | 0x5000L;
        long low = hash.getLong() & 0x3fff_ffff_ffff_ffffL | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
