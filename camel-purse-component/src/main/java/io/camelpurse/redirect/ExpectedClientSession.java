package io.camelpurse.redirect;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelpurse.PurseConstants;
import io.camelpurse.PurseValidationException;
import io.camelpurse.ResourceId;
import io.camelpurse.message.TextValue;
import io.camelpurse.model.JsonFields;
import org.apache.camel.Message;

/**
 * The client session that redirection data must be about. Tokens have no issuer, audience or expiry, so that the client
 * session alone binds one to an order.
 *
 * @param bound whether a certain client session is expected
 * @param id    of the client session, or {@code null} if the route expects one and does not know its id
 */
record ExpectedClientSession(boolean bound, String id) {

    private static final String HEADER = "The header " + PurseConstants.EXPECTED_CLIENT_SESSION_ID;

    /**
     * That of the header, even if the header has no value: a shop that lost the shopper's session must not accept any.
     *
     * @param endpointId the id in the endpoint URI, or {@code null}
     */
    static ExpectedClientSession of(Message message, String endpointId) throws PurseValidationException {
        if (message.getHeaders().containsKey(PurseConstants.EXPECTED_CLIENT_SESSION_ID)) {
            return new ExpectedClientSession(
                    true, TextValue.of(HEADER, message.getHeader(PurseConstants.EXPECTED_CLIENT_SESSION_ID)));
        }
        return new ExpectedClientSession(endpointId != null && !endpointId.isBlank(), endpointId);
    }

    boolean fits(JsonNode claims) {
        return !bound
                || id != null
                        && ResourceId.same(
                                id, claims.path(JsonFields.CLIENT_SESSION_ID).asText(""));
    }
}
