package io.camelpurse.model;

import java.util.Map;

/**
 * One partner's share of a payment ({@code split}). The text form hides the tokens.
 *
 * @param partner payment partner
 * @param method payment method
 * @param amount share in minor units of the currency
 * @param parentPaymentId earlier payment that this one follows
 * @param parentPartnerTransactionId earlier partner transaction that this one follows
 * @param parentPartnerToken the partner's token from earlier
 * @param parentPartnerReference the partner's reference from earlier, text or number as it came
 * @param vaultFormToken token of a card that was just entered
 * @param walletToken id of a saved token
 * @param saveToken whether the payment method is to be saved
 * @param threeDsAuthenticationOptions requested 3-D Secure handling
 * @param threeDsServerTransId id of a 3-D Secure transaction that was started
 * @param otherFields fields that are not listed here, by name, as they came; never null
 */
@PurseJson
public record SplitItem(
        String partner,
        String method,
        @WholeNumber Long amount,
        String parentPaymentId,
        String parentPartnerTransactionId,
        String parentPartnerToken,
        Object parentPartnerReference,
        String vaultFormToken,
        String walletToken,
        Boolean saveToken,
        ThreeDsAuthenticationOptions threeDsAuthenticationOptions,
        String threeDsServerTransId,
        @OtherFields Map<String, Object> otherFields) {

    /** Copies what could change, so that the record never does. */
    public SplitItem {
        parentPartnerReference = UnmodifiableCopy.value(parentPartnerReference);
        otherFields = UnmodifiableCopy.otherFields(otherFields);
    }

    /**
     * The partner's reference from earlier.
     *
     * @return {@link #parentPartnerReference()} as text; null where it is absent
     */
    public String parentPartnerReferenceText() {
        return UnmodifiableCopy.text(parentPartnerReference);
    }

    @Override
    public String toString() {
        return "SplitItem[partner=" + partner + ", method=" + method + ", amount=" + amount + ", parentPaymentId="
                + parentPaymentId + ", parentPartnerTransactionId=" + parentPartnerTransactionId + ", saveToken="
                + saveToken + "]";
    }
}
