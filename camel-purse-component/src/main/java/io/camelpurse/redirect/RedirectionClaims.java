package io.camelpurse.redirect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camelpurse.InvalidRedirectionReason;
import io.camelpurse.message.Validated;
import io.camelpurse.model.JsonFields;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Reads the claims of a signed token. The example in the API reference has neither expiry nor issuer nor audience, so
 * that another kind of token that is signed with the same keys can only be recognized by the claims that it lacks.
 */
final class RedirectionClaims {

    private static final Duration CLOCK_DIFFERENCE = Duration.ofSeconds(60);
    private static final List<String> TEXTS = List.of(
            JsonFields.CLIENT_SESSION_ID,
            JsonFields.PAYMENT_ID,
            JsonFields.AUTHORIZATION_STATUS,
            JsonFields.CLIENT_SESSION_STATUS);
    private static final List<String> TIMES = List.of("exp", "nbf");

    private RedirectionClaims() {}

    static Validated<ObjectNode, InvalidRedirectionReason> read(byte[] payload, Instant now) {
        Optional<ObjectNode> json = SignedJson.object(payload).filter(RedirectionClaims::areWellFormed);
        if (json.isEmpty()) {
            return Validated.rejected(InvalidRedirectionReason.CLAIMS);
        }
        ObjectNode claims = json.get();
        if (has(claims, "exp") && seconds(claims, "exp").compareTo(epoch(now.minus(CLOCK_DIFFERENCE))) <= 0) {
            return Validated.rejected(InvalidRedirectionReason.EXPIRED);
        }
        if (has(claims, "nbf") && seconds(claims, "nbf").compareTo(epoch(now.plus(CLOCK_DIFFERENCE))) > 0) {
            return Validated.rejected(InvalidRedirectionReason.NOT_YET_VALID);
        }
        return Validated.valid(claims);
    }

    private static boolean areWellFormed(ObjectNode claims) {
        boolean identified =
                !claims.path(JsonFields.CLIENT_SESSION_ID).asText("").isEmpty()
                        || !claims.path(JsonFields.PAYMENT_ID).asText("").isEmpty();
        return identified
                && TEXTS.stream().map(claims::path).allMatch(RedirectionClaims::isTextOrAbsent)
                && TIMES.stream()
                        .allMatch(
                                time -> !has(claims, time) || claims.path(time).isNumber());
    }

    private static boolean isTextOrAbsent(JsonNode claim) {
        return claim.isTextual() || claim.isNull() || claim.isMissingNode();
    }

    private static boolean has(ObjectNode claims, String name) {
        return claims.hasNonNull(name);
    }

    private static BigDecimal seconds(ObjectNode claims, String name) {
        return claims.path(name).decimalValue();
    }

    private static BigDecimal epoch(Instant instant) {
        return BigDecimal.valueOf(instant.getEpochSecond());
    }
}
