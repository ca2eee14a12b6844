package io.camelpurse.sandbox;

import io.camelpurse.sandbox.state.Problem;
import io.vertx.core.http.HttpServerRequest;

/** Accepts a request by its bearer token and, where one is sent or required, its API key. */
final class RequestAuthenticator {
    private static final String BEARER = "Bearer ";

    private final Tokens tokens;
    private final boolean apiKeyRequired;

    RequestAuthenticator(Tokens tokens, boolean apiKeyRequired) {
        this.tokens = tokens;
        this.apiKeyRequired = apiKeyRequired;
    }

    Account authenticate(HttpServerRequest request) {
        String authorization = request.getHeader("Authorization");
        if (authorization == null || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw unauthorized("A bearer token is required");
        }
        Account account = tokens.account(
                        authorization.substring(BEARER.length()).trim())
                .orElseThrow(() -> unauthorized("The access token is unknown or expired"));
        checkApiKey(request, account);
        return account;
    }

    void checkApiKey(HttpServerRequest request, Account account) {
        String apiKey = request.getHeader("x-api-key");
        if (apiKey == null && apiKeyRequired) {
            throw unauthorized("The header x-api-key is required");
        }
        if (apiKey != null && !apiKey.equals(account.apiKey())) {
            throw unauthorized("The header x-api-key is not the account's");
        }
    }

    private static Problem unauthorized(String detail) {
        return Problem.of(401, "unauthorized", "Unauthorized", detail);
    }
}
