package io.camelpurse.model;

import java.util.Map;

/**
 * The 3-D Secure result of a card transaction ({@code three_ds}). The text form hides the transaction ids.
 *
 * @param eci electronic commerce indicator
 * @param version version of the protocol
 * @param flow such as {@code CHALLENGE}
 * @param dsTransactionId id at the directory server
 * @param acsTransactionId id at the access control server
 * @param otherFields fields that are not listed here, by name, as they came; never null
 */
@PurseJson
public record ThreeDs(
        String eci,
        String version,
        String flow,
        String dsTransactionId,
        String acsTransactionId,
        @OtherFields Map<String, Object> otherFields) {

    /** Copies what could change, so that the record never does. */
    public ThreeDs {
        otherFields = UnmodifiableCopy.otherFields(otherFields);
    }

    @Override
    public String toString() {
        return "ThreeDs[eci=" + eci + ", version=" + version + ", flow=" + flow + "]";
    }
}
