package io.camelpurse.client;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.camelpurse.client.BoundedResponseConsumer.Answer;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.message.BasicHeader;

/**
 * One account's calls to Purse, without a thread that waits for an answer.
 */
public final class PurseClient {

    static final String API_KEY_HEADER = "x-api-key";
    static final String IDEMPOTENCY_KEY_HEADER = "x-idempotency-key";
    private static final String ACCEPT = "application/json, application/problem+json";

    private final String apiUrl;
    private final Supplier<Credentials> credentials;
    private final AccessTokens tokens;
    private final HttpTransport transport;
    private final ScheduledExecutorService timer;
    private final String userAgent;
    private final Clock clock;
    private final Duration totalTimeout;

    PurseClient(
            String apiUrl,
            Supplier<Credentials> credentials,
            AccessTokens tokens,
            HttpTransport transport,
            ScheduledExecutorService timer,
            String userAgent,
            Clock clock,
            Duration totalTimeout) {
        this.apiUrl = apiUrl;
        this.credentials = credentials;
        this.tokens = tokens;
        this.transport = transport;
        this.timer = timer;
        this.userAgent = userAgent;
        this.clock = clock;
        this.totalTimeout = totalTimeout;
    }

    /**
     * Makes a call.
     *
     * @param request what to call
     * @return the answer; fails with {@link CallFailedException}. Completed on a thread that must not be blocked.
     */
    public CompletableFuture<PurseResponse> call(PurseRequest request) {
        return new Call(request).make();
    }

    /**
     * The access token that calls carry at present, fetched if there is none.
     *
     * @return the token; fails with {@link CallFailedException}
     */
    public CompletableFuture<AccessToken> accessToken() {
        return tokenBefore(Deadline.in(totalTimeout));
    }

    private CompletableFuture<AccessToken> tokenBefore(Deadline deadline) {
        CompletableFuture<AccessToken> shared = tokens.get();
        CompletableFuture<AccessToken> mine = shared.isDone() ? shared : endingAt(deadline, shared);
        return mine.exceptionallyCompose(failure -> CompletableFuture.failedFuture(withoutToken(failure)));
    }

    private static Throwable withoutToken(Throwable failure) {
        return Failures.rootOf(failure) instanceof CallFailedException failed
                ? CallFailedException.withoutToken(failed)
                : CallFailedException.notExecuted("no access token", Failures.rootOf(failure));
    }

    private CompletableFuture<AccessToken> endingAt(Deadline deadline, CompletableFuture<AccessToken> shared) {
        CompletableFuture<AccessToken> mine = shared.copy();
        try {
            ScheduledFuture<?> end = timer.schedule(
                    () -> mine.completeExceptionally(CallFailedException.notExecuted("totalTimeout was over", null)),
                    deadline.leftMillis(),
                    TimeUnit.MILLISECONDS);
            mine.whenComplete((token, failure) -> end.cancel(false));
        } catch (RejectedExecutionException stopped) {
            mine.completeExceptionally(CallFailedException.notExecuted("the component is stopping", stopped));
        }
        return mine;
    }

    /** One call on its way through token, sending and the one repetition that a dropped token is worth. */
    private final class Call {

        private final PurseRequest request;
        private final Deadline deadline = Deadline.in(totalTimeout);
        private int attempts;
        private boolean tokenDropped;

        Call(PurseRequest request) {
            this.request = request;
        }

        CompletableFuture<PurseResponse> make() {
            return withToken()
                    .exceptionallyCompose(failure -> CompletableFuture.failedFuture(
                            Failures.rootOf(failure) instanceof CallFailedException failed
                                    ? failed.after(attempts)
                                    : Failures.rootOf(failure)));
        }

        private CompletableFuture<PurseResponse> withToken() {
            return tokenBefore(deadline).thenCompose(this::send);
        }

        private CompletableFuture<PurseResponse> send(AccessToken token) {
            attempts++;
            TrackedEntity entity = request.method().equals("GET") ? null : entity();
            return transport
                    .send(request.method(), URI.create(apiUrl + request.path()), headers(token), entity, deadline)
                    .thenCompose(answer -> read(answer, token));
        }

        private CompletableFuture<PurseResponse> read(Answer answer, AccessToken token) {
            int status = answer.head().getCode();
            if (status == 401 && !tokenDropped) {
                tokenDropped = true;
                tokens.drop(token);
                return withToken();
            }
            if (status / 100 != 2) {
                return CompletableFuture.failedFuture(Answers.failure(answer, clock));
            }
            try {
                return CompletableFuture.completedFuture(new PurseResponse(status, answer.body(), tree(answer)));
            } catch (JacksonException e) {
                return CompletableFuture.failedFuture(CallFailedException.unreadable(
                        status, "the answer with status " + status + " is not the JSON that it should be"));
            }
        }

        private static JsonNode tree(Answer answer) throws JacksonException {
            if (answer.body().length == 0) {
                return MissingNode.getInstance();
            }
            try {
                return Json.mapper().readTree(answer.body());
            } catch (JacksonException e) {
                throw e;
            } catch (IOException impossible) {
                throw new IllegalStateException("reading bytes in memory failed", impossible);
            }
        }

        private TrackedEntity entity() {
            return request.body() == null
                    ? new TrackedEntity(new byte[0], null)
                    : new TrackedEntity(request.body(), ContentType.APPLICATION_JSON);
        }

        private List<Header> headers(AccessToken token) {
            List<Header> headers = new ArrayList<>();
            headers.add(new BasicHeader(HttpHeaders.ACCEPT, ACCEPT));
            headers.add(new BasicHeader(HttpHeaders.USER_AGENT, userAgent));
            headers.add(new MaskedHeader(HttpHeaders.AUTHORIZATION, "Bearer " + token.value()));
            String apiKey = credentials.get().apiKey();
            if (apiKey != null) {
                headers.add(new MaskedHeader(API_KEY_HEADER, apiKey));
            }
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
