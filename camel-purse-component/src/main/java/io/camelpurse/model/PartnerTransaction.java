package io.camelpurse.model;

import java.util.Map;

/**
 * One payment partner's part of an authorization or an operation ({@code partner_transactions}).
 * Branch on {@code status}, never on {@code partnerStatus}. The text form hides card, token and free text of the
 * partner.
 *
 * @param id id of the transaction
 * @param createdAt time of creation, ISO 8601 date-time with zone, as text
 * @param updatedAt time of the last change, ISO 8601 date-time with zone, as text
 * @param status {@link AuthorizationStatus} or {@link OperationStatus}, or a newer value
 * @param amount amount in minor units of the currency
 * @param remainingAmount what is left of it in minor units of the currency
 * @param partner payment partner
 * @param method payment method
 * @param partnerReference the partner's reference
 * @param partnerStatus the partner's own status
 * @param partnerStatusDescription the partner's description of its status
 * @param partnerToken the partner's token for later payments
 * @param partnerAdditionalData the partner's own fields
 * @param saveToken whether saving the payment method was requested
 * @param tokenSaved whether it was saved
 * @param card the card, for card payments
 * @param otherFields fields that are not listed here, by name, as they came; never null
 */
@PurseJson
public record PartnerTransaction(
        String id,
        String createdAt,
        String updatedAt,
        String status,
        @WholeNumber Long amount,
        @WholeNumber Long remainingAmount,
        String partner,
        String method,
        String partnerReference,
        String partnerStatus,
        String partnerStatusDescription,
        String partnerToken,
        Map<String, Object> partnerAdditionalData,
        Boolean saveToken,
        Boolean tokenSaved,
        Card card,
        @OtherFields Map<String, Object> otherFields) {

    /** Copies what could change, so that the record never does. */
    public PartnerTransaction {
        partnerAdditionalData = UnmodifiableCopy.fields(partnerAdditionalData);
        otherFields = UnmodifiableCopy.otherFields(otherFields);
    }

    @Override
    public String toString() {
        return "PartnerTransaction[id=" + id + ", createdAt=" + createdAt + ", updatedAt=" + updatedAt + ", status="
                + status + ", amount=" + amount + ", remainingAmount=" + remainingAmount + ", partner=" + partner
                + ", method=" + method + ", partnerReference=" + partnerReference + ", partnerStatus=" + partnerStatus
                + ", saveToken=" + saveToken + ", tokenSaved=" + tokenSaved + "]";
    }
}
