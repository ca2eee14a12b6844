package io.camelpurse.model;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A capture, refund or void ({@code captures}, {@code refunds}, {@code voids}). The request for one has
 * {@code amount}, {@code order} and {@code merchantReference}.
 *
 * @param kind kind of the operation; null for an operation that is in no payment
 * @param id id of the operation
 * @param amount amount in minor units of the currency
 * @param createdAt time of creation, ISO 8601 date-time with zone, as text
 * @param updatedAt time of the last change, ISO 8601 date-time with zone, as text
 * @param triggeredBy initiator, such as {@code MERCHANT}
 * @param merchantReference the merchant's own reference
 * @param status one of {@link OperationStatus} or a newer value
 * @param partnerTransactions one for each partner that takes a part
 * @param order the items concerned
 * @param otherFields fields that are not listed here, by name, as they came; never null
 */
@PurseJson
public record Operation(
        @NotInJson OperationKind kind,
        String id,
        @WholeNumber Long amount,
        String createdAt,
        String updatedAt,
        String triggeredBy,
        String merchantReference,
        String status,
        List<PartnerTransaction> partnerTransactions,
        Order order,
        @OtherFields Map<String, Object> otherFields) {

    /** Copies what could change, so that the record never does. */
    public Operation {
        partnerTransactions = UnmodifiableCopy.list(partnerTransactions);
        otherFields = UnmodifiableCopy.otherFields(otherFields);
    }

    /**
     * Whether the status is the last one: success, failure, or a conflict between partners.
     *
     * @return false while it is pending, while nobody knows ({@link OperationStatus#UNCERTAIN}), and for a status
     *     that this version does not know
     */
    public boolean isFinal() {
        return OperationStatus.isFinal(status);
    }

    /**
     * When the operation changed last.
     *
     * @return {@link #updatedAt()}, else {@link #createdAt()}, as a point in time; empty where neither is a date-time
     *     with a zone
     */
    public Optional<OffsetDateTime> lastChange() {
        return DateTimes.parse(updatedAt).or(() -> DateTimes.parse(createdAt));
    }

    Operation as(OperationKind givenKind) {
        return new Operation(
                givenKind,
                id,
                amount,
                createdAt,
                updatedAt,
                triggeredBy,
                merchantReference,
                status,
                partnerTransactions,
                order,
                otherFields);
    }
}
