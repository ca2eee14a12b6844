package io.camelpurse;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelpurse.client.ExpectedResponse;
import io.camelpurse.client.PurseRequest;
import io.camelpurse.model.AccessToken;
import io.camelpurse.model.ClientSession;
import io.camelpurse.model.EligibleSolutions;
import io.camelpurse.model.OperationKind;
import io.camelpurse.model.Payment;
import io.camelpurse.model.PaymentLink;
import io.camelpurse.model.RedirectionData;
import io.camelpurse.model.SigningKeys;
import io.camelpurse.webhook.WebhookResource;
import java.time.Duration;
import java.util.List;

/**
 * The operations of the component: those of the Purse Payment API v2, and what is built on them.
 */
public enum PurseOperation {

    /** Gets the OAuth2 access token of the component's own calls, for requests that the component does not cover. */
    getAccessToken(Effect.READS, null, null, AccessToken.class),

    /** Creates a client session, in which a shopper pays an order. */
    createClientSession(
            Effect.CREATES,
            "/v2/client-sessions",
            null,
            ClientSession.class,
            "entity_id",
            "amount",
            "currency",
            "shopper_redirection_url",
            "order"),

    /** Gets a client session. */
    getClientSession(Effect.READS, "/v2/client-sessions/{id}", ResourceId.CLIENT_SESSION, ClientSession.class),

    /** Aborts a client session, so that it can no longer be paid. */
    abortClientSession(
            Effect.CHANGES, "/v2/client-sessions/{id}/abort", ResourceId.CLIENT_SESSION, ClientSession.class, "status"),

    /** Creates a payment from server to server, such as with a saved card or for the next period of a contract. */
    createPayment(Effect.CREATES, "/v2/payments", null, Payment.class, "entity_id", "amount", "currency", "split"),

    /** Gets a payment. */
    getPayment(Effect.READS, "/v2/payments/{id}", ResourceId.PAYMENT, Payment.class),

    /** Captures an authorised amount, in full or in part. */
    capturePayment(Effect.MOVES_MONEY, "/v2/payments/{id}/captures", ResourceId.PAYMENT, Payment.class, "amount"),

    /** Refunds a captured amount, in full or in part. */
    refundPayment(Effect.MOVES_MONEY, "/v2/payments/{id}/refunds", ResourceId.PAYMENT, Payment.class, "amount"),

    /** Voids an authorised amount that was not captured, in full or in part. */
    voidPayment(Effect.MOVES_MONEY, "/v2/payments/{id}/voids", ResourceId.PAYMENT, Payment.class, "amount"),

    /** Reverses a payment: voids what is not captured and refunds what is. */
    reversePayment(Effect.MOVES_MONEY, null, ResourceId.PAYMENT, Payment.class),

    /** Creates a payment link, which a shopper pays on a page that Purse hosts. */
    createPaymentLink(
            Effect.CREATES,
            "/v2/payment-links",
            null,
            PaymentLink.class,
            "entity_id",
            "amount",
            "currency",
            "shopper_redirection_url",
            "order"),

    /** Gets a payment link. */
    getPaymentLink(Effect.READS, "/v2/payment-links/{id}", ResourceId.PAYMENT_LINK, PaymentLink.class),

    /** Cancels a payment link, so that it can no longer be paid. */
    cancelPaymentLink(Effect.CHANGES, "/v2/payment-links/{id}/cancel", ResourceId.PAYMENT_LINK, PaymentLink.class),

    /** Gets the payment partners and methods that an order can be paid with. */
    getEligibleSolutions(
            Effect.ASKS,
            "/v2/eligible-solutions",
            null,
            EligibleSolutions.class,
            "entity_id",
            "amount",
            "currency",
            "order"),

    /** Gets the public keys that verify the signature of redirection data. */
    getSigningKeys(Effect.READS, "/v2/signing-jwks", null, SigningKeys.class),

    /** Verifies the signed data that the shopper's browser brings back from the payment page. */
    verifyRedirection(Effect.READS, null, null, RedirectionData.class),

    /** Receives webhook notifications; for {@code from()} only. */
    webhook(Effect.READS, null, null, Object.class);

    /** What a call does to the books. */
    enum Effect {
        /** Nothing; there is no request body. */
        READS,
        /** Nothing; the question is a request body. */
        ASKS,
        /** Changes a resource. */
        CHANGES,
        /** Makes a resource. */
        CREATES,
        /** Captures, refunds or voids on a payment. */
        MOVES_MONEY
    }

    private final Effect effect;
    private final String pathTemplate;
    private final ResourceId resourceId;
    private final Class<?> answerType;
    private final List<String> requiredFields;

    PurseOperation(
            Effect effect, String pathTemplate, ResourceId resourceId, Class<?> answerType, String... requiredFields) {
        this.effect = effect;
        this.pathTemplate = pathTemplate;
        this.resourceId = resourceId;
        this.answerType = answerType;
        this.requiredFields = List.of(requiredFields);
    }

    /** Whether the operation captures, refunds or voids. */
    public boolean movesMoney() {
        return effect == Effect.MOVES_MONEY;
    }

    /** Whether the operation changes anything at Purse, so that it carries an idempotency key. */
    public boolean changes() {
        return effect != Effect.READS && effect != Effect.ASKS;
    }

    /** Whether the operation makes a session, payment or link, which names its own webhook. */
    boolean creates() {
        return effect == Effect.CREATES;
    }

    /** Whether the operation only reads, so that it has no request body. */
    boolean reads() {
        return effect == Effect.READS;
    }

    /** Whether the request is about an entity's new order, so that it names entity, amount and currency. */
    boolean describesOrder() {
        return effect == Effect.CREATES || effect == Effect.ASKS;
    }

    /** The resource that the path names, or {@code null} if it names none. */
    ResourceId resourceId() {
        return resourceId;
    }

    /** The ids that a response sets as headers, or leaves unset because there is no such resource yet. */
    List<ResourceId> idsOfResponse() {
        if (this == verifyRedirection) {
            return List.of(ResourceId.PAYMENT, ResourceId.CLIENT_SESSION);
        }
        if (answerType == ClientSession.class) {
            return List.of(ResourceId.CLIENT_SESSION, ResourceId.PAYMENT);
        }
        if (answerType == PaymentLink.class) {
            return List.of(ResourceId.PAYMENT_LINK, ResourceId.PAYMENT);
        }
        return answerType == Payment.class ? List.of(ResourceId.PAYMENT) : List.of();
    }

    /** What is done with a payment's money, or {@code null} if nothing is. */
    OperationKind operationKind() {
        return switch (this) {
            case capturePayment -> OperationKind.CAPTURE;
            case refundPayment -> OperationKind.REFUND;
            case voidPayment -> OperationKind.VOID;
            default -> null;
        };
    }

    static PurseOperation of(OperationKind kind) {
        return switch (kind) {
            case CAPTURE -> capturePayment;
            case REFUND -> refundPayment;
            case VOID -> voidPayment;
        };
    }

    /** The operation that reads what a webhook is about. */
    static PurseOperation reading(WebhookResource resource) {
        return switch (resource) {
            case payment -> getPayment;
            case paymentLink -> getPaymentLink;
            case clientSession -> getClientSession;
        };
    }

    /** Whether the API documents a request body. */
    boolean hasBody() {
        return !reads() && this != cancelPaymentLink;
    }

    String path(String id) {
        return id == null ? pathTemplate : pathTemplate.replace("{id}", id);
    }

    /** The request of a read, which is believed only if it shows the resource. */
    PurseRequest read(String id, Duration maxAge) {
        return PurseRequest.get(path(id), maxAge).expecting(expectedResponse(id, null));
    }

    /**
     * What the response has to show to be believed.
     *
     * @param id   of the resource, or {@code null}
     * @param body of the request, or {@code null}
     */
    ExpectedResponse expectedResponse(String id, JsonNode body) {
        if (this == getSigningKeys) {
            return ExpectedResponse.list("keys");
        }
        if (this == getEligibleSolutions) {
            return ExpectedResponse.list("eligible_solutions");
        }
        return id == null ? ExpectedResponse.created(body) : ExpectedResponse.resource(id);
    }

    /** The record that the answer reads into. */
    Class<?> answerType() {
        return answerType;
    }

    List<String> requiredFields() {
        return requiredFields;
    }
}
