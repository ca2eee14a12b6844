package io.camelpurse.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.camelpurse.Credentials;
import io.camelpurse.PurseOperation.HttpMethod;
import io.camelpurse.ResourceId;
import io.camelpurse.text.ReceivedJson;
import io.camelpurse.text.TokenMask;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.message.BasicHeader;

/** Sends one request with the account's token, and once more if the first token was not accepted. */
final class AuthorizedSender {

    static final String API_KEY_HEADER = "x-api-key";
    static final String IDEMPOTENCY_KEY_HEADER = "x-idempotency-key";
    private static final ContentType JSON = ContentType.create("application/json");
    private static final Header ACCEPT =
            new BasicHeader(HttpHeaders.ACCEPT, "application/json, application/problem+json");

    private final String apiUrl;
    private final List<String> secrets;
    private final Supplier<Credentials> credentials;
    private final AccessTokens tokens;
    private final ApiObserver observer;
    private final PaymentCurrencies currencies;
    private final Transport transport;
    private final CallTimer timer;
    private final Header userAgent;
    private final Map<String, String> moreHeaders;

    AuthorizedSender(
            CallSettings calls,
            Supplier<Credentials> credentials,
            AccessTokens tokens,
            ApiObserver observer,
            PaymentCurrencies currencies,
            Transport transport,
            CallTimer timer,
            String userAgent) {
        this(
                calls.apiUrl(),
                calls.secrets(),
                credentials,
                tokens,
                observer,
                currencies,
                transport,
                timer,
                new BasicHeader(HttpHeaders.USER_AGENT, userAgent),
                Map.of());
    }

    private AuthorizedSender(
            String apiUrl,
            List<String> secrets,
            Supplier<Credentials> credentials,
            AccessTokens tokens,
            ApiObserver observer,
            PaymentCurrencies currencies,
            Transport transport,
            CallTimer timer,
            Header userAgent,
            Map<String, String> moreHeaders) {
        this.apiUrl = apiUrl;
        this.secrets = secrets;
        this.credentials = credentials;
        this.tokens = tokens;
        this.observer = observer;
        this.currencies = currencies;
        this.transport = transport;
        this.timer = timer;
        this.userAgent = userAgent;
        this.moreHeaders = moreHeaders;
    }

    AuthorizedSender carrying(Map<String, String> headers) {
        return new AuthorizedSender(
                apiUrl, secrets, credentials, tokens, observer, currencies, transport, timer, userAgent, headers);
    }

    ApiState state() {
        return observer.state();
    }

    ApiObserver observer() {
        return observer;
    }

    /**
     * @return the response; fails with {@link CallFailedException}, which knows how often the request was sent
     */
    CompletableFuture<PurseResponse> send(PurseRequest request, Deadline deadline) {
        Sending sending = new Sending(request, deadline);
        return sending.withToken()
                .whenComplete((response, failure) -> observer.ended(failure))
                .thenApply(response -> response.after(sending.attempts))
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(
                        CallFailures.ofCall(failure).after(sending.attempts)));
    }

    CompletableFuture<CachedAccessToken> tokenBefore(Deadline deadline) {
        CompletableFuture<CachedAccessToken> shared = tokens.get();
        CompletableFuture<CachedAccessToken> mine = shared.isDone() ? shared : endingAt(deadline, shared);
        return mine.exceptionallyCompose(failure ->
                CompletableFuture.failedFuture(CallFailedException.withoutToken(CallFailures.ofCall(failure))));
    }

    private CompletableFuture<CachedAccessToken> endingAt(
            Deadline deadline, CompletableFuture<CachedAccessToken> shared) {
        CompletableFuture<CachedAccessToken> mine = shared.copy();
        timer.endAt(
                deadline,
                mine,
                () -> mine.completeExceptionally(CallFailedException.notExecuted("totalTimeout expired", null)),
                () -> mine.completeExceptionally(CallTimer.stopping()));
        return mine;
    }

    private final class Sending {

        private final PurseRequest request;
        private final Deadline deadline;
        private int attempts;
        private boolean tokenDropped;
        private Credentials used;

        Sending(PurseRequest request, Deadline deadline) {
            this.request = request;
            this.deadline = deadline;
        }

        CompletableFuture<PurseResponse> withToken() {
            return tokenBefore(deadline).thenCompose(this::send);
        }

        private CompletableFuture<PurseResponse> send(CachedAccessToken token) {
            List<Header> headers;
            try {
                headers = headers(token);
            } catch (CallFailedException noCredentials) {
                return CompletableFuture.failedFuture(noCredentials);
            }
            if (deadline.hasExpired()) {
                return CompletableFuture.failedFuture(CallTimer.tooLate());
            }
            attempts++;
            Instant sentAt = timer.time().instant();
            return transport.send(transportRequest(headers), deadline).thenCompose(raw -> {
                Instant date = observer.responded(raw, sentAt);
                return read(raw, date, token, headers);
            });
        }

        private CompletableFuture<PurseResponse> read(
                RawResponse raw, Instant date, CachedAccessToken token, List<Header> headers) {
            int status = raw.head().getCode();
            if (status == 401 && !tokenDropped) {
                tokenDropped = true;
                tokens.drop(token);
                return withToken();
            }
            if (status / 100 != 2) {
                return CompletableFuture.failedFuture(
                        ErrorResponses.failure(raw, secretsOfProblems(token, headers), timer.time()));
            }
            JsonNode json;
            try {
                json = tree(raw);
            } catch (IOException notJson) {
                return failed(
                        CallFailedException.unreadable(status, unusable(status, "is not the JSON that it should be")));
            }
            return request.expected()
                    .objection(json)
                    .map(objection -> failed(CallFailedException.notShown(status, unusable(status, objection))))
                    .orElseGet(() -> CompletableFuture.completedFuture(accepted(raw, json, date, token)));
        }

        private PurseResponse accepted(RawResponse raw, JsonNode json, Instant date, CachedAccessToken token) {
            if (request.operation().responseResource().equals(Optional.of(ResourceId.PAYMENT))) {
                currencies.keep(json);
            }
            String text = new String(raw.body(), StandardCharsets.UTF_8);
            ReceivedJson shown = new TokenMask(secrets(token)).mask(new ReceivedJson(json, text));
            return new PurseResponse(raw.head().getCode(), shown.text(), shown.tree(), attempts, date);
        }

        /**
         * Those in the request, which may be the route's own, of its account, and those that earlier requests carried.
         */
        private List<String> secrets(CachedAccessToken token) {
            Set<String> all = new LinkedHashSet<>(request.secrets());
            all.add(token.value());
            all.add(used.clientSecret());
            all.add(used.apiKey());
            all.addAll(secrets);
            all.remove(null);
            return List.copyOf(all);
        }

        /**
         * A client id alone opens nothing, and may be a part of any id: it is hidden in problems, and not in resources.
         */
        private List<String> secretsOfProblems(CachedAccessToken token, List<Header> headers) {
            List<String> all = new ArrayList<>(MaskedHeader.secrets(headers));
            all.addAll(secrets(token));
            if (used.clientId().length() >= TokenMask.SHORTEST) {
                all.add(used.clientId());
            }
            return all;
        }

        private static String unusable(int status, String objection) {
            return "the response with status " + status + " " + objection;
        }

        private static CompletableFuture<PurseResponse> failed(CallFailedException failure) {
            return CompletableFuture.failedFuture(failure);
        }

        private static JsonNode tree(RawResponse raw) throws IOException {
            return raw.body().length == 0
                    ? MissingNode.getInstance()
                    : Json.mapper().readTree(raw.body());
        }

        private TransportRequest transportRequest(List<Header> headers) {
            URI uri = URI.create(apiUrl + request.path());
            if (request.method() == HttpMethod.GET) {
                return TransportRequest.get(uri, headers);
            }
            String method = request.method().name();
            return request.body() == null
                    ? new TransportRequest(method, uri, headers, new byte[0], null)
                    : new TransportRequest(method, uri, headers, request.body(), JSON);
        }

        private List<Header> headers(CachedAccessToken token) throws CallFailedException {
            List<Header> headers = new ArrayList<>();
            headers.add(ACCEPT);
            headers.add(userAgent);
            headers.add(new MaskedHeader(HttpHeaders.AUTHORIZATION, "Bearer " + token.value()));
            used = AccountSettings.current(credentials);
            String apiKey = used.apiKey();
            if (apiKey != null) {
                headers.add(new MaskedHeader(API_KEY_HEADER, apiKey));
            }
            moreHeaders.forEach((name, value) -> headers.add(new BasicHeader(name, value)));
            if (request.idempotencyKey() != null) {
                headers.add(new BasicHeader(IDEMPOTENCY_KEY_HEADER, request.idempotencyKey()));
            }
            if (request.maxAge() != null) {
                headers.add(new BasicHeader(
                        HttpHeaders.CACHE_CONTROL, "max-age=" + request.maxAge().toSeconds()));
            }
            return headers;
        }
    }
}
