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
import io.camelpurse.model.SigningKeys;
import io.camelpurse.text.SafeText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The operations of the Purse Payment API v2, and those that this component composes of them. To add an operation of
 * the API, add a row.
 */
public enum PurseOperation {

    /** Returns the OAuth2 access token that the component's own requests carry, for APIs that it does not cover. */
    getAccessToken(Effect.NONE, Call.of(Execution.ACCESS_TOKEN), Response.of(AccessToken.class)),

    /** Creates a client session, in which a shopper can pay. */
    createClientSession(
            Effect.CREATE,
            Call.post("/v2/client-sessions", Body.order(JsonFields.SHOPPER_REDIRECTION_URL, JsonFields.ORDER)),
            Response.clientSession()),

    /** Retrieves a client session. */
    getClientSession(Effect.NONE, Call.get("/v2/client-sessions/{id}", CLIENT_SESSION), Response.clientSession()),

    /** Aborts a client session, so that it can no longer be paid. */
    abortClientSession(
            Effect.CHANGE,
            Call.post(
                    "/v2/client-sessions/{id}/abort",
                    CLIENT_SESSION,
                    Body.of(Map.of(JsonFields.STATUS, "ABORTED_BY_MERCHANT"))),
            Response.clientSession()),

    /** Creates a payment from server to server, such as with a saved card. */
    createPayment(Effect.AUTHORIZE_MONEY, Call.post("/v2/payments", Body.order(JsonFields.SPLIT)), Response.payment()),

    /** Retrieves a payment. */
    getPayment(Effect.NONE, Call.get("/v2/payments/{id}", PAYMENT), Response.payment()),

    /** Captures authorized money. */
    capturePayment(
            Effect.MOVE_MONEY, Call.money("/v2/payments/{id}/captures", OperationKind.CAPTURE), Response.payment()),

    /** Refunds captured money. */
    refundPayment(Effect.MOVE_MONEY, Call.money("/v2/payments/{id}/refunds", OperationKind.REFUND), Response.payment()),

    /** Voids authorized money that is not captured. */
    voidPayment(Effect.MOVE_MONEY, Call.money("/v2/payments/{id}/voids", OperationKind.VOID), Response.payment()),

    /** Reverses a payment: voids what is open and refunds what was captured. */
    reversePayment(Effect.MOVE_MONEY, Call.of(Execution.REVERSAL, PAYMENT, Body.money()), Response.payment()),

    /** Creates a payment link, which a shopper can pay without a shop. */
    createPaymentLink(
            Effect.CREATE,
            Call.post("/v2/payment-links", Body.order(JsonFields.SHOPPER_REDIRECTION_URL, JsonFields.ORDER)),
            Response.paymentLink()),

    /** Retrieves a payment link. */
    getPaymentLink(Effect.NONE, Call.get("/v2/payment-links/{id}", PAYMENT_LINK), Response.paymentLink()),

    /** Cancels a payment link, so that it can no longer be paid. */
    cancelPaymentLink(
            Effect.CHANGE,
            Call.post("/v2/payment-links/{id}/cancel", PAYMENT_LINK, Body.none()),
            Response.paymentLink()),

    /** Lists the payment methods that are eligible for an order. */
    getEligibleSolutions(
            Effect.NONE,
            Call.post("/v2/eligible-solutions", Body.order(JsonFields.ORDER)),
            Response.list(EligibleSolutions.class, JsonFields.ELIGIBLE_SOLUTIONS)),

    /** Retrieves the public keys that Purse signs redirection data with. */
    getSigningKeys(Effect.NONE, Call.get("/v2/signing-jwks"), Response.list(SigningKeys.class, JsonFields.KEYS)),

    /** Verifies the signed data that a shopper brings back from the payment page. */
    verifyRedirection(
            Effect.NONE, Call.of(Execution.VERIFICATION), Response.of(RedirectionData.class, PAYMENT, CLIENT_SESSION)),

    /** Receives webhook notifications, in {@code from()} only. */
    webhook(Effect.NONE, Call.of(Execution.CONSUMER), Response.ofAnyResource());

    /** What executes an operation. */
    public enum Execution {
        /** One request of the API. */
        REQUEST,
        /** One request of the API that captures, refunds or voids, executed exactly once. */
        MONEY_REQUEST,
        /** As many voids and refunds as reverse a payment. */
        REVERSAL,
        /** The client, which has the access token. */
        ACCESS_TOKEN,
        /** The component itself, with the signing keys that it has. */
        VERIFICATION,
        /** The consumer: Purse sends the request. */
        CONSUMER
    }

    /** The HTTP method of a request. */
    public enum HttpMethod {
        /** Reads. */
        GET,
        /** Creates, changes, or asks with a body. */
        POST
    }

    /** What an operation changes at Purse. */
    private enum Effect {
        /** Nothing. */
        NONE,
        /** Changes a resource. */
        CHANGE,
        /** Creates a resource. */
        CREATE,
        /** Creates a payment, which authorizes money at once. */
        AUTHORIZE_MONEY,
        /** Captures, refunds or voids. */
        MOVE_MONEY
    }

    /**
     * How an operation is called.
     *
     * @param execution what executes it
     * @param method    of the request, if it is one request of the API
     * @param path      below the API's base path, likewise
     * @param resource  whose id it takes, if it is about one
     * @param kind      of a payment's operation, if it is exactly one
     * @param body      of its request
     */
    private record Call(
            Execution execution,
            Optional<HttpMethod> method,
            Optional<String> path,
            Optional<ResourceId> resource,
            Optional<OperationKind> kind,
            Body body) {

        static Call get(String path) {
            return request(HttpMethod.GET, path, Optional.empty(), Body.none());
        }

        static Call get(String path, ResourceId resource) {
            return request(HttpMethod.GET, path, Optional.of(resource), Body.none());
        }

        static Call post(String path, Body body) {
            return request(HttpMethod.POST, path, Optional.empty(), body);
        }

        static Call post(String path, ResourceId resource, Body body) {
            return request(HttpMethod.POST, path, Optional.of(resource), body);
        }

        private static Call request(HttpMethod method, String path, Optional<ResourceId> resource, Body body) {
            return new Call(
                    Execution.REQUEST, Optional.of(method), Optional.of(path), resource, Optional.empty(), body);
        }

        static Call money(String path, OperationKind kind) {
            return new Call(
                    Execution.MONEY_REQUEST,
                    Optional.of(HttpMethod.POST),
                    Optional.of(path),
                    Optional.of(PAYMENT),
                    Optional.of(kind),
                    Body.money(JsonFields.AMOUNT));
        }

        /** No request of the API, or none of its own. */
        static Call of(Execution execution) {
            return new Call(
                    execution, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Body.none());
        }

        static Call of(Execution execution, ResourceId resource, Body body) {
            return new Call(
                    execution, Optional.empty(), Optional.empty(), Optional.of(resource), Optional.empty(), body);
        }
    }

    /**
     * The body of a request.
     *
     * @param describesOrder whether it is an order, which has an entity
     * @param fields   that the API documents; none if there is no body
     * @param required fields that the request has to have
     * @param defaults of fields that the message does not give
     */
    private record Body(
            boolean describesOrder, List<String> fields, List<String> required, Map<String, String> defaults) {

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

        static Body none() {
            return of(Map.of());
        }

        /** Nothing but these fields. */
        static Body of(Map<String, String> values) {
            List<String> fields = List.copyOf(values.keySet());
            return new Body(false, fields, fields, values);
        }

        static Body order(String... required) {
            List<String> all = new ArrayList<>(List.of(JsonFields.ENTITY_ID, JsonFields.AMOUNT, JsonFields.CURRENCY));
            all.addAll(List.of(required));
            return new Body(true, ORDER_FIELDS, List.copyOf(all), Map.of());
        }

        static Body money(String... required) {
            return new Body(false, MONEY_FIELDS, List.of(required), Map.of());
        }
    }

    /**
     * The response of an operation.
     *
     * @param type     of the record that it can be read into, if there is one for all responses
     * @param resource that it shows, if it is one
     * @param list     the member that holds its items, if it is more than one resource
     * @param ids      that are set as headers, or removed if there is no such resource yet
     */
    private record Response(
            Optional<Class<?>> type, Optional<ResourceId> resource, Optional<String> list, List<ResourceId> ids) {

        static Response payment() {
            return resource(Payment.class, PAYMENT, PAYMENT);
        }

        static Response clientSession() {
            return resource(ClientSession.class, CLIENT_SESSION, CLIENT_SESSION, PAYMENT);
        }

        static Response paymentLink() {
            return resource(PaymentLink.class, PAYMENT_LINK, PAYMENT_LINK, PAYMENT);
        }

        private static Response resource(Class<?> type, ResourceId resource, ResourceId... ids) {
            return new Response(Optional.of(type), Optional.of(resource), Optional.empty(), List.of(ids));
        }

        static Response list(Class<?> type, String member) {
            return new Response(Optional.of(type), Optional.empty(), Optional.of(member), List.of());
        }

        /** No resource. */
        static Response of(Class<?> type, ResourceId... ids) {
            return new Response(Optional.of(type), Optional.empty(), Optional.empty(), List.of(ids));
        }

        /** Only a notification itself shows what it is about. */
        static Response ofAnyResource() {
            return new Response(Optional.empty(), Optional.empty(), Optional.empty(), List.of());
        }
    }

    private final Effect effect;
    private final Call call;
    private final Response response;

    PurseOperation(Effect effect, Call call, Response response) {
        this.effect = effect;
        this.call = call;
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
     * What executes the operation.
     *
     * @return what executes it
     */
    public Execution execution() {
        return call.execution();
    }

    /**
     * Whether the operation receives notifications, so that it belongs in {@code from()}; all others belong in
     * {@code to()}.
     *
     * @return whether it has a consumer
     */
    public boolean receives() {
        return execution() == Execution.CONSUMER;
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
        return effect != Effect.NONE;
    }

    /**
     * Whether the operation creates a session, payment or link, which names its own webhook.
     *
     * @return whether a resource is created
     */
    public boolean creates() {
        return effect == Effect.CREATE || authorizesMoney();
    }

    /**
     * Whether the operation creates a payment, which authorizes money at once, so that an exchange executes it once
     * only.
     *
     * @return whether money is authorized
     */
    public boolean authorizesMoney() {
        return effect == Effect.AUTHORIZE_MONEY;
    }

    /**
     * Whether the request describes an order, so that it names entity, amount and currency.
     *
     * @return whether there is an order
     */
    public boolean describesOrder() {
        return call.body().describesOrder();
    }

    /**
     * Whether the API documents a request body.
     *
     * @return whether there is a body
     */
    public boolean hasBody() {
        return !call.body().fields().isEmpty();
    }

    /**
     * The fields that the API documents for the request body.
     *
     * @return their JSON names; none if there is no body
     */
    public List<String> bodyFields() {
        return call.body().fields();
    }

    /**
     * The fields without which no request is sent.
     *
     * @return their JSON names
     */
    public List<String> requiredFields() {
        return call.body().required();
    }

    /**
     * What the request says in a field that the message does not give.
     *
     * @return the values by their fields' JSON names
     */
    public Map<String, String> defaultFields() {
        return call.body().defaults();
    }

    /**
     * The resource whose id the operation takes.
     *
     * @return the resource, or nothing if the operation is about none
     */
    public Optional<ResourceId> resourceId() {
        return call.resource();
    }

    /**
     * The capture, refund or void that the operation executes.
     *
     * @return what it executes, or nothing if it is not exactly one of them
     */
    public Optional<OperationKind> operationKind() {
        return call.kind();
    }

    /**
     * The HTTP method of the request.
     *
     * @return the method, or nothing if the operation is not exactly one request of the API
     */
    public Optional<HttpMethod> httpMethod() {
        return call.method();
    }

    /**
     * The path of the request, in which <code>{id}</code> is replaced by the id of the resource.
     *
     * @return the path below the API's base path, or nothing if the operation is not exactly one request of the API
     */
    public Optional<String> pathTemplate() {
        return call.path();
    }

    /**
     * The path of the request.
     *
     * @param id of the resource, or {@code null} if the path contains none
     * @return the path below the API's base path
     * @throws IllegalStateException if the operation is not exactly one request of the API
     */
    public String path(String id) {
        String template =
                pathTemplate().orElseThrow(() -> new IllegalStateException(this + " is no request of the API"));
        return id == null ? template : template.replace("{id}", id);
    }

    /**
     * Method and path of the request, for messages.
     *
     * @param id of the resource, or {@code null} if the path contains none
     * @return such as {@code GET /v2/payments/1a14962c-…}
     * @throws IllegalStateException if the operation is not exactly one request of the API
     */
    public String methodAndPath(String id) {
        String path = path(id);
        return httpMethod().orElseThrow() + " " + path;
    }

    /**
     * The record that a response can be read into.
     *
     * @return its class, or nothing if the operation receives notifications, which show different resources
     */
    public Optional<Class<?>> responseType() {
        return response.type();
    }

    /**
     * The resource that a response shows.
     *
     * @return the resource, or nothing if the response is none or a list
     */
    public Optional<ResourceId> responseResource() {
        return response.resource();
    }

    /**
     * The member of the response that holds its items.
     *
     * @return its JSON name, or nothing if the response is one resource
     */
    public Optional<String> responseList() {
        return response.list();
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
