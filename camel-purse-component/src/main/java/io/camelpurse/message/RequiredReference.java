package io.camelpurse.message;

import io.camelpurse.PurseConfiguration;
import io.camelpurse.PurseConstants;
import io.camelpurse.PurseValidationException;
import org.apache.camel.Message;

/**
 * Requires the business document (an invoice, a credit note) that money is moved for: without one, a redelivery cannot
 * be recognized.
 */
public final class RequiredReference {

    private RequiredReference() {}

    /**
     * @param reference the merchant reference, or {@code null}
     * @return what names the document: the key that the route set, else the reference; {@code null} where nothing does
     * @throws PurseValidationException if nothing does and something has to
     */
    public static String require(Message message, String reference, PurseConfiguration configuration)
            throws PurseValidationException {
        String key = IdempotencyKeySource.ofRoute(message);
        String document = key != null ? key : reference;
        if (document == null && configuration.isRequireMerchantReference()) {
            throw new PurseValidationException("merchant_reference is missing: name the business document (an"
                    + " invoice, a credit note) in the body, the header " + PurseConstants.MERCHANT_REFERENCE
                    + " or the option merchantReference, or set the header " + PurseConstants.IDEMPOTENCY_KEY
                    + ". With requireMerchantReference=false, a redelivered message may move the money twice");
        }
        return document;
    }
}
