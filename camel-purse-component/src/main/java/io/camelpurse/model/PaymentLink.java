package io.camelpurse.model;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A payment link: a URL of a payment page, sent by mail or message.
 * The request that creates one has the same fields; {@code threeDsAuthenticationOptions} and {@code webhook} were seen
 * in requests only.
 *
 * @param id id of the payment link
 * @param version increases with changes; what it counts is not documented
 * @param entityId id of the merchant's entity
 * @param status one of {@link PaymentLinkStatus} or a newer value
 * @param amount amount to pay in minor units of the currency
 * @param currency ISO 4217 code
 * @param captureMode one of {@link CaptureMode}
 * @param allowFutureUsage whether later payments without the shopper may follow
 * @param expiresAt end of the link, ISO 8601 date-time with zone, as text
 * @param shopperRedirectionUrl URL to which the shopper is redirected after the payment process
 * @param order order that is paid
 * @param customer data of the shopper
 * @param threeDsAuthenticationOptions requested 3-D Secure handling
 * @param webhook where Purse sends notifications of changes
 * @param payments payments of the link
 * @param clientSessions client sessions of the link
 * @param links {@code self}, {@code customerUrl}, {@code cancel}
 * @param otherFields fields that are not listed here, by name, as they came; never null
 */
@PurseJson
public record PaymentLink(
        String id,
        @WholeNumber Long version,
        String entityId,
        String status,
        @WholeNumber Long amount,
        String currency,
        String captureMode,
        Boolean allowFutureUsage,
        String expiresAt,
        String shopperRedirectionUrl,
        Order order,
        Customer customer,
        ThreeDsAuthenticationOptions threeDsAuthenticationOptions,
        Webhook webhook,
        List<LinkedPayment> payments,
        List<LinkedClientSession> clientSessions,
        Links links,
        @OtherFields Map<String, Object> otherFields) {

    /** Copies what could change, so that the record never does. */
    public PaymentLink {
        payments = UnmodifiableCopy.list(payments);
        clientSessions = UnmodifiableCopy.list(clientSessions);
        otherFields = UnmodifiableCopy.otherFields(otherFields);
    }

    /**
     * When the link ends.
     *
     * @return {@link #expiresAt()} as a point in time; empty where it is absent or not a date-time with a zone
     */
    public Optional<OffsetDateTime> expiry() {
        return DateTimes.parse(expiresAt);
    }

    /**
     * Where the shopper pays.
     *
     * @return address of the payment page; null where the link has none
     */
    public String shopperUrl() {
        return links == null ? null : Link.href(links.customerUrl());
    }
}
