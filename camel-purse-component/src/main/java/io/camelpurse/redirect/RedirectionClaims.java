package io.camelpurse.redirect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camelpurse.InvalidRedirectionReason;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Reads what a signed token says. The vendor's example has neither expiry nor issuer nor audience, so that another kind of
 * token under the same keys can only be told by what it lacks.
 */
final class RedirectionClaims {

    private static final Duration CLOCK_DIFFERENCE = Duration.ofSeconds(60);
    private static final List<String> TEXTS =
            List.of("client_session_id", "payment_id", "authorization_status", "client_session_status");

    private RedirectionClaims() {}

    static ObjectNode read(byte[] payload, Instant now) throws RejectedRedirectionException {
        ObjectNode claims = SignedJson.object(payload)
                .orElseThrow(() -> new RejectedRedirectionException(InvalidRedirectionReason.CLAIMS));
        boolean texts = TEXTS.stream().map(claims::path).allMatch(RedirectionClaims::isTextOrAbsent);
        boolean about = !claims.path("client_session_id").asText("").isEmpty()
                || !claims.path("payment_id").asText("").isEmpty();
        if (!texts || !about) {
            throw new RejectedRedirectionException(InvalidRedirectionReason.CLAIMS);
        }
        if (has(claims, "exp") && seconds(claims, "exp").compareTo(epoch(now.minus(CLOCK_DIFFERENCE))) <= 0) {
            throw new RejectedRedirectionException(InvalidRedirectionReason.EXPIRED);
        }
        if (has(claims, "nbf") && seconds(claims, "nbf").compareTo(epoch(now.plus(CLOCK_DIFFERENCE))) > 0) {
            throw new RejectedRedirectionException(InvalidRedirectionReason.NOT_YET_VALID);
        }
        return claims;
    }

    private static boolean isTextOrAbsent(JsonNode claim) {
        return claim.isTextual() || claim.isNull() || claim.isMissingNode();
    }

    private static boolean has(ObjectNode claims, String name) {
        return claims.hasNonNull(name);
    }

    private static BigDecimal seconds(ObjectNode claims, String name) throws RejectedRedirectionException {
        JsonNode value = claims.path(name);
        if (!value.isNumber()) {
            throw new RejectedRedirectionException(InvalidRedirectionReason.CLAIMS);
        }
        return value.decimalValue();
    }

    private static BigDecimal epoch(Instant instant) {
        return BigDecimal.valueOf(instant.getEpochSecond());
    }
}
