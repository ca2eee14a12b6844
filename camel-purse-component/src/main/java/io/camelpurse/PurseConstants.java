package io.camelpurse;

import org.apache.camel.Exchange;
import org.apache.camel.spi.Metadata;

/**
 * The message headers that the component reads and writes.
 */
public final class PurseConstants {

    /** Id of the entity. */
    @Metadata(
            label = "producer",
            description = "Id of the entity that the request is for, if the body has no `entity_id`. It takes "
                    + "precedence over the option entityId.",
            javaType = "String")
    public static final String ENTITY_ID = "CamelPurseEntityId";

    /** Id of the payment. */
    @Metadata(
            description = "Id of the payment: the one that the call is about and, after the call, the one in the "
                    + "response. A response about a client session or payment link that has no payment yet "
                    + "removes it.",
            javaType = "String")
    public static final String PAYMENT_ID = "CamelPursePaymentId";

    /** Id of the client session. */
    @Metadata(
            description = "Id of the client session: the one that the call is about and, after the call, the one in"
                    + " the response.",
            javaType = "String")
    public static final String CLIENT_SESSION_ID = "CamelPurseClientSessionId";

    /** Id of the payment link. */
    @Metadata(
            description = "Id of the payment link: the one that the call is about and, after the call, the one in "
                    + "the response.",
            javaType = "String")
    public static final String PAYMENT_LINK_ID = "CamelPursePaymentLinkId";

    /** Amount of the request. */
    @Metadata(
            label = "producer",
            description = "Amount of the request, in the unit of the option amountUnit. It must not differ from "
                    + "the body field `amount`, and takes precedence over the option `amount`.",
            javaType = "Number")
    public static final String AMOUNT = "CamelPurseAmount";

    /** Currency of the request. */
    @Metadata(
            label = "producer",
            description = "Currency of the request, as an ISO 4217 code. It must not differ from the body field "
                    + "`currency`, nor from the currency of the payment that is captured, refunded, voided or "
                    + "reversed. It takes precedence over the option `currency`.",
            javaType = "String")
    public static final String CURRENCY = "CamelPurseCurrency";

    /** Currency of the resource in the response. */
    @Metadata(
            description = "Currency of the payment, client session or payment link in the response, as an ISO 4217 "
                    + "code.",
            javaType = "String")
    public static final String RESOURCE_CURRENCY = "CamelPurseResourceCurrency";

    /** Reference of the order. */
    @Metadata(
            label = "producer",
            description = "Reference of the order (`order.reference`) that a client session, payment, payment link or"
                    + " eligible-solutions request is for. Without an order in the body, it makes one. It must not"
                    + " differ from the reference in the body.",
            javaType = "String")
    public static final String ORDER_REFERENCE = "CamelPurseOrderReference";

    /** URL that the shopper is redirected to after the payment process. */
    @Metadata(
            label = "producer",
            description =
                    "URL that the shopper is redirected to after the payment process, for a client session, payment"
                            + " or payment link that is created, if the body has no `shopper_redirection_url`. It takes"
                            + " precedence over the option shopperRedirectionUrl.",
            javaType = "String")
    public static final String SHOPPER_REDIRECTION_URL = "CamelPurseShopperRedirectionUrl";

    /** Reference of the business document that money is moved for. */
    @Metadata(
            label = "producer",
            description = "Reference of the business document (an invoice, a credit note) that a capture, refund, "
                    + "void or reversal is for (`merchant_reference`). The idempotency key is derived from it. "
                    + "It must not differ from `merchant_reference` in the body, and takes precedence over the "
                    + "option merchantReference.",
            javaType = "String")
    public static final String MERCHANT_REFERENCE = "CamelPurseMerchantReference";

    /** Idempotency key of the request. */
    @Metadata(
            label = "producer",
            description = "Idempotency key of the request (`x-idempotency-key`), instead of the one that the "
                    + "component derives or generates. It is used for every call until the route removes it.",
            javaType = "String")
    public static final String IDEMPOTENCY_KEY = "CamelPurseIdempotencyKey";

    /** Idempotency key that the request was sent with. */
    @Metadata(description = "Idempotency key that the request was sent with.", javaType = "String")
    public static final String IDEMPOTENCY_KEY_USED = "CamelPurseIdempotencyKeyUsed";

    /** Maximum age of the data that a read returns. */
    @Metadata(
            label = "producer",
            description = "Maximum age of the data that a read returns, in milliseconds or as a duration such as "
                    + "`30s`. It takes precedence over the option maxAge.",
            javaType = "java.time.Duration")
    public static final String MAX_AGE = "CamelPurseMaxAge";

    /** Status of the resource in the response. */
    @Metadata(
            description = "Status of the client session or payment link, or of the authorization of the payment.",
            javaType = "String")
    public static final String STATUS = "CamelPurseStatus";

    /** Version of the resource in the response. */
    @Metadata(description = "Version of the payment or payment link.", javaType = "Long")
    public static final String VERSION = "CamelPurseVersion";

    /** Reference of the order in the response. */
    @Metadata(
            description = "Reference of the order of the payment, client session or payment link in the response.",
            javaType = "String")
    public static final String RESOURCE_ORDER_REFERENCE = "CamelPurseResourceOrderReference";

    /** Id of the capture, refund or void. */
    @Metadata(
            description = "Id of the capture, refund or void that the call executed, or that a webhook notification"
                    + " reports.",
            javaType = "String")
    public static final String OPERATION_ID = "CamelPurseOperationId";

    /** Status of the capture, refund or void. */
    @Metadata(
            description = "Status of the capture, refund or void that the call executed, or that a webhook "
                    + "notification reports: `SUCCESS`, `PENDING`, `FAILURE`, `CONFLICT`, `UNCERTAIN`, or one "
                    + "that Purse adds later.",
            javaType = "String")
    public static final String OPERATION_STATUS = "CamelPurseOperationStatus";

    /** Authorized amount, in minor units. */
    @Metadata(description = "Amount that is authorized on the payment, in minor units.", javaType = "Long")
    public static final String TOTAL_AUTHORIZED = "CamelPurseTotalAuthorized";

    /** Captured amount, in minor units. */
    @Metadata(description = "Amount that was captured on the payment, in minor units.", javaType = "Long")
    public static final String TOTAL_CAPTURED = "CamelPurseTotalCaptured";

    /** Voided amount, in minor units. */
    @Metadata(description = "Amount that was voided on the payment, in minor units.", javaType = "Long")
    public static final String TOTAL_VOIDED = "CamelPurseTotalVoided";

    /** Refunded amount, in minor units. */
    @Metadata(description = "Amount that was refunded on the payment, in minor units.", javaType = "Long")
    public static final String TOTAL_REFUNDED = "CamelPurseTotalRefunded";

    /** Amount that can still be captured, in minor units. */
    @Metadata(description = "Amount that can still be captured on the payment, in minor units.", javaType = "Long")
    public static final String AVAILABLE_TO_CAPTURE = "CamelPurseAvailableToCapture";

    /** Amount that can still be voided, in minor units. */
    @Metadata(description = "Amount that can still be voided on the payment, in minor units.", javaType = "Long")
    public static final String AVAILABLE_TO_VOID = "CamelPurseAvailableToVoid";

    /** Amount that can still be refunded, in minor units. */
    @Metadata(description = "Amount that can still be refunded on the payment, in minor units.", javaType = "Long")
    public static final String AVAILABLE_TO_REFUND = "CamelPurseAvailableToRefund";

    /** URL to send the shopper to. */
    @Metadata(
            description = "URL to send the shopper to: the payment link, the hosted page of the client session, or "
                    + "the redirection of the payment.",
            javaType = "String")
    public static final String SHOPPER_URL = "CamelPurseShopperUrl";

    /** Whether the operation was found instead of executed. */
    @Metadata(
            description = "Whether the capture, refund, void or payment had been executed before and was found "
                    + "instead of executed: after a lost response, or for a redelivered message.",
            javaType = "Boolean")
    public static final String DUPLICATE = "CamelPurseDuplicate";

    /** Number of times that the request was sent. */
    @Metadata(description = "Number of times that the request was sent.", javaType = "Integer")
    public static final String ATTEMPTS = "CamelPurseAttempts";

    /** HTTP status code of the response. */
    @Metadata(description = "HTTP status code of the response.", javaType = "Integer")
    public static final String HTTP_RESPONSE_CODE = Exchange.HTTP_RESPONSE_CODE;

    /** Kind of resource in the webhook notification. */
    @Metadata(
            label = "consumer",
            description =
                    "Kind of resource in the webhook notification: `payment`, `clientSession` or " + "`paymentLink`.",
            javaType = "String")
    public static final String WEBHOOK_RESOURCE = "CamelPurseWebhookResource";

    /** Latest change of the payment in the webhook notification. */
    @Metadata(
            label = "consumer",
            description = "Latest change of the payment in the webhook notification: kind, id and status, such as "
                    + "`capture 1a14962c-bdcf-49d1-8673-e75dfb48013f SUCCESS`. Id and status are also in "
                    + "`CamelPurseOperationId` and `CamelPurseOperationStatus`.",
            javaType = "String")
    public static final String WEBHOOK_CHANGE = "CamelPurseWebhookChange";

    /** Kind of the latest change of the payment. */
    @Metadata(
            label = "consumer",
            description = "Kind of the latest change of the payment in the webhook notification: `authorization`, "
                    + "`capture`, `refund` or `void`.",
            javaType = "String")
    public static final String WEBHOOK_CHANGE_KIND = "CamelPurseWebhookChangeKind";

    /** Signed redirection data. */
    @Metadata(
            label = "producer",
            description = "Signed data that the shopper's browser brings back from the payment page, for "
                    + "verifyRedirection. Default: the query parameter `purse-redirection-data`, else the body.",
            javaType = "String")
    public static final String REDIRECTION_DATA = "CamelPurseRedirectionData";

    /** Id of the client session that redirection data must be about. */
    @Metadata(
            label = "producer",
            description = "Id of the client session that redirection data must be about, for verifyRedirection. A "
                    + "header without a value fits no client session. It takes precedence over the option "
                    + "redirectionExpectedClientSessionId.",
            javaType = "String")
    public static final String EXPECTED_CLIENT_SESSION_ID = "CamelPurseExpectedClientSessionId";

    /** Status of the client session in the redirection data. */
    @Metadata(
            description = "Status of the client session in the redirection data, if it names one.",
            javaType = "String")
    public static final String CLIENT_SESSION_STATUS = "CamelPurseClientSessionStatus";

    private PurseConstants() {}
}
