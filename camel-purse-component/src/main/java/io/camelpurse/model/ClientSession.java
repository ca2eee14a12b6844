package io.camelpurse.model;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A client session: one checkout of a shopper.
 * The request that creates one has the same fields; {@code customer}, {@code threeDsAuthenticationOptions} and
 * {@code webhook} were seen in requests only.
 *
 * @param id id of the session
 * @param entityId id of the merchant's entity
 * @param status one of {@link ClientSessionStatus} or a newer value
 * @param amount amount to pay in minor units of the currency
 * @param currency ISO 4217 code
 * @param captureMode one of {@link CaptureMode}
 * @param captureDelay wait before an automatic capture, ISO 8601 duration such as {@code PT24H}
 * @param integrationMode one of {@link IntegrationMode}
 * @param allowFutureUsage whether later payments without the shopper may follow
 * @param expiresAt end of the session, ISO 8601 date-time with zone, as text
 * @param shopperRedirectionUrl URL to which the shopper is redirected after the payment process
 * @param order order that is paid
 * @param customer data of the shopper
 * @param threeDsAuthenticationOptions requested 3-D Secure handling
 * @param webhook where Purse sends notifications of changes
 * @param paymentId id of the payment, once submitted
 * @param widget data for the checkout in the browser
 * @param eligibleSolutions available payment solutions
 * @param links {@code self}, {@code abort}, {@code payment}, {@code hostedPage}
 * @param otherFields fields that are not listed here, by name, as they came; never null
 */
@PurseJson
public record ClientSession(
        String id,
        String entityId,
        String status,
        @WholeNumber Long amount,
        String currency,
        String captureMode,
        String captureDelay,
        String integrationMode,
        Boolean allowFutureUsage,
        String expiresAt,
        String shopperRedirectionUrl,
        Order order,
        Customer customer,
        ThreeDsAuthenticationOptions threeDsAuthenticationOptions,
        Webhook webhook,
        String paymentId,
        Widget widget,
        List<EligibleSolution> eligibleSolutions,
        Links links,
        @OtherFields Map<String, Object> otherFields) {

    /** Copies what could change, so that the record never does. */
    public ClientSession {
        eligibleSolutions = UnmodifiableCopy.list(eligibleSolutions);
        otherFields = UnmodifiableCopy.otherFields(otherFields);
    }

    /**
     * When the session ends.
     *
     * @return {@link #expiresAt()} as a point in time; empty where it is absent or not a date-time with a zone
     */
    public Optional<OffsetDateTime> expiry() {
        return DateTimes.parse(expiresAt);
    }

    /**
     * Where the shopper pays, for a session in {@link IntegrationMode#HOSTED_PAGE}.
     *
     * @return address of the hosted page; null where the session has none
     */
    public String shopperUrl() {
        return links == null ? null : Link.href(links.hostedPage());
    }
}
