package io.camelpurse.redirect;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelpurse.PurseConstants;
import io.camelpurse.PurseValidationException;
import io.camelpurse.ResourceId;
import io.camelpurse.message.TextValue;
import org.apache.camel.Message;

/**
 * The client session that a shopper has to come back from: tokens say neither who issued them for whom nor until when
 * (section 10 of the API reference), so that this alone ties one to an order.
 *
 * @param bound whether there has to be a certain one
 * @param id    which, or {@code null} if a route expects one and does not know it
 */
record ExpectedClientSession(boolean bound, String id) {

    private static final String HEADER = "The header " + PurseConstants.EXPECTED_CLIENT_SESSION_ID;

    /**
     * The header's, even if it has no value: a shop that lost its shopper's session must not accept any.
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
                        && ResourceId.same(id, claims.path("client_session_id").asText(""));
    }
}
