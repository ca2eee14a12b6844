package io.camelpurse;

import org.apache.camel.Exchange;
import org.apache.camel.spi.Metadata;

/**
 * The message headers that the component reads and writes.
 */
public final class PurseConstants {

    /** The entity that a call is for. */
    @Metadata(
            label = "producer",
            description = "The entity that the call is for, where the body has no `entity_id`.",
            javaType = "String")
    public static final String ENTITY_ID = "CamelPurseEntityId";

    /** The payment. */
    @Metadata(
            description =
                    "The payment: the one to call about, and after the call the one that the response is about. A response"
                            + " about a client session or payment link removes it where there is no payment yet.",
            javaType = "String")
    public static final String PAYMENT_ID = "CamelPursePaymentId";

    /** The client session. */
    @Metadata(
            description =
                    "The client session: the one to call about, and after the call the one that the answer is about.",
            javaType = "String")
    public static final String CLIENT_SESSION_ID = "CamelPurseClientSessionId";

    /** The payment link. */
    @Metadata(
            description =
                    "The payment link: the one to call about, and after the call the one that the answer is about.",
            javaType = "String")
    public static final String PAYMENT_LINK_ID = "CamelPursePaymentLinkId";

    /** The amount of the call. */
    @Metadata(
            label = "producer",
            description = "The amount of the call, in the unit that the option `amountUnit` names.",
            javaType = "Number")
    public static final String AMOUNT = "CamelPurseAmount";

    /** The currency of the call. */
    @Metadata(
            label = "producer",
            description =
                    "The currency of the call as an ISO 4217 code. Of a payment's capture, refund, void or reversal"
                            + " it must be the payment's.",
            javaType = "String")
    public static final String CURRENCY = "CamelPurseCurrency";

    /** The currency of what the response is about. */
    @Metadata(
            description = "The currency of the payment, client session or payment link, as an ISO 4217 code.",
            javaType = "String")
    public static final String RESOURCE_CURRENCY = "CamelPurseResourceCurrency";

    /** The business document that money is moved for. */
    @Metadata(
            label = "producer",
            description = "The business document (an invoice, a credit note) that money is moved for: it becomes"
                    + " `merchant_reference`, and the idempotency key is derived from it.",
            javaType = "String")
    public static final String MERCHANT_REFERENCE = "CamelPurseMerchantReference";

    /** The idempotency key. */
    @Metadata(
            label = "producer",
            description = "The idempotency key of the call (`x-idempotency-key`), instead of the one that the component"
                    + " makes. It counts for every call until the route removes it.",
            javaType = "String")
    public static final String IDEMPOTENCY_KEY = "CamelPurseIdempotencyKey";

    /** The idempotency key that a call used. */
    @Metadata(description = "The idempotency key that the call used.", javaType = "String")
    public static final String IDEMPOTENCY_KEY_USED = "CamelPurseIdempotencyKeyUsed";

    /** How old a read payment may be. */
    @Metadata(
            label = "producer",
            description = "How old a read answer may be, such as `30s`; a plain number is milliseconds.",
            javaType = "java.time.Duration")
    public static final String MAX_AGE = "CamelPurseMaxAge";

    /** The status of what the answer is about. */
    @Metadata(
            description = "The status of the session or payment link, or of the payment's authorization.",
            javaType = "String")
    public static final String STATUS = "CamelPurseStatus";

    /** The version of what the answer is about. */
    @Metadata(description = "The version of the payment or payment link.", javaType = "Long")
    public static final String VERSION = "CamelPurseVersion";

    /** The merchant's order. */
    @Metadata(description = "The merchant's reference of the order.", javaType = "String")
    public static final String ORDER_REFERENCE = "CamelPurseOrderReference";

    /** The capture, refund or void that a call made. */
    @Metadata(description = "The id of the capture, refund or void that the call made.", javaType = "String")
    public static final String OPERATION_ID = "CamelPurseOperationId";

    /** The status of the capture, refund or void that a call made. */
    @Metadata(
            description = "The status of the capture, refund or void that the call made: SUCCESS, PENDING, FAILURE,"
                    + " CONFLICT, UNCERTAIN, or one that came later.",
            javaType = "String")
    public static final String OPERATION_STATUS = "CamelPurseOperationStatus";

    /** What is authorised, in minor units. */
    @Metadata(description = "What is authorised on the payment, in minor units.", javaType = "Long")
    public static final String TOTAL_AUTHORIZED = "CamelPurseTotalAuthorized";

    /** What was captured, in minor units. */
    @Metadata(description = "What was captured on the payment, in minor units.", javaType = "Long")
    public static final String TOTAL_CAPTURED = "CamelPurseTotalCaptured";

    /** What was voided, in minor units. */
    @Metadata(description = "What was voided on the payment, in minor units.", javaType = "Long")
    public static final String TOTAL_VOIDED = "CamelPurseTotalVoided";

    /** What was refunded, in minor units. */
    @Metadata(description = "What was refunded on the payment, in minor units.", javaType = "Long")
    public static final String TOTAL_REFUNDED = "CamelPurseTotalRefunded";

    /** What can still be captured, in minor units. */
    @Metadata(description = "What can still be captured on the payment, in minor units.", javaType = "Long")
    public static final String AVAILABLE_TO_CAPTURE = "CamelPurseAvailableToCapture";

    /** What can still be voided, in minor units. */
    @Metadata(description = "What can still be voided on the payment, in minor units.", javaType = "Long")
    public static final String AVAILABLE_TO_VOID = "CamelPurseAvailableToVoid";

    /** What can still be refunded, in minor units. */
    @Metadata(description = "What can still be refunded on the payment, in minor units.", javaType = "Long")
    public static final String AVAILABLE_TO_REFUND = "CamelPurseAvailableToRefund";

    /** Where the shopper goes on. */
    @Metadata(
            description = "Where the shopper goes on: the payment link, the hosted page, or the payment's redirection.",
            javaType = "String")
    public static final String SHOPPER_URL = "CamelPurseShopperUrl";

    /** Whether the operation was found instead of made. */
    @Metadata(
            description =
                    "Whether the capture, refund, void or payment had been executed before and was found, not made: after"
                            + " a lost response, or for a redelivered message.",
            javaType = "Boolean")
    public static final String DUPLICATE = "CamelPurseDuplicate";

    /** How often the request was sent. */
    @Metadata(description = "How often the request was sent.", javaType = "Integer")
    public static final String ATTEMPTS = "CamelPurseAttempts";

    /** The HTTP status code of the answer. */
    @Metadata(description = "The HTTP status code of the answer.", javaType = "Integer")
    public static final String HTTP_RESPONSE_CODE = Exchange.HTTP_RESPONSE_CODE;

    /** What a webhook is about. */
    @Metadata(
            label = "consumer",
            description = "What the webhook is about: `payment`, `clientSession` or `paymentLink`.",
            javaType = "String")
    public static final String WEBHOOK_RESOURCE = "CamelPurseWebhookResource";

    /** The latest change that a payment's webhook tells of. */
    @Metadata(
            label = "consumer",
            description = "The latest change that the webhook of a payment tells of: kind, id and status, such as"
                    + " `capture 1a14962c-bdcf-49d1-8673-e75dfb48013f SUCCESS`. Id and status also arrive as"
                    + " `CamelPurseOperationId` and `CamelPurseOperationStatus`.",
            javaType = "String")
    public static final String WEBHOOK_CHANGE = "CamelPurseWebhookChange";

    /** The kind of the latest change. */
    @Metadata(
            label = "consumer",
            description = "The kind of the latest change: `authorization`, `capture`, `refund` or `void`.",
            javaType = "String")
    public static final String WEBHOOK_CHANGE_KIND = "CamelPurseWebhookChangeKind";

    /** What a shopper brings back from the payment page. */
    @Metadata(
            label = "producer",
            description =
                    "The signed data that a shopper brings back from the payment page; without it, the query parameter"
                            + " `purse-redirection-data` counts, then the body.",
            javaType = "String")
    public static final String REDIRECTION_DATA = "CamelPurseRedirectionData";

    /** The client session that a shopper has to come back from. */
    @Metadata(
            label = "producer",
            description =
                    "The client session that redirection data has to be about. A header that is there without a value"
                            + " fits no session.",
            javaType = "String")
    public static final String EXPECTED_CLIENT_SESSION_ID = "CamelPurseExpectedClientSessionId";

    /** The status of the client session that a shopper comes back from. */
    @Metadata(
            description =
                    "The status of the client session that a shopper comes back from, where the redirection data says.",
            javaType = "String")
    public static final String CLIENT_SESSION_STATUS = "CamelPurseClientSessionStatus";

    private PurseConstants() {}
}
