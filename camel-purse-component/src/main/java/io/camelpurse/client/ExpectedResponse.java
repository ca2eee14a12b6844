package io.camelpurse.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * What a response has to show before it is believed: a cache may respond for another resource, a gateway with a page of
 * its own, and both with a status of success.
 */
public final class ExpectedResponse {

    private static final ExpectedResponse ANY = new ExpectedResponse(null, null);
    private static final String ID = "id";

    private final String member;
    private final String id;

    private ExpectedResponse(String member, String id) {
        this.member = member;
        this.id = id;
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
        return new ExpectedResponse(ID, id);
    }

    /**
     * A resource that was created, with an id that nobody knew before.
     *
     * @return the expectation
     */
    public static ExpectedResponse newResource() {
        return new ExpectedResponse(ID, null);
    }

    /**
     * An object with an array.
     *
     * @param member the array's name
     * @return the expectation
     */
    public static ExpectedResponse list(String member) {
        return new ExpectedResponse(member, null);
    }

    /** Why the response cannot be believed, without a piece of it; empty where it can. */
    Optional<String> objection(JsonNode json) {
        if (member == null) {
            return Optional.empty();
        }
        if (!json.isObject()) {
            return Optional.of("is not a JSON object");
        }
        JsonNode value = json.path(member);
        if (!member.equals(ID)) {
            return value.isArray() ? Optional.empty() : Optional.of("has no array " + member);
        }
        if (!value.isValueNode() || value.asText().isBlank() || value.isNull()) {
            return Optional.of("has no id");
        }
        return id == null || CanonicalId.same(id, value.asText())
                ? Optional.empty()
                : Optional.of("is about another resource than " + id);
    }
}
