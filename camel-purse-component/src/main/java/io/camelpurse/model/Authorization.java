package io.camelpurse.model;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A payment's authorization ({@code authorization}).
 *
 * @param status state over all partners, one of {@link AuthorizationStatus} or a newer value
 * @param updatedAt time of the last change, ISO 8601 date-time with zone, as text
 * @param partnerTransactions one for each partner that takes a part
 * @param otherFields fields that are not listed here, by name, as they came; never null
 */
@PurseJson
public record Authorization(
        String status,
        String updatedAt,
        List<PartnerTransaction> partnerTransactions,
        @OtherFields Map<String, Object> otherFields) {

    /** Copies what could change, so that the record never does. */
    public Authorization {
        partnerTransactions = UnmodifiableCopy.list(partnerTransactions);
        otherFields = UnmodifiableCopy.otherFields(otherFields);
    }

    /**
     * When the authorization changed last.
     *
     * @return {@link #updatedAt()} as a point in time; empty where it is absent or not a date-time with a zone
     */
    public Optional<OffsetDateTime> lastChange() {
        return DateTimes.parse(updatedAt);
    }
}
