package io.camelpurse.model;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A payment: an authorization with its captures, refunds and voids, over one or more partners.
 * The request that creates one has the same fields; {@code customer}, {@code browser} and
 * {@code shopperRedirectionUrl} were seen in requests only.
 *
 * @param id id of the payment
 * @param version increases with changes; what it counts is not documented
 * @param createdAt time of creation, ISO 8601 date-time with zone, as text
 * @param entityId id of the merchant's entity
 * @param amount amount in minor units of the currency
 * @param currency ISO 4217 code
 * @param clientSessionId id of the client session that it came from
 * @param orderReference the merchant's order number
 * @param order order that is paid
 * @param customer data of the shopper
 * @param captureMode one of {@link CaptureMode}
 * @param allowFutureUsage whether later payments without the shopper may follow
 * @param amounts totals of the payment
 * @param overview the same as statuses
 * @param split shares of the payment partners
 * @param authorization the authorization
 * @param authentication 3-D Secure, where Purse runs it
 * @param captures captures
 * @param voids voids
 * @param refunds refunds
 * @param links {@code self}, {@code capture}, {@code refund}, {@code voiding}
 * @param webhook where Purse sends notifications of changes
 * @param redirection where the shopper must be redirected to complete the payment
 * @param browser the shopper's browser
 * @param shopperRedirectionUrl URL to which the shopper is redirected after the payment process
 * @param otherFields fields that are not listed here, by name, as they came; never null
 */
@PurseJson
public record Payment(
        String id,
        @WholeNumber Long version,
        String createdAt,
        String entityId,
        @WholeNumber Long amount,
        String currency,
        String clientSessionId,
        String orderReference,
        Order order,
        Customer customer,
        String captureMode,
        Boolean allowFutureUsage,
        Amounts amounts,
        Overview overview,
        List<SplitItem> split,
        Authorization authorization,
        Authentication authentication,
        List<Operation> captures,
        List<Operation> voids,
        List<Operation> refunds,
        Links links,
        Webhook webhook,
        Redirection redirection,
        Browser browser,
        String shopperRedirectionUrl,
        @OtherFields Map<String, Object> otherFields) {

    /** Copies what could change, so that the record never does. */
    public Payment {
        captures = OperationKind.CAPTURE.of(captures);
        voids = OperationKind.VOID.of(voids);
        refunds = OperationKind.REFUND.of(refunds);
        split = UnmodifiableCopy.list(split);
        otherFields = UnmodifiableCopy.otherFields(otherFields);
    }

    /**
     * All captures, voids and refunds.
     *
     * @return in this order, empty where there is none
     */
    public List<Operation> operations() {
        return Stream.of(OperationKind.CAPTURE, OperationKind.VOID, OperationKind.REFUND)
                .flatMap(kind -> operations(kind).stream())
                .toList();
    }

    /**
     * The operations of one kind.
     *
     * @param kind captures, voids or refunds
     * @return in the order of the response, empty where there is none
     */
    public List<Operation> operations(OperationKind kind) {
        List<Operation> operations =
                switch (kind) {
                    case CAPTURE -> captures;
                    case VOID -> voids;
                    case REFUND -> refunds;
                };
        return operations == null
                ? List.of()
                : operations.stream().filter(Objects::nonNull).toList();
    }

    /**
     * The operation with an id, whatever its kind.
     *
     * @param operationId id of a capture, void or refund
     * @return the operation, which knows its kind; empty where the payment has none of this id
     */
    public Optional<Operation> operation(String operationId) {
        return operations().stream()
                .filter(operation -> operation.id() != null && operation.id().equals(operationId))
                .findFirst();
    }

    /**
     * State of the authorization.
     *
     * @return one of {@link AuthorizationStatus} or a newer value; null where there is no authorization
     */
    public String authorizationStatus() {
        return authorization == null ? null : authorization.status();
    }

    /**
     * Where the shopper has to go to finish the payment.
     *
     * @return address of the redirection; null where there is none
     */
    public String shopperUrl() {
        return redirection == null ? null : redirection.href();
    }
}
