package io.camelpurse;

import static io.camelpurse.ResourceId.CLIENT_SESSION;
import static io.camelpurse.ResourceId.PAYMENT;
import static io.camelpurse.ResourceId.PAYMENT_LINK;

import io.camelpurse.model.AccessToken;
import io.camelpurse.model.ClientSession;
import io.camelpurse.model.EligibleSolutions;
import io.camelpurse.model.JsonFields;
import io.camelpurse.model.OperationKind;
import io.camelpurse.model.Payment;
import io.camelpurse.model.PaymentLink;
import io.camelpurse.model.RedirectionData;
import io.camelpurse.model.SafeText;
import io.camelpurse.model.SigningKeys;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The operations of the Purse Payment API v2, and those that this component composes of them. To add an operation of
 * the API, add a row.
 */
public enum PurseOperation {

    /** Returns the OAuth2 access token that the component's own requests carry, for APIs that it does not cover. */
    getAccessToken(Effect.READ, Request.none(), Response.of(AccessToken.class)),

    /** Creates a client session, in which a shopper can pay. */
    createClientSession(
            Effect.CREATE,
            Request.order("/v2/client-sessions", JsonFields.SHOPPER_REDIRECTION_URL, JsonFields.ORDER),
            Response.of(ClientSession.class, CLIENT_SESSION, PAYMENT)),

    /** Returns a client session. */
    getClientSession(
            Effect.READ,
            Request.get("/v2/client-sessions/{id}", CLIENT_SESSION),
            Response.of(ClientSession.class, CLIENT_SESSION, PAYMENT)),

    /** Aborts a client session, so that it can no longer be paid. */
    abortClientSession(
            Effect.CHANGE,
            Request.post("/v2/client-sessions/{id}/abort", CLIENT_SESSION, JsonFields.STATUS),
            Response.of(ClientSession.class, CLIENT_SESSION, PAYMENT)),

    /** Creates a payment from server to server, such as with a saved card. */
    createPayment(Effect.CREATE, Request.order("/v2/payments", JsonFields.SPLIT), Response.of(Payment.class, PAYMENT)),

    /** Returns a payment. */
    getPayment(Effect.READ, Request.get("/v2/payments/{id}", PAYMENT), Response.of(Payment.class, PAYMENT)),

    /** Captures authorized money. */
    capturePayment(
            Effect.MOVE_MONEY,
            Request.money(OperationKind.CAPTURE, "/v2/payments/{id}/captures"),
            Response.of(Payment.class, PAYMENT)),

    /** Refunds captured money. */
    refundPayment(
            Effect.MOVE_MONEY,
            Request.money(OperationKind.REFUND, "/v2/payments/{id}/refunds"),
            Response.of(Payment.class, PAYMENT)),

    /** Voids authorized money that is not captured. */
    voidPayment(
            Effect.MOVE_MONEY,
            Request.money(OperationKind.VOID, "/v2/payments/{id}/voids"),
            Response.of(Payment.class, PAYMENT)),

    /** Reverses a payment: voids what is open and refunds what was captured. */
    reversePayment(Effect.MOVE_MONEY, Request.composed(PAYMENT), Response.of(Payment.class, PAYMENT)),

    /** Creates a payment link, which a shopper can pay without a shop. */
    createPaymentLink(
            Effect.CREATE,
            Request.order("/v2/payment-links", JsonFields.SHOPPER_REDIRECTION_URL, JsonFields.ORDER),
            Response.of(PaymentLink.class, PAYMENT_LINK, PAYMENT)),

    /** Returns a payment link. */
    getPaymentLink(
            Effect.READ,
            Request.get("/v2/payment-links/{id}", PAYMENT_LINK),
            Response.of(PaymentLink.class, PAYMENT_LINK, PAYMENT)),

    /** Cancels a payment link, so that it can no longer be paid. */
    cancelPaymentLink(
            Effect.CHANGE,
            Request.post("/v2/payment-links/{id}/cancel", PAYMENT_LINK),
            Response.of(PaymentLink.class, PAYMENT_LINK, PAYMENT)),

    /** Returns the payment methods that are eligible for an order. */
    getEligibleSolutions(
            Effect.QUERY,
            Request.order("/v2/eligible-solutions", JsonFields.ORDER),
            Response.list(EligibleSolutions.class, "eligible_solutions")),

    /** Returns the public keys that Purse signs redirection data with. */
    getSigningKeys(Effect.READ, Request.get("/v2/signing-jwks"), Response.list(SigningKeys.class, JsonFields.KEYS)),

    /** Verifies the signed data that a shopper brings back from the payment page. */
    verifyRedirection(Effect.READ, Request.none(), Response.of(RedirectionData.class, PAYMENT, CLIENT_SESSION)),

    /** Receives webhook notifications, in {@code from()} only. */
    webhook(Effect.READ, Request.none(), Response.of(Object.class));

    private enum Effect {
        /** None; there is no request body. */
        READ,
        /** None; the request has a body. */
        QUERY,
        /** Changes a resource. */
        CHANGE,
        /** Creates a resource. */
        CREATE,
        /** Captures, refunds or voids. */
        MOVE_MONEY
    }

    /**
     * The request of an operation.
     *
     * @param path           below the API's base path, or {@code null} if the operation is no request of the API
     * @param resource       whose id the path contains, or {@code null}
     * @param kind           of a payment's operation, or {@code null}
     * @param bodyFields     that the API documents; none if there is no request body
     * @param requiredFields that the request has to have
     */
    private record Request(
            String path,
            ResourceId resource,
            OperationKind kind,
            List<String> bodyFields,
            List<String> requiredFields) {

        private static final List<String> ORDER_FIELDS = List.of(
                JsonFields.ENTITY_ID,
                JsonFields.AMOUNT,
                JsonFields.CURRENCY,
                JsonFields.ORDER,
                JsonFields.SHOPPER_REDIRECTION_URL,
                "customer",
                JsonFields.SPLIT,
                "capture_mode",
                "capture_delay",
                JsonFields.INTEGRATION_MODE,
                JsonFields.ALLOW_FUTURE_USAGE,
                "three_ds_authentication_options",
                "browser",
                "expires_at",
                JsonFields.WEBHOOK);

        private static final List<String> MONEY_FIELDS =
                List.of(JsonFields.AMOUNT, JsonFields.MERCHANT_REFERENCE, JsonFields.CURRENCY, JsonFields.ORDER);

        static Request none() {
            return new Request(null, null, null, List.of(), List.of());
        }

        static Request get(String path) {
            return get(path, null);
        }

        static Request get(String path, ResourceId resource) {
            return new Request(path, resource, null, List.of(), List.of());
        }

        /** A body that consists of its required fields. */
        static Request post(String path, ResourceId resource, String... fields) {
            return new Request(path, resource, null, List.of(fields), List.of(fields));
        }

        static Request order(String path, String... required) {
            List<String> all = new ArrayList<>(List.of(JsonFields.ENTITY_ID, JsonFields.AMOUNT, JsonFields.CURRENCY));
            all.addAll(List.of(required));
            return new Request(path, null, null, ORDER_FIELDS, List.copyOf(all));
        }

        static Request money(OperationKind kind, String path) {
            return new Request(path, PAYMENT, kind, MONEY_FIELDS, List.of(JsonFields.AMOUNT));
        }

        /** Several requests, each of a money operation. */
        static Request composed(ResourceId resource) {
            return new Request(null, resource, null, MONEY_FIELDS, List.of());
        }
    }

    /**
     * The response of an operation.
     *
     * @param type of the record that it can be read into
     * @param list the member that holds its items, or {@code null} if it is one resource
     * @param ids  that are set as headers, or removed if there is no such resource yet
     */
    private record Response(Class<?> type, String list, List<ResourceId> ids) {

        static Response of(Class<?> type, ResourceId... ids) {
            return new Response(type, null, List.of(ids));
        }

        static Response list(Class<?> type, String member) {
            return new Response(type, member, List.of());
        }
    }

    private final Effect effect;
    private final Request request;
    private final Response response;

    PurseOperation(Effect effect, Request request, Response response) {
        this.effect = effect;
        this.request = request;
        this.response = response;
    }

    /**
     * The operation that an endpoint URI names.
     *
     * @param name the part of the URI after {@code purse:}
     * @return the operation
     * @throws IllegalArgumentException if there is none of that name; the message lists those there are
     */
    public static PurseOperation named(String name) {
        return Arrays.stream(values())
                .filter(operation -> operation.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no operation " + SafeText.quoted(name)
                        + ": purse:<operation> takes one of "
                        + Arrays.stream(values()).map(Enum::name).collect(Collectors.joining(", "))));
    }

    /**
     * The operation that captures, refunds or voids.
     *
     * @param kind what is done
     * @return the operation
     */
    public static PurseOperation of(OperationKind kind) {
        return switch (kind) {
            case CAPTURE -> capturePayment;
            case REFUND -> refundPayment;
            case VOID -> voidPayment;
        };
    }

    /**
     * Whether the operation captures, refunds or voids.
     *
     * @return whether money moves
     */
    public boolean movesMoney() {
        return effect == Effect.MOVE_MONEY;
    }

    /**
     * Whether the operation changes anything at Purse, so that it carries an idempotency key.
     *
     * @return whether anything changes
     */
    public boolean changes() {
        return effect != Effect.READ && effect != Effect.QUERY;
    }

    /**
     * Whether the operation creates a session, payment or link, which names its own webhook.
     *
     * @return whether a resource is created
     */
    public boolean creates() {
        return effect == Effect.CREATE;
    }

    /**
     * Whether the request describes an order, so that it names entity, amount and currency.
     *
     * @return whether there is an order
     */
    public boolean describesOrder() {
        return effect == Effect.CREATE || effect == Effect.QUERY;
    }

    /**
     * Whether the API documents a request body.
     *
     * @return whether there is a body
     */
    public boolean hasBody() {
        return !request.bodyFields().isEmpty();
    }

    /**
     * The fields that the API documents for the request body.
     *
     * @return their JSON names; none if there is no body
     */
    public List<String> bodyFields() {
        return request.bodyFields();
    }

    /**
     * The fields without which no request is sent.
     *
     * @return their JSON names
     */
    public List<String> requiredFields() {
        return request.requiredFields();
    }

    /**
     * The resource whose id the path contains.
     *
     * @return the resource, or nothing if the operation is about none
     */
    public Optional<ResourceId> resourceId() {
        return Optional.ofNullable(request.resource());
    }

    /**
     * The capture, refund or void that the operation executes.
     *
     * @return what it executes, or nothing if it is not exactly one of them
     */
    public Optional<OperationKind> operationKind() {
        return Optional.ofNullable(request.kind());
    }

    /**
     * The path of the request, in which <code>{id}</code> is replaced by the id of the resource.
     *
     * @return the path below the API's base path, or nothing if the operation is no request of the API
     */
    public Optional<String> pathTemplate() {
        return Optional.ofNullable(request.path());
    }

    /**
     * The path of the request.
     *
     * @param id of the resource, or {@code null} if the path contains none
     * @return the path below the API's base path
     * @throws IllegalStateException if the operation is no request of the API
     */
    public String path(String id) {
        String template =
                pathTemplate().orElseThrow(() -> new IllegalStateException(this + " is no request of the API"));
        return id == null ? template : template.replace("{id}", id);
    }

    /**
     * The record that a response can be read into.
     *
     * @return its class
     */
    public Class<?> responseType() {
        return response.type();
    }

    /**
     * The member of the response that holds its items.
     *
     * @return its JSON name, or nothing if the response is one resource
     */
    public Optional<String> responseList() {
        return Optional.ofNullable(response.list());
    }

    /**
     * The ids that a response sets as headers, or removes because there is no such resource yet.
     *
     * @return the ids
     */
    public List<ResourceId> responseIds() {
        return response.ids();
    }
}
