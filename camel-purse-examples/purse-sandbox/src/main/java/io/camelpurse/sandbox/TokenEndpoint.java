package io.camelpurse.sandbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camelpurse.sandbox.state.Problem;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** OAuth2 client credentials: by Basic authentication with form-encoded id and secret, or in the body. */
final class TokenEndpoint {
    private final Accounts accounts;
    private final Tokens tokens;

    TokenEndpoint(Accounts accounts, Tokens tokens) {
        this.accounts = accounts;
        this.tokens = tokens;
    }

    /** The account that a token was asked for. */
    Account authenticate(String contentType, String authorization, String body) {
        if (contentType == null || !contentType.startsWith("application/x-www-form-urlencoded")) {
            throw badRequest("The body must be application/x-www-form-urlencoded");
        }
        Map<String, String> form = parse(body);
        if (!"client_credentials".equals(form.get("grant_type"))) {
            throw badRequest("grant_type must be client_credentials");
        }
        Optional<Account> account = authorization == null
                ? accounts.find(form.get("client_id"), form.get("client_secret"))
                : basic(authorization);
        return account.orElseThrow(
                () -> Problem.of(401, "invalid-client", "Unauthorized", "Unknown client or wrong secret"));
    }

    ObjectNode respond(Account account) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("access_token", tokens.issue(account))
                .put("token_type", "Bearer")
                .put("expires_in", tokens.lifetime().toSeconds());
    }

    private Optional<Account> basic(String authorization) {
        if (!authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
            throw badRequest("Authorization must be Basic");
        }
        try {
            String pair = new String(
                    Base64.getDecoder().decode(authorization.substring(6).trim()), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : accounts.find(decode(pair.substring(0, colon)), decode(pair.substring(colon + 1)));
        } catch (IllegalArgumentException e) {
            throw badRequest("The Basic credentials cannot be decoded");
        }
    }

    private static Map<String, String> parse(String body) {
        Map<String, String> form = new HashMap<>();
        for (String pair : body.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                try {
                    form.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
                } catch (IllegalArgumentException e) {
                    throw badRequest("The form cannot be decoded");
                }
            }
        }
        return form;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static Problem badRequest(String detail) {
        return Problem.of(400, "bad-request", "Bad Request", detail);
    }
}
