package io.camelpurse.model;

/** The names of JSON fields of the API that several classes read or write; the records have theirs themselves. */
public final class JsonFields {

    /** The id of a resource or operation. */
    public static final String ID = "id";

    /** The status of a resource, an operation or a problem. */
    public static final String STATUS = "status";

    /** Which state of a resource a response shows. */
    public static final String VERSION = "version";

    /** When a payment or operation was created. */
    public static final String CREATED_AT = "created_at";

    /** The entity that a request is for. */
    public static final String ENTITY_ID = "entity_id";

    /** What a payment or operation is about, in minor units. */
    public static final String AMOUNT = "amount";

    /** The currency, as ISO 4217 has it. */
    public static final String CURRENCY = "currency";

    /** The business document of an operation. */
    public static final String MERCHANT_REFERENCE = "merchant_reference";

    /** The object with the order. */
    public static final String ORDER = "order";

    /** The reference within {@link #ORDER}. */
    public static final String REFERENCE = "reference";

    /** The reference of the order, in a payment. */
    public static final String ORDER_REFERENCE = "order_reference";

    /** The items that an amount is split into. */
    public static final String SPLIT = "split";

    /** How the shopper pays in a client session. */
    public static final String INTEGRATION_MODE = "integration_mode";

    /** Whether later payments without the shopper may follow. */
    public static final String ALLOW_FUTURE_USAGE = "allow_future_usage";

    /** Where Purse sends the shopper afterwards. */
    public static final String SHOPPER_REDIRECTION_URL = "shopper_redirection_url";

    /** The object with the totals of a payment and what it still allows. */
    public static final String AMOUNTS = "amounts";

    /** How much was authorized, in {@link #AMOUNTS}. */
    public static final String TOTAL_AUTHORIZED = "total_authorized";

    /** How much was captured, in {@link #AMOUNTS}. */
    public static final String TOTAL_CAPTURED = "total_captured";

    /** How much can still be captured, in {@link #AMOUNTS}. */
    public static final String AVAILABLE_TO_CAPTURE = "available_to_capture";

    /** How much can still be voided, in {@link #AMOUNTS}. */
    public static final String AVAILABLE_TO_VOID = "available_to_void";

    /** How much can still be refunded, in {@link #AMOUNTS}. */
    public static final String AVAILABLE_TO_REFUND = "available_to_refund";

    /** The captures of a payment. */
    public static final String CAPTURES = "captures";

    /** The voids of a payment. */
    public static final String VOIDS = "voids";

    /** The refunds of a payment. */
    public static final String REFUNDS = "refunds";

    /** The object with the authorization of a payment. */
    public static final String AUTHORIZATION = "authorization";

    /** The object with the links of a resource. */
    public static final String LINKS = "links";

    /** The link to what the shopper opens, in {@link #LINKS}. */
    public static final String CUSTOMER_URL = "customer_url";

    /** The payments of a payment link. */
    public static final String PAYMENTS = "payments";

    /** The payment of a client session or of a redirection. */
    public static final String PAYMENT_ID = "payment_id";

    /** The status of a payment, in a payment link or a redirection. */
    public static final String AUTHORIZATION_STATUS = "authorization_status";

    /** The client session of a payment or of a redirection. */
    public static final String CLIENT_SESSION_ID = "client_session_id";

    /** The status of the client session, in a redirection. */
    public static final String CLIENT_SESSION_STATUS = "client_session_status";

    /** The object that says where to send notifications. */
    public static final String WEBHOOK = "webhook";

    /** The headers of a notification, in {@link #WEBHOOK}. */
    public static final String HEADERS = "headers";

    /** The name of a header. */
    public static final String NAME = "name";

    /** The values of a header. */
    public static final String VALUES = "values";

    /** The signing keys, in their response. */
    public static final String KEYS = "keys";

    /** What an idempotency key was used for, in a problem. */
    public static final String RESOURCE_ID = "resource_id";

    /** The access token, in the response of the token endpoint. */
    public static final String ACCESS_TOKEN = "access_token";

    /** How requests carry the access token. */
    public static final String TOKEN_TYPE = "token_type";

    /** For how many seconds the access token is valid. */
    public static final String EXPIRES_IN = "expires_in";

    /** The payment methods of an order. */
    public static final String ELIGIBLE_SOLUTIONS = "eligible_solutions";

    private JsonFields() {}
}
