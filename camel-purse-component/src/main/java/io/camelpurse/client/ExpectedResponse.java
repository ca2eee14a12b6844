package io.camelpurse.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelpurse.PurseOperation;
import io.camelpurse.ResourceId;
import io.camelpurse.model.JsonFields;
import java.util.Optional;

/**
 * Defines what a response must contain to be accepted, since a cache may respond with another resource and a gateway
 * with a page of its own, both with a status of success.
 */
public final class ExpectedResponse {

    private static final ExpectedResponse ANY = new ExpectedResponse(null, null, null);

    private final String member;
    private final String id;
    private final JsonNode created;

    private ExpectedResponse(String member, String id, JsonNode created) {
        this.member = member;
        this.id = id;
        this.created = created;
    }

    /**
     * What the response of an operation has to show.
     *
     * @param operation the operation
     * @param id        of the resource, or {@code null} if there is none yet
     * @param body      of the request, or {@code null}
     * @return the expectation
     */
    public static ExpectedResponse of(PurseOperation operation, String id, JsonNode body) {
        return operation
                .responseList()
                .map(ExpectedResponse::list)
                .orElseGet(() -> id == null ? created(body) : resource(id));
    }

    /**
     * Whatever comes.
     *
     * @return the expectation
     */
    public static ExpectedResponse any() {
        return ANY;
    }

    /**
     * The resource that was asked for.
     *
     * @param id its id
     * @return the expectation
     */
    public static ExpectedResponse resource(String id) {
        return new ExpectedResponse(JsonFields.ID, id, null);
    }

    /**
     * A resource that was created: with an id that nobody knew before, and of the amount, currency and order that the
     * request has, as far as the response shows them.
     *
     * @param request the body of the request, or {@code null} for none
     * @return the expectation
     */
    public static ExpectedResponse created(JsonNode request) {
        return new ExpectedResponse(JsonFields.ID, null, request);
    }

    /**
     * An object with an array.
     *
     * @param member the array's name
     * @return the expectation
     */
    public static ExpectedResponse list(String member) {
        return new ExpectedResponse(member, null, null);
    }

    /** Why the response cannot be accepted, without a piece of it; empty where it can. */
    Optional<String> objection(JsonNode json) {
        if (member == null) {
            return Optional.empty();
        }
        if (!json.isObject()) {
            return Optional.of("is not a JSON object");
        }
        JsonNode value = json.path(member);
        if (!member.equals(JsonFields.ID)) {
            return value.isArray() ? Optional.empty() : Optional.of("has no array " + member);
        }
        if (!value.isValueNode() || value.asText().isBlank() || value.isNull()) {
            return Optional.of("has no id");
        }
        if (id != null && !ResourceId.same(id, value.asText())) {
            return Optional.of("is about another resource than " + id);
        }
        return created == null || isCreated(json)
                ? Optional.empty()
                : Optional.of("shows another amount, currency or order than was asked for");
    }

    private boolean isCreated(JsonNode json) {
        JsonNode amount = json.path(JsonFields.AMOUNT);
        JsonNode order = json.path(JsonFields.ORDER_REFERENCE).isTextual()
                ? json.path(JsonFields.ORDER_REFERENCE)
                : json.path(JsonFields.ORDER).path(JsonFields.REFERENCE);
        return (isAbsent(amount)
                        || ResponseAmount.of(amount).equals(ResponseAmount.of(created.path(JsonFields.AMOUNT))))
                && sameText(json.path(JsonFields.CURRENCY), created.path(JsonFields.CURRENCY))
                && sameText(order, created.path(JsonFields.ORDER).path(JsonFields.REFERENCE));
    }

    private static boolean sameText(JsonNode shown, JsonNode asked) {
        return isAbsent(shown) || isAbsent(asked) || shown.asText().equals(asked.asText());
    }

    private static boolean isAbsent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }
}
